"""Beside the lines of a document: what it says, its payments, its relatives, its history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial

from nicegui import ui

from components.history import History
from components.looks import status_chip, status_tone
from components.tab import current_staff, on_press
from models.documents import MODE_WORDS, Allocation, Document, Payment
from models.french import amount, clock_moment, moment, short_date
from models.permissions import Permission
from pages.documents.addressees import addressees, has_addressees
from pages.documents.asking import ask_reversal
from pages.documents.followed import Followed

STAMPS = ("departed_at", "returned_at", "finished_at", "issued_at")


class Side:
    """What hangs on one document."""

    def __init__(self, document: Document, history: History) -> None:
        self._document = document
        self._history = history
        self._payments: list[Allocation] = []
        self._followed = Followed()
        self._over: set[int] = set()
        """The payments that are corrected already, or are corrections."""

    async def load(self, document: Document) -> None:
        self._document = document
        found = Allocation.filter(document_id=document.id).prefetch_related("payment")
        self._payments = await found.order_by("id")
        await self._followed.load(document)
        payments = [part.payment for part in self._payments]
        self._over = {one.id for one in payments if one.reverses_id}
        self._over |= {one.reverses_id for one in payments if one.reverses_id}

    def build(self) -> None:
        document = self._document
        if document.kind == "invoice" and current_staff().may(Permission.PRICES):
            with _section("Règlements", is_region=True):
                self._settlement()
        self._since()
        if has_addressees(document):
            with _section("Destinataire", is_region=True):
                addressees(document)
        self._facts()
        self._family()
        with _section("Historique", is_region=True):
            self._history.build()

    def _since(self) -> None:
        """What has become of an invoice since it was issued."""
        document = self._document
        if not document.is_issued:
            return
        with _section("Facture électronique", is_region=True):
            self._followed.einvoice(document)
        if self._followed.has_reminders(document):
            with _section("Relances", is_region=True):
                self._followed.reminders(document)

    def _settlement(self) -> None:
        document = self._document
        if not self._payments:
            said = "Aucun règlement." if document.is_issued else "Rien avant l’émission."
            ui.label(said).classes("card-none")
        for part in self._payments:
            payment = part.payment
            with ui.element("div").classes("payment"):
                words = MODE_WORDS[payment.mode]
                ui.label(f"{short_date(payment.received_on)} · {words}").classes("grow")
                ui.label(amount(part.amount)).classes("payment-amount")
                if payment.reference:
                    ui.label(payment.reference).classes("payment-reference")
                if payment.id not in self._over and current_staff().may(Permission.RECEIVE):
                    _cancel_button(payment)
        if document.credited:
            with ui.element("div").classes("payment"):
                ui.label("Repris par avoir").classes("grow")
                ui.label(amount(document.credited)).classes("payment-amount")
        if document.is_issued:
            with ui.element("div").classes("payment payment-due"):
                ui.label("Reste dû").classes("grow")
                ui.label(amount(document.due)).classes("payment-amount")

    def _facts(self) -> None:
        document = self._document
        typed = document.typed()
        with _section("Détails"):
            for field in document.FIELDS:
                value = getattr(document, field.name)
                if field.name != "discount" and field.applies(typed) and value:
                    text = field.worded(typed[field.name]) if field.choices else _worded(value)
                    _fact(document.label_of(field.name), text)
            for name in STAMPS:
                if isinstance(stamp := getattr(document, name), datetime):
                    _fact(document.label_of(name), moment(stamp))
            if document.closing_reason:
                _fact(document.label_of("closing_reason"), document.closing_reason)
            _fact(document.label_of("author"), document.author)

    def _family(self) -> None:
        document = self._document
        relatives = [
            *([("Issu de", document.parent)] if document.parent else []),
            *(("A donné", child) for child in document.children if not child.is_trashed),
        ]
        if not relatives:
            return
        with _section("Documents liés"):
            for relation, relative in relatives:
                with ui.element("div").classes("document-relative"):
                    ui.label(relation).classes("fact-label")
                    ui.link(relative.title, relative.path)
                    tone = status_tone(relative.standing, relative.is_open)
                    status_chip(relative.status_label, tone)


def _cancel_button(payment: Payment) -> None:
    made = ui.button("Annuler", color=None)
    on_press(made, partial(ask_reversal, payment))
    made.props("flat no-caps").classes("payment-cancel")
    made.props["aria-label"] = f"Annuler : {payment.caption}"


@contextmanager
def _section(title: str, *, is_region: bool = False) -> Iterator[None]:
    with ui.element("section").classes("side-section") as section:
        if is_region:
            section.props("role=region")
            section.props["aria-label"] = title
        ui.label(title).classes("side-title").props("role=heading aria-level=2")
        yield


def _worded(value: object) -> str:
    if isinstance(value, datetime):
        return clock_moment(value)
    return short_date(value) if isinstance(value, date) else str(value)


def _fact(label: str, text: str) -> None:
    with ui.element("div").classes("fact"):
        ui.label(label).classes("fact-label")
        ui.label(text or "—").classes("fact-text")
