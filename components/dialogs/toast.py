"""Short messages at the bottom of the screen, with one way to act on them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal

from nicegui import ui

from components.looks import ICONS, icon_button
from components.tab import Layer, anchored

Tone = Literal["done", "warning", "error"]
SECONDS = {"done": 6.0, "warning": 10.0, "error": 20.0}
WITH_ACTION = 15.0


class Toasts:
    """The place of one tab where messages appear; assistive technology reads them out."""

    def __init__(self) -> None:
        with Layer():
            self._stack = ui.element("div").classes("toasts").props("role=status aria-live=polite")

    def show(
        self,
        message: str,
        tone: Tone = "done",
        *,
        action: str = "",
        run: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Show a message; `action` names a button that runs once and closes it."""
        with self._stack, ui.element("div").classes(f"toast toast-{tone}") as toast:
            ui.icon(ICONS[tone])
            ui.label(message).classes("toast-text")

            async def act() -> None:
                toast.delete()
                if run:
                    await run()

            if action:
                done = ui.button(action, on_click=anchored(act), color=None)
                done.props("flat no-caps").classes("toast-action")
            icon_button("close", "Fermer le message", toast.delete).classes("toast-close")
            seconds = WITH_ACTION if action else SECONDS[tone]
            ui.timer(seconds, toast.delete, once=True)
