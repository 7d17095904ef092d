"""Values side by side, of which one is chosen: each a card to tap."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TypeVar

from nicegui import ui

from components.tab import anchored

T = TypeVar("T")
EMPTY = "(vide)"


def value_cards(
    label: str,
    values: Mapping[T, tuple[str, str]],
    chosen: T,
    on_pick: Callable[[T], Awaitable[None] | None],
) -> None:
    """The values under a label, each with its title and its text; `chosen` is picked already."""
    cards: dict[T, ui.element] = {}

    def show(chosen: T) -> None:
        for value, card in cards.items():
            card.props["aria-checked"] = "true" if value == chosen else "false"

    def pick(value: T) -> Awaitable[None] | None:
        show(value)
        return on_pick(value)

    with ui.element("fieldset").classes("clash"):
        with ui.element("legend"):
            ui.label(label)
        with ui.element("div").classes("clash-values").props("role=radiogroup") as group:
            group.props["aria-label"] = label
            for value, (title, text) in values.items():
                with ui.element("button").classes("clash-value") as card:
                    card.props("type=button role=radio")
                    card.on("click", anchored(partial(pick, value)), args=[])
                    ui.label(title).classes("clash-title")
                    ui.label(text or EMPTY).classes("clash-text")
                cards[value] = card
    show(chosen)
