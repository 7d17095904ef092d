"""A screen that is one list: asked by its toolbar, read, shown, and kept in the address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from nicegui import ui

from components.frame import Frame, Screen
from components.list import (
    Arrangement,
    Column,
    FilterBoxes,
    LiveGrid,
    State,
    column_menu,
    search_box,
)
from components.looks import ICONS
from components.tab import part
from models.lists import Listing, Page, Query
from pages.list_address import texts_in
from pages.list_views import ListViews


class ListScreen:
    """The list in one tab; a subclass says which, and what opening a row does."""

    search_label: str
    columns: Sequence[Column]
    on_select: Callable[[], Awaitable[None]] | None = None
    """Called when rows are ticked, in a list whose rows can be."""
    shows_presence = False
    hidden: frozenset[str] = frozenset()
    """What of a row is not sent to whoever looks at it."""
    row_path = ""
    """Where a row leads, with {id} in it; a list of what has no page says nothing."""

    def __init__(self, frame: Frame, screen: Screen) -> None:
        assert screen.listing
        self.path = screen.path
        self.listing: Listing = screen.listing
        self._screen = screen
        self._frame = frame
        self._state = State()
        self._turn = 0
        self._views = ListViews(
            frame,
            screen.path,
            texts=self._shown_texts,
            known=self._known,
            show=self._show_view,
            changed=lambda: self._write_url(is_step=False),
        )

    @property
    def title(self) -> str:
        """What the list is called."""
        return self._screen.label

    async def build(self) -> None:
        await self._read_address()
        page = await self.listing.page(self._state.query)
        with ui.element("div").classes("desk desk-single") as self._desk:
            with ui.element("div").classes("desk-main"):
                self.above()
                with ui.element("div").classes("toolbar"):
                    title = ui.label(self.title).classes("page-title")
                    title.props("role=heading aria-level=1")
                    self._search_box()
                    self._filter_boxes()
                self._list(page)
            self.beside()

    def above(self) -> None:
        """What stands above the toolbar; a subclass says what."""

    def beside(self) -> None:
        """What stands beside the list; a subclass says what."""

    async def open(self, record_id: int) -> None:
        """Show the record of a row."""
        raise NotImplementedError

    def nothing_at_all(self) -> None:
        """What the list says while it has no rows, whatever is asked for."""
        raise NotImplementedError

    # --- parts ------------------------------------------------------------------------------

    def _search_box(self) -> None:
        self._search = search_box(
            self.search_label, self._state.query.search, on_change=self._search_for
        )

    def _filter_boxes(self) -> None:
        query = self._state.query
        self._filters = FilterBoxes(self.listing.filters, query.filters, on_change=self._filter_by)

    def _list(self, page: Page, position: int | None = None) -> None:
        self._grid = self._make_grid(page, position)
        with self._grid, ui.element("div").classes("empty"):
            self._nothing_found()
        with self._grid.add_slot("tools"):
            self._tools()

    def _tools(self) -> None:
        """What stands beside the number of rows."""
        self._views.build()
        self._chooser = column_menu(
            self.columns, self._state.arrangement, on_change=self._arrange_as
        )

    def _make_grid(self, page: Page, position: int | None) -> LiveGrid:
        return LiveGrid(
            self.title,
            self.listing,
            self._screen.rows,
            tuple(self.columns),
            state=self._state,
            page=page,
            position=position,
            row_path=self.row_path,
            is_selectable=self.on_select is not None,
            shows_presence=self.shows_presence,
            hidden=self.hidden,
            on_open=self.open,
            on_sort=self._sort_by,
            on_select=self.on_select,
        )

    @part
    def _nothing_found(self) -> None:
        self.nothing_found(self._state.query)

    def nothing_found(self, query: Query) -> None:
        """What the list says while it has no rows."""
        ui.icon(ICONS[self._screen.icon])
        if query.is_narrowed:
            ui.label("Rien ne correspond à cette recherche").classes("empty-title")
        else:
            self.nothing_at_all()

    # --- asking -----------------------------------------------------------------------------

    async def _search_for(self, text: str) -> None:
        query = replace(self._state.query, search=text)
        if query != self._state.query:
            await self._ask(query)

    async def _filter_by(self, name: str, value: str) -> None:
        filters = self._state.query.filters
        if filters[name] != value:
            await self._ask(replace(self._state.query, filters={**filters, name: value}))

    async def _ask(self, query: Query) -> None:
        await self.before_asking(query)
        self._state.query = query
        self._write_url(is_step=False)
        await self._read()

    async def before_asking(self, query: Query) -> None:
        """Bring in line what hangs on the query that is about to be left."""

    def _sort_by(self, sort: str) -> None:
        """The list has put itself into this order already."""
        self._state.query = replace(self._state.query, sort=sort)
        self._write_url(is_step=False)

    def _arrange_as(self, arrangement: Arrangement) -> None:
        self._state.arrangement = arrangement
        self._grid.arrange()
        self._write_url(is_step=False)

    # --- reading and showing ----------------------------------------------------------------

    async def _read(self) -> None:
        """Show the first page of what is asked for; while the database is away, the list says so
        and asks again by itself."""
        self._turn += 1
        turn, query = self._turn, self._state.query
        page = await self._grid.first_page()
        if query != self._state.query:
            await self._read()
        elif turn == self._turn:
            self._grid.show(page)
            self._nothing_found.refresh()

    def _show_query(self) -> None:
        """Have the boxes of the toolbar hold what is asked for."""
        self._search.set_value(self._state.query.search)
        self._filters.show(self._state.query.filters)

    # --- the address ------------------------------------------------------------------------

    async def _read_address(self) -> dict[str, str]:
        """Ask for what the address says, and its view; all that the address says."""
        texts = texts_in(self._frame.query)
        await self._views.read()
        asked = self._views.asked(texts)
        self._state.query = self.listing.asked(asked)
        self._state.arrangement = Arrangement.read(asked, self.columns)
        return texts

    def address(self) -> dict[str, str]:
        """What stands in the address."""
        return self._views.address()

    def _shown_texts(self) -> dict[str, str]:
        """What the list shows, in the words of an address."""
        return self._state.query.texts | self._state.arrangement.texts

    def _known(self, texts: Mapping[str, str]) -> dict[str, str]:
        """What of these words this list understands."""
        arrangement = Arrangement.read(texts, self.columns)
        return self.listing.asked(texts).texts | arrangement.texts

    def _write_url(self, *, is_step: bool) -> None:
        self._views.update()
        text = urlencode(self.address())
        self._frame.write_url(f"{self.path}?{text}" if text else self.path, is_step=is_step)

    async def on_query(self, query: str) -> None:
        """Follow the address: « back », or a link."""
        await self.on_address(texts_in(query))

    async def on_address(self, texts: Mapping[str, str]) -> None:
        await self._turn_to(self._views.asked(texts))
        self._views.update()

    async def _show_view(self, texts: Mapping[str, str]) -> None:
        await self._turn_to(texts)
        self._write_url(is_step=True)

    async def _turn_to(self, texts: Mapping[str, str]) -> None:
        """Show what these words of an address ask for."""
        arrangement = Arrangement.read(texts, self.columns)
        if arrangement != self._state.arrangement:
            self._state.arrangement = arrangement
            self._grid.arrange()
            self._chooser.show(arrangement)
        asked = self.listing.asked(texts)
        if asked != self._state.query:
            await self.before_asking(asked)
            self._state.query = asked
            self._show_query()
            await self._read()
