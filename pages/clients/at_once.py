"""What one tap does for a client: call, write, go there, begin a document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from nicegui import ui

from components.looks import ICONS, icon_button
from components.tab import current_staff
from models.clients import Client
from models.documents import KINDS, Kind
from models.permissions import Permission


def at_once(client: Client, create: Callable[[Kind], Awaitable[None]]) -> None:
    lines = (*client.lines("phone"), *client.lines("mobile"))
    for number, link in [(number, link) for number, link in lines if link][:1]:
        _link("phone", f"Appeler le {number}", link)
    if client.email:
        _link("mail", f"Écrire à {client.email}", f"mailto:{client.email}")
    if client.maps_link:
        place = _link("place", "Itinéraire", client.maps_link)
        place.props('target=_blank rel="noopener noreferrer"')
    if current_staff().may(Permission.DOCUMENTS):
        for kind in KINDS.values():
            icon_button(kind.code, f"Nouvelle {kind.label.lower()}", partial(create, kind))


def _link(icon: str, name: str, target: str) -> ui.link:
    with ui.link(target=target).classes("at-once-link") as made:
        ui.icon(ICONS[icon])
    made.props["aria-label"] = made.props["title"] = name
    return made
