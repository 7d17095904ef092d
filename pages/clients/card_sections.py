"""What a client's card says of the client, section by section."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.looks import ICONS
from components.tab import current_staff
from components.tag_box import tag_chip, tag_link
from models.clients import TAG_COLOURS, TAGS, TERMS_FIELDS, Client, key_of, split_tags
from models.french import (
    format_siren,
    format_vat,
    moment_phrase,
    named_siret,
    plural,
    siren_of_siret,
    web_link,
)
from models.permissions import Permission
from pages.desk import section


def tags(client: Client, add: Callable[[], Awaitable[None]]) -> None:
    """Each tag leads to all that bear it."""
    may_add = current_staff().may(Permission.EDIT) and not client.is_trashed
    names = split_tags(client.tags)
    if not names and not may_add:
        return
    adding = None if names or not may_add else ("Ajouter une étiquette", add)
    with section("Étiquettes", is_region=True, adding=adding):
        if names:
            ids = {key_of(name): id_ for id_, name in TAGS.items()}
            with ui.element("ul").classes("tags"):
                for name in names:
                    with ui.element("li"):
                        if id_ := ids.get(key_of(name)):
                            tag_link(name, f"/clients?tag={id_}")
                        else:
                            tag_chip(name)


def colours_of(client: Client) -> tuple[str, ...]:
    return tuple(TAG_COLOURS.get(key_of(name), "") for name in split_tags(client.tags))


def contact(client: Client) -> None:
    phones = [(name, *line) for name in ("phone", "mobile") for line in client.lines(name)]
    ways = (
        *phones,
        ("mail", client.email, f"mailto:{client.email}"),
        ("web", client.website, web_link(client.website)),
    )
    with section("Coordonnées"):
        if client.contact:
            line("client", client.contact)
        for icon, text, link in ways:
            if text:
                line(icon, text, link)
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


def terms(client: Client) -> None:
    """What was agreed with this client, beside what is usual."""
    typed = client.typed()
    agreed = [
        (client.label_of(field.name), client.worded(field.name, typed[field.name]))
        for field in TERMS_FIELDS
        if typed[field.name] and field.applies(typed) and field.name != "credit_limit"
    ]
    discounts = [
        (one.get("family") or "Toute remise", f"− {one['percent']} %") for one in client.discounts
    ]
    if agreed or discounts:
        with section("Conditions"), ui.element("dl").classes("card-numbers"):
            for label, text in (*agreed, *discounts):
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


def line(icon: str, text: str, link: str = "") -> None:
    """A way to reach somebody."""
    with ui.element("div").classes("card-line"):
        ui.icon(ICONS[icon])
        if link:
            is_web = link.startswith("http")
            made = ui.link(text, link, new_tab=is_web)
            if is_web:
                made.props('rel="noopener noreferrer"')
        else:
            ui.label(text)
