"""Filters that somebody asks for every day: a button each, with how many rows it finds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from nicegui import ui

from components.tab import anchored
from models.french import number


class QuickFilters(ui.element):
    """One of them, or none, is on."""

    def __init__(
        self,
        labels: Mapping[str, str],
        *,
        on: str,
        on_change: Callable[[str], Awaitable[None]],
    ) -> None:
        super().__init__("div")
        self.classes("quick-filters").props("role=group")
        self._props["aria-label"] = "Filtres rapides"
        self._labels = labels
        self._on = on
        self._on_change = on_change
        with self:
            self._buttons = {value: self._button(value) for value in labels}
        self.show(on)

    def _button(self, value: str) -> ui.button:
        pressed = anchored(partial(self._press, value))
        made = ui.button(self._labels[value], color=None, on_click=pressed)
        return made.props("flat no-caps").classes("quick-filter")

    def count(self, counts: Mapping[str, int]) -> None:
        """Show how many rows each finds."""
        for value, count in counts.items():
            self._buttons[value].set_text(f"{self._labels[value]} {number(count)}")

    def show(self, on: str) -> None:
        """Have this one pressed."""
        self._on = on
        for value, button in self._buttons.items():
            button.props["aria-pressed"] = "true" if value == on else "false"

    async def _press(self, value: str) -> None:
        self.show("" if self._on == value else value)
        await self._on_change(self._on)
