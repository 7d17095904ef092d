"""The search of a list: as you type."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.looks import ICONS
from models.lists import LONGEST_SEARCH


def search_box(label: str, text: str, *, on_change: Callable[[str], Awaitable[None]]) -> ui.input:
    """A search field that calls `on_change` at every keystroke."""
    box = ui.input(
        placeholder=label, value=text, on_change=lambda event: on_change(str(event.value or ""))
    )
    box.props("outlined dense clearable type=search autocomplete=off").classes("search-box")
    box.props["aria-label"] = label
    box.props["maxlength"] = LONGEST_SEARCH
    with box.add_slot("prepend"):
        ui.icon(ICONS["search"])
    return box
