"""A section of a card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui import ui

from components.looks import button


def section(
    title: str, *, is_region: bool = False, adding: tuple[str, Callable[[], Any]] | None = None
) -> ui.element:
    """With its heading, and beside it the button that adds to it: its name, and what it does."""
    section = ui.element("div").classes("card-section")
    if is_region:
        section.props["role"] = "region"
        section.props["aria-label"] = title
    with section, ui.element("div").classes("card-section-head"):
        ui.label(title).classes("card-section-title").props("role=heading aria-level=3")
        if adding:
            button(adding[0], "plain", icon="add", on_click=adding[1])
    return section


def folded(words: str, build: Callable[[], object]) -> None:
    """What few want to see, under these words: made when somebody unfolds it, since of a client
    with a hundred documents it is most of the card."""
    with ui.element("details").classes("card-folded") as box:
        with ui.element("summary"):
            ui.label(words)
        inside = ui.element("div")

    def unfold() -> None:
        if not inside.default_slot.children:
            with inside:
                build()

    box.on("toggle", unfold, args=[])
