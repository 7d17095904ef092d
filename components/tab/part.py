"""A part of a page that is built anew, in its place, when what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui.functions.refreshable import RefreshableContainer

from components.tab.press import answering


class Part:
    """Called, it is built where one stands; NiceGUI's `refreshable` would keep closed tabs."""

    def __init__(self, build: Callable[[], None]) -> None:
        self._build = build
        self._place: RefreshableContainer | None = None

    def __call__(self) -> None:
        self._place = RefreshableContainer()
        self._fill()

    def refresh(self) -> None:
        """Build it again, if it is still on the page."""
        if self._place is not None and not self._place.is_deleted:
            with answering(self._place):
                self._place.clear()
                self._fill()

    def _fill(self) -> None:
        assert self._place is not None
        with self._place:
            self._build()


class part:  # noqa: N801 - a decorator
    """Make of a method, which builds something, the `Part` of each object that has it."""

    def __init__(self, build: Callable[[Any], None]) -> None:
        self._build = build

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, page: Any, owner: type) -> Part:
        made: Part = vars(page).setdefault(self._name, Part(partial(self._build, page)))
        return made
