"""The further contacts and addresses of a client on the card."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence

from nicegui import ui

from components.place import place_link
from components.tab import current_staff
from models.clients import ADDRESSES, CONTACTS, Client
from models.french import Postal, number, phone_links
from models.permissions import Permission
from models.records import Child, Children
from pages.clients.card_sections import line
from pages.desk import folded, section

FEW = 3
Add = Callable[[Children], Awaitable[None]]


def contacts(client: Client, add: Add | None) -> None:
    _children(CONTACTS, client.contacts, lambda one: _contact(client, one), _adds(client, add))


def addresses(client: Client, add: Add | None) -> None:
    _children(ADDRESSES, client.addresses, _address, _adds(client, add))


def _adds(client: Client, add: Add | None) -> Add | None:
    may = current_staff().may(Permission.EDIT) and not client.is_trashed
    return add if may else None


def _children(
    kind: Children, children: Sequence[Child], show: Callable[[Child], None], add: Add | None
) -> None:
    """The first of them, the others folded, and the way to one more."""
    if not children and add is None:
        return
    adding = add and (kind.adding, lambda: add(kind))
    with section(kind.title, is_region=True, adding=adding):
        with ui.element("ul").classes("card-children"):
            _items(children[:FEW], show)
        if others := children[FEW:]:
            count = f"les {number(len(others))} autres" if len(others) > 1 else "le dernier"

            def build() -> None:
                with ui.element("ul").classes("card-children"):
                    _items(others, show)

            folded(f"Voir {count}", build)


def _items(children: Iterable[Child], show: Callable[[Child], None]) -> None:
    for child in children:
        with ui.element("li").classes("card-child"):
            show(child)


def _contact(client: Client, contact: Child) -> None:
    _head(contact["name"], contact.get("function", ""), _worded(CONTACTS, contact, "roles"))
    for name in ("phone", "mobile"):
        for text, link in phone_links(contact.get(name, ""), client.postcode, client.country):
            if text:
                line(name, text, link)
    for email in filter(None, contact.get("email", "").split(", ")):
        line("mail", email, f"mailto:{email}")
    _note(contact.get("note", ""))


def _address(address: Child) -> None:
    postal = Postal.of(address)
    name = address.get("label") or postal.city
    _head(name, "", _worded(ADDRESSES, address, "uses"))
    with ui.element("address").classes("card-line"):
        with ui.element("div").classes("grow"):
            for text in postal.lines:
                ui.label(text)
        if link := postal.maps_link:
            place_link(name, link)
    _note(" · ".join(filter(None, (address.get("person", ""), address.get("access", "")))))


def _head(name: str, after: str, roles: str) -> None:
    with ui.element("div").classes("card-child-head"):
        ui.label(name).classes("card-child-name")
        if after:
            ui.label(after).classes("card-child-after")
    if roles:
        ui.label(roles).classes("card-under")


def _worded(kind: Children, child: Child, name: str) -> str:
    """« Commande et chantier »"""
    return kind.worded(kind.name_of("", name), child.get(name, "")).capitalize()


def _note(text: str) -> None:
    if text:
        ui.label(text).classes("card-notes card-under")
