"""A screen that is one list: its search, one filter, its order, and all of that in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, urlencode

from nicegui import ui

from components.frame import Frame
from components.list import Column, LiveGrid, State, search_box
from components.looks import ICONS
from models.lists import Listing, Query


class ListScreen:
    """The list in one tab; a subclass says which, and what opening a row does."""

    path: str
    label: str
    icon: str
    search_label: str
    listing: Listing
    rows_url: str
    columns: Sequence[Column]
    filter_name: str
    filter_label: str
    options: Mapping[str, str]

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._state = State()
        self._turn = 0

    async def build(self) -> None:
        self._read(self._frame.query)
        page = await self.listing.page(self._state.query)
        with ui.element("div").classes("desk desk-single"), ui.element("div").classes("desk-main"):
            self._toolbar()
            self._grid = LiveGrid(
                self.label,
                self.listing,
                self.rows_url,
                tuple(self.columns),
                state=self._state,
                page=page,
                on_open=self.open,
                on_sort=self._sort_by,
            )
            with self._grid, ui.element("div").classes("empty"):
                self._nothing_found()

    async def open(self, record_id: int) -> None:
        """Show the record of a row."""
        raise NotImplementedError

    def nothing_at_all(self) -> None:
        """What the list says while it has no rows, whatever is asked for."""
        raise NotImplementedError

    def _toolbar(self) -> None:
        query = self._state.query
        with ui.element("div").classes("toolbar"):
            ui.label(self.label).classes("page-title").props("role=heading aria-level=1")
            self._search = search_box(self.search_label, query.search, on_change=self._search_for)
            self._filter = ui.select(
                dict(self.options),
                value=query.filters[self.filter_name],
                on_change=lambda event: self._filter_by(str(event.value)),
            ).props(f'outlined dense aria-label="{self.filter_label}"')

    @ui.refreshable_method
    def _nothing_found(self) -> None:
        ui.icon(ICONS[self.icon])
        if self._state.query.is_narrowed:
            ui.label("Rien ne correspond à cette recherche").classes("empty-title")
        else:
            self.nothing_at_all()

    def _read(self, query: str) -> None:
        values = {name: texts[-1] for name, texts in parse_qs(query).items()}
        asked = values.get(self.filter_name, "")
        known = asked if asked in self.options else ""
        filters = {self.filter_name: known}
        self._state.query = Query(values.get("q", ""), values.get("sort", ""), filters)

    async def on_query(self, query: str) -> None:
        before = self._state.query
        self._read(query)
        if self._state.query != before:
            self._search.set_value(self._state.query.search)
            self._filter.set_value(self._state.query.filters[self.filter_name])
            await self._show_list()

    async def _search_for(self, text: str) -> None:
        query = self._state.query
        if text != query.search:
            await self._ask(Query(text, query.sort, query.filters))

    async def _filter_by(self, value: str) -> None:
        query = self._state.query
        if value != query.filters[self.filter_name]:
            await self._ask(Query(query.search, query.sort, {self.filter_name: value}))

    async def _ask(self, query: Query) -> None:
        self._state.query = query
        self._write_url()
        await self._show_list()

    async def _show_list(self) -> None:
        self._turn += 1
        turn, query = self._turn, self._state.query
        page = await self.listing.page(query)
        if query != self._state.query:
            await self._show_list()
        elif turn == self._turn:
            self._grid.show(page)
            self._nothing_found.refresh()

    def _sort_by(self, sort: str) -> None:
        query = self._state.query
        self._state.query = Query(query.search, sort, query.filters)
        self._write_url()

    def _write_url(self) -> None:
        query = self._state.query
        parts = {"q": query.search, "sort": query.sort, **query.filters}
        text = urlencode({name: value for name, value in parts.items() if value})
        self._frame.write_url(f"{self.path}?{text}" if text else self.path, is_step=False)
