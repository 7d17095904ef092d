"""What a client's card says of money and documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby

from nicegui import ui

from components.looks import button, status_chip, status_tone
from components.tab import current_staff
from models.clients import Client
from models.documents import KINDS, Balance, Document
from models.french import amount, long_date, number, short_date, today
from models.permissions import Permission
from pages.desk import folded, section
from pages.receiving import receive_from

FEW_OPEN, FEW_CLOSED = 10, 5
"""Documents of a kind that the card shows at once."""


def balance(client: Client, found: Balance) -> None:
    """What is owed and was invoiced, each with the invoices that make it."""
    invoices = f"{KINDS['invoice'].path}?client={client.id}"
    figures = (
        ("Encours TTC", found.outstanding, f"{invoices}&quick=due"),
        ("En retard", found.overdue, f"{invoices}&quick=late"),
        (f"CA HT {today().year}", found.turnover, invoices),
    )
    if found.is_empty:
        return
    with section("Compte"):
        with ui.element("div").classes("card-figures"):
            for label, value, path in figures:
                _figure(label, value, path)
            for kind, remains in found.ordered.items():
                path = f"{KINDS[kind].path}?client={client.id}"
                _figure(f"{KINDS[kind].plural} à facturer", remains, path)
        if client.credit_limit is not None:
            _limit(client.credit_limit, found)
        if found.outstanding > 0 and current_staff().may(Permission.RECEIVE):
            button("Encaisser", "quiet", icon="payment", on_click=partial(receive_from, client))


def owed_then(owed: Decimal, day: date) -> None:
    """What was owed at the end of a day."""
    with section("Compte"):
        figures = ui.element("div").classes("card-figures")
        with figures, ui.element("div").classes("card-figure"):
            ui.label(f"Encours TTC le {long_date(day)}").classes("card-figure-label")
            ui.label(amount(owed)).classes("card-figure-value")


def _figure(label: str, value: Decimal, path: str) -> None:
    with ui.link(target=path).classes("card-figure"):
        ui.label(label).classes("card-figure-label")
        is_late = label == "En retard" and value
        ui.label(amount(value)).classes("card-figure-value").classes("is-late" if is_late else "")


def _limit(limit: Decimal, found: Balance) -> None:
    """How much is at stake of what may be."""
    said = ui.label().classes("card-under")
    if beyond := found.beyond(limit):
        said.set_text(f"Plafond de {amount(limit)} dépassé de {amount(beyond)}.")
        said.classes("is-late")
    else:
        said.set_text(f"{amount(found.exposure)} engagés sur {amount(limit)}.")


def documents(documents: Sequence[Document], *, shows_prices: bool) -> None:
    """The documents that `documents_by_kind` has found, under the name of their kind."""
    with section("Documents"):
        if not documents:
            ui.label("Aucun document pour l’instant.").classes("card-none")
        for code, group in groupby(documents, key=lambda document: document.kind):
            with ui.element("div").classes("card-group"):
                ui.label(KINDS[code].plural).classes("card-group-title").props(
                    "role=heading aria-level=4"
                )
                _group(list(group), shows_prices=shows_prices)


def _group(documents: list[Document], *, shows_prices: bool) -> None:
    """The first open ones and a few closed ones; the others unfold."""
    count = min(sum(document.is_open for document in documents), FEW_OPEN) + FEW_CLOSED
    _rows(documents[:count], shows_prices=shows_prices)
    if others := documents[count:]:
        words = f"Voir les {number(len(others))} autres" if len(others) > 1 else "Voir l’autre"
        folded(words, partial(_rows, others, shows_prices=shows_prices))


def _rows(documents: Iterable[Document], *, shows_prices: bool) -> None:
    for document in documents:
        with ui.link(target=document.path).classes("card-document"):
            with ui.element("div").classes("grow"):
                ui.label(document.subject or document.title).classes("card-document-title")
                dated = short_date(document.dated_on) if document.dated_on else ""
                under = (document.title if document.subject else "", dated)
                said = " · ".join(part for part in under if part)
                ui.label(said).classes("card-document-under")
            if shows_prices and document.ttc:
                _amounts(document)
            status_chip(document.status_label, status_tone(document.standing, document.is_open))


def _amounts(document: Document) -> None:
    with ui.element("div").classes("card-document-amounts"):
        ui.label(amount(document.ttc))
        if document.due and document.due != document.ttc:
            owed = "à rendre" if document.is_credit_note else "dû"
            ui.label(f"{owed} {amount(document.due)}").classes("card-document-due")
