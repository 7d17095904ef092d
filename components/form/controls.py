"""The controls of a form, one for each way in which a field is filled in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

from nicegui import ui

from components.list import TickBox
from models.records import Field

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


def control_of(field: Field, label: str, value: str | None, on_change: Edited) -> Any:
    """What a field is filled in with, holding this value."""
    if field.choices is None:
        return _text_box(field, label, value, on_change)
    if field.input_type == "several":
        return Several(label, field.choices, value, on_change=on_change)
    if field.input_type == "select":
        return ui.select(dict(field.choices), label=label, value=value, on_change=on_change).props(
            "outlined hide-bottom-space"
        )
    with ui.element("div").classes("field-choice").props("role=group") as group:
        group.props["aria-label"] = label
        return ui.toggle(dict(field.choices), value=value, on_change=on_change).props(
            "unelevated no-caps spread"
        )


def _text_box(field: Field, label: str, value: str | None, on_change: Edited) -> Any:
    make = ui.textarea if field.input_type == "textarea" else ui.input
    box = make(label, value=value or "", on_change=on_change)
    box.props("outlined hide-bottom-space autocomplete=off")
    box.props["data-field"] = field.name
    match field.input_type:
        case "textarea":
            box.props("autogrow")
        case "decimal":
            box.props("type=text inputmode=decimal")
        case kind:
            box.props["type"] = kind
    if field.input_type == "date":
        box.props("stack-label")
    if field.is_required:
        box.props("aria-required=true")
    return box
