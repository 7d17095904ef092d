"""To whom and where the document goes, chosen of all the people and places of its client."""

from __future__ import annotations

from functools import partial

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from components.place import place_link
from components.tab import current_staff
from models.documents import ADDRESSEES, Addressee, Document, caption_of
from models.french import Postal
from models.permissions import Permission


def has_addressees(document: Document) -> bool:
    """Whether there is anything to choose, or to tell of."""
    client = document.client
    return bool(document.addressed or client.contacts or client.addresses)


def addressees(document: Document) -> None:
    may = current_staff().may(Permission.DOCUMENTS) and not document.is_frozen
    for addressee in ADDRESSEES.values():
        if may and not document.is_trashed:
            _choice(document, addressee)
        elif chosen := caption_of(document.addressed.get(addressee.code)):
            with ui.element("div").classes("fact"):
                ui.label(addressee.label).classes("fact-label")
                ui.label(chosen)


def _choice(document: Document, addressee: Addressee) -> None:
    chosen = document.addressed.get(addressee.code, {})
    children = getattr(document.client, addressee.children.name)
    offered = {one["key"]: caption_of(one) for one in (*children, *([chosen] if chosen else []))}
    if not offered:
        return
    with ui.element("div").classes("addressee"):
        ui.select(
            {"": addressee.otherwise, **offered},
            label=addressee.label,
            value=chosen.get("key", ""),
            on_change=partial(_choose, document, addressee.code),
        ).props("outlined options-dense=false").classes("grow")
        if addressee.code == "site" and (link := Postal.of(chosen).maps_link):
            place_link(caption_of(chosen), link)


async def _choose(document: Document, code: str, event: ValueChangeEventArguments[str]) -> None:
    await document.address(code, str(event.value or ""), by=current_staff())
