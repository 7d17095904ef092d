"""A list beside which stands what can be done with its ticked rows, while there are any."""

from __future__ import annotations

from collections.abc import Mapping

from nicegui import ui

from components.frame import LIST_KEYS, SELECTION_KEYS, Handler
from components.list import LiveGrid
from components.tab import part
from models.lists import Page, Query
from pages.desk.ticked import Ticked
from pages.list_screen import ListScreen


class TickedList(ListScreen):
    """A subclass makes the selection, which tells `show_selection` of its changes."""

    selection: Ticked

    async def build(self) -> None:
        await super().build()
        leave = ("Ne plus rien cocher", self.selection.clear)
        keys = {**self.own_keys(), "Escape": leave}
        self._frame.shortcuts.use(keys, keys=LIST_KEYS + SELECTION_KEYS)

    def own_keys(self) -> Mapping[str, tuple[str, Handler]]:
        """The letters that do something on this list, and what."""
        return {}

    def _make_grid(self, page: Page, position: int | None) -> LiveGrid:
        self.selection.grid = grid = super()._make_grid(page, position)
        return grid

    async def before_asking(self, query: Query) -> None:
        await self.selection.keep_through(query)

    def beside(self) -> None:
        with ui.element("aside").classes("side side-bulk") as self._side:
            self._ticked()
        self.show_selection()

    @part
    def _ticked(self) -> None:
        if self.selection.count:
            self.selection.build()

    def show_selection(self) -> None:
        self._ticked.refresh()
        self._side.visible = bool(self.selection.count)
        how = "desk-ticked" if self.selection.count else "desk-single"
        self._desk.classes(replace=f"desk {how}")
