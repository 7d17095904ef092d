"""A section of a card."""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui


def section(title: str) -> ui.element:
    """With its heading."""
    section = ui.element("div").classes("card-section")
    with section:
        ui.label(title).classes("card-section-title").props("role=heading aria-level=3")
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
