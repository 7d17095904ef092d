"""The filters of a list on screen: a choice is a menu, a switch a box to tick."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping

from nicegui import ui

from components.list.tick_box import TickBox
from models.lists import ON, Choice, Day, Filter, Of


class FilterBoxes:
    """A box for each filter, but for those of which only links know.

    `on_change` is told which has been given what value.
    """

    def __init__(
        self,
        filters: Iterable[Filter],
        values: Mapping[str, str],
        *,
        on_change: Callable[[str, str], Awaitable[None]],
    ) -> None:
        self._on_change = on_change
        shown = [one for one in filters if not isinstance(one, Of)]
        self._boxes = {one.name: self._box(one, values[one.name]) for one in shown}

    def show(self, values: Mapping[str, str]) -> None:
        """Have the boxes hold these values."""
        for name, box in self._boxes.items():
            if isinstance(box, TickBox):
                box.set_value(bool(values[name]))
            else:
                box.set_value(values[name])

    @property
    def ticked(self) -> list[str]:
        """The names of those that are ticked."""
        return [name for name, box in self._boxes.items() if isinstance(box, TickBox)]

    def count(self, counts: Mapping[str, int]) -> None:
        """Say of those that are ticked how many rows each leaves."""
        for name, count in counts.items():
            box = self._boxes[name]
            if isinstance(box, TickBox):
                box.tell_count(count)

    def offer(self, filters: Iterable[Filter]) -> None:
        """Have the menus offer what there is to choose from now."""
        for one in filters:
            box = self._boxes[one.name]
            if isinstance(one, Choice) and isinstance(box, ui.select):
                options = _options(one, str(box.value))
                if options != box.options:
                    box.set_options(options, value=box.value)

    def _box(self, filter_: Filter, value: str) -> ui.select | ui.input | TickBox:
        if isinstance(filter_, Choice):
            return self._menu(filter_, value)
        if isinstance(filter_, Day):
            return self._date(filter_, value)
        return TickBox(
            filter_.label,
            bool(value),
            on_change=lambda is_on: self._on_change(filter_.name, ON if is_on else ""),
        )

    def _date(self, filter_: Day, value: str) -> ui.input:
        return ui.input(
            filter_.label,
            value=value,
            on_change=lambda event: self._on_change(filter_.name, str(event.value or "")),
        ).props("outlined dense clearable stack-label type=date")

    def _menu(self, choice: Choice, value: str) -> ui.select:
        box = ui.select(
            _options(choice, value),
            value=value,
            on_change=lambda event: self._on_change(choice.name, str(event.value)),
        ).props("outlined dense")
        box.props["aria-label"] = choice.label
        return box


def _options(choice: Choice, value: str) -> dict[str, str]:
    """What there is to choose from; what is asked for is there, even if no row has it any more."""
    return {**choice.options, **({} if value in choice.options else {value: value})}
