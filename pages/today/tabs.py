"""From the day to the charts, and back."""

from __future__ import annotations

from nicegui import ui

from components.tab import current_staff
from models.permissions import Permission

TODAY, CHARTS = "/aujourdhui", "/indicateurs"
TITLE = "Aujourd’hui"


def tabs(path: str) -> None:
    """For who may see both."""
    if not current_staff().may(Permission.PRICES):
        return
    with ui.element("nav").classes("tabs") as nav:
        nav.props["aria-label"] = TITLE
        for target, label in {TODAY: "La journée", CHARTS: "Indicateurs"}.items():
            link = ui.link(label, target).classes("tab")
            if target == path:
                link.props("aria-current=page")
