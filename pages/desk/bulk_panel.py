"""The right side of a desk while circles are ticked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from nicegui import ui

from components.looks import button
from components.tab import current_staff
from models.french import Noun, number
from models.permissions import Permission


@dataclass(frozen=True)
class BulkAction:
    label: str
    icon: str
    look: str
    run: Callable[[], Awaitable[None]]
    permissions: tuple[Permission, ...] = ()


def bulk_names(noun: Noun, count: int, names: list[str]) -> None:
    """How many, and the first of them."""
    ui.label(noun.counted(count, "sélectionné")).classes("bulk-count").props(
        "role=heading aria-level=2"
    )
    with ui.element("ul").classes("names bulk-names"):
        for name in names:
            with ui.element("li"):
                ui.label(name)
        if (rest := count - len(names)) > 0:
            with ui.element("li"):
                ui.label(f"et {number(rest)} autre{'s' if rest > 1 else ''}")


def bulk_panel(who: Callable[[], None], actions: tuple[BulkAction, ...]) -> None:
    """Who is selected, and what can be done with them."""
    with ui.element("section").classes("bulk").props('role=region aria-label="Sélection"'):
        who()
        with ui.element("div").classes("bulk-actions"):
            for action in actions:
                refusals = (current_staff().refusal(one) for one in action.permissions)
                refusal = next(filter(None, refusals), None)
                button(
                    action.label,
                    action.look,
                    icon=action.icon,
                    on_click=action.run,
                    refusal=refusal,
                )
                if refusal:
                    ui.label(refusal).classes("bulk-refusal")
