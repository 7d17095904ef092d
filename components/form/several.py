"""A field of which several choices may hold: a box to tick for each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

from nicegui import ui

from components.list import TickBox

Edited = Callable[[Any], None]


class Several(ui.element):
    """A box to tick for each choice; its value is the codes of those ticked, with commas."""

    def __init__(
        self, label: str, choices: Mapping[str, str], value: str | None, *, on_change: Edited
    ) -> None:
        super().__init__("div")
        self.classes("field-several").props("role=group")
        self.props["aria-label"] = label
        self._on_change = on_change
        self._ticked = _codes(value)
        with self:
            ui.label(label).classes("field-legend").props("aria-hidden=true")
            self._boxes = {
                code: TickBox(text, code in self._ticked, on_change=partial(self._tick, code))
                for code, text in choices.items()
            }

    def set_value(self, value: str | None) -> None:
        self._ticked = _codes(value)
        for code, box in self._boxes.items():
            box.set_value(code in self._ticked)

    def _tick(self, code: str, is_on: bool) -> Awaitable[None]:
        self._ticked = self._ticked | {code} if is_on else self._ticked - {code}
        value = ",".join(one for one in self._boxes if one in self._ticked)
        self._on_change(SimpleNamespace(value=value))
        return _done()


async def _done() -> None:
    """Nothing is left to do."""


def _codes(value: str | None) -> set[str]:
    return set((value or "").split(",")) - {""}
