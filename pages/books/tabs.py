"""The sections of « Caisse », which share one entry of the header."""

from __future__ import annotations

from nicegui import ui

SECTION = "Caisse"
TABS = {"/reglements": "Règlements", "/relances": "Relances", "/clotures": "Clôtures"}


def tabs(path: str) -> None:
    """The way from one to the others."""
    with ui.element("nav").classes("tabs").props('aria-label="Caisse"'):
        for target, label in TABS.items():
            link = ui.link(label, target).classes("tab")
            if target == path:
                link.props("aria-current=page")
