"""The way to a place on a map."""

from __future__ import annotations

from nicegui import ui

from components.looks import ICONS


def place_link(name: str, link: str) -> None:
    with ui.link(target=link, new_tab=True).classes("place-link") as made:
        ui.icon(ICONS["place"])
    made.props('rel="noopener noreferrer"')
    made.props["aria-label"] = made.props["title"] = f"Localiser : {name}"
