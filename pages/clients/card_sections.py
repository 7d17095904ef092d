"""What a client's card says of the client, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from nicegui import ui

from components.looks import ICONS, status_chip, status_tone
from models.clients import Client
from models.documents import KINDS, Document
from models.french import (
    format_siren,
    format_vat,
    moment_phrase,
    named_siret,
    plural,
    short_date,
    siren_of_siret,
    web_link,
)
from pages.desk import section


def documents(documents: Sequence[Document]) -> None:
    """The documents that `Client.documents_by_kind` has found, under the name of their kind."""
    with section("Documents"):
        if not documents:
            ui.label("Aucun document pour l’instant.").classes("card-none")
        for code, group in groupby(documents, key=lambda document: document.kind):
            with ui.element("div").classes("card-group"):
                ui.label(KINDS[code].plural).classes("card-group-title").props(
                    "role=heading aria-level=4"
                )
                for document in group:
                    _document(document)


def _document(document: Document) -> None:
    with ui.link(target=document.path).classes("card-document"):
        with ui.element("div").classes("grow"):
            ui.label(document.subject or document.title).classes("card-document-title")
            dated = short_date(document.dated_on) if document.dated_on else ""
            under = (document.title if document.subject else "", dated)
            ui.label(" · ".join(part for part in under if part)).classes("card-document-under")
        status_chip(document.status_label, status_tone(document.status, document.is_open))


def contact(client: Client) -> None:
    phones = [(name, *line) for name in ("phone", "mobile") for line in client.lines(name)]
    ways = (
        *phones,
        ("mail", client.email, f"mailto:{client.email}"),
        ("web", client.website, web_link(client.website)),
    )
    with section("Coordonnées"):
        if client.contact:
            _line("client", client.contact)
        for icon, text, link in ways:
            if text:
                _line(icon, text, link)
        if not (client.contact or any(text for _, text, _ in ways)):
            ui.label("Aucune coordonnée.").classes("card-none")


def address(client: Client) -> None:
    with section("Adresse postale"):
        if not client.address_lines:
            ui.label("Non remplie.").classes("card-none")
            return
        with ui.element("address").classes("card-line"):
            ui.icon(ICONS["place"])
            with ui.element("div"):
                for line in client.address_lines:
                    ui.label(line)


def identifiers(client: Client) -> None:
    numbers = (
        named_siret(client.siret),
        ("SIREN", "" if siren_of_siret(client.siret) else format_siren(client.siren)),
        ("N° TVA", format_vat(client.vat_number)),
    )
    if not any(text for _, text in numbers):
        return
    with section("Identifiants"), ui.element("dl").classes("card-numbers"):
        for label, text in numbers:
            if text:
                with ui.element("dt"):
                    ui.label(label)
                with ui.element("dd"):
                    ui.label(text)


def notes(client: Client) -> None:
    if client.notes:
        with section("Notes"):
            ui.label(client.notes).classes("card-notes")


def footer(client: Client) -> None:
    opened = plural(client.open_count, "document en cours", "documents en cours")
    ui.label(f"Modifié {moment_phrase(client.updated_at)} · {opened}").classes("card-foot")


def _line(icon: str, text: str, link: str = "") -> None:
    with ui.element("div").classes("card-line"):
        ui.icon(ICONS[icon])
        if link:
            is_web = link.startswith("http")
            made = ui.link(text, link, new_tab=is_web)
            if is_web:
                made.props('rel="noopener noreferrer"')
        else:
            ui.label(text)
