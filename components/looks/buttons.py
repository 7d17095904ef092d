"""Buttons and chips in the looks that the style sheets know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui import ui

from components.looks.looks import ICONS
from components.tab import on_press
from models.documents import Status

WAITING = {
    *(Status.SENT, Status.TO_PLAN, Status.RESERVED, Status.CONFIRMED),
    *(Status.ISSUED, Status.PARTLY_PAID),
}


def status_tone(status: Status, is_open: bool) -> str:
    """How a status looks: plain draft, amber waiting, green under way, red late, faint closed."""
    if not is_open:
        return "closed"
    if status in {Status.DRAFT, Status.LATE}:
        return status.value
    return "waiting" if status in WAITING else "active"


def button(
    label: str,
    look: str = "primary",
    *,
    icon: str = "",
    on_click: Callable[[], Any] | None = None,
    refusal: str | None = None,
) -> ui.button:
    """A button in one of the looks: primary, quiet, bare, danger; greyed, with why, if refused."""
    made = ui.button(label, icon=ICONS[icon] if icon else None, color=None)
    if refusal:
        made.props("disable").tooltip(refusal)
        made.props["aria-label"] = f"{label} – {refusal}"
    elif on_click:
        on_press(made, on_click)
    return made.props("unelevated no-caps").classes(f"button button-{look}")


def icon_button(icon: str, name: str, on_click: Callable[[], Any]) -> ui.button:
    """A round button that shows an icon and is called by its name."""
    made = ui.button(icon=ICONS[icon], color=None)
    on_press(made, on_click)
    made.props["aria-label"] = made.props["title"] = name
    return made.props("flat round")


def status_chip(label: str, tone: str) -> ui.label:
    return ui.label(label).classes(f"chip chip-{tone}")
