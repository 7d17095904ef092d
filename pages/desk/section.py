"""A section of a card."""

from __future__ import annotations

from nicegui import ui


def section(title: str) -> ui.element:
    """With its heading."""
    section = ui.element("div").classes("card-section")
    with section:
        ui.label(title).classes("card-section-title").props("role=heading aria-level=3")
    return section
