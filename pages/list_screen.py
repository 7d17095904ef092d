"""A screen that is one list: its toolbar, its rows, what it says without any."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.list import FilterBoxes, LiveGrid, column_menu, search_box
from components.looks import ICONS, button
from components.tab import LIVE, current_staff
from models.lists import Page, Query
from models.permissions import Permission
from pages.list_asking import ListAsking
from pages.list_exporting import export_list, export_tool


class ListScreen(ListAsking):
    """The list in one tab; a subclass says which, and what opening a row does."""

    search_label: str
    on_select: Callable[[], Awaitable[None]] | None = None
    """Called when rows are ticked, in a list whose rows can be."""
    shows_presence = False
    row_path = ""
    """Where a row leads, with {id} in it; a list of what has no page says nothing."""

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
        await self.count_from_now_on()

    async def count_from_now_on(self) -> None:
        """Say what the boxes to tick find, and what all of the list comes to, as it changes."""
        LIVE.follow(self._grid, {self.listing.topic}, self._count_again)
        await self._count_ticked()
        await self._add_up()

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
        if any(one.field not in self.hidden for one in self.listing.totals):
            with self._grid.add_slot("foot"):
                self._totals = ui.label().classes("list-totals").props("role=status")

    def _tools(self) -> None:
        """What stands beside the number of rows."""
        self._views.build()
        self._chooser = column_menu(
            self.columns,
            self.listing,
            self._state,
            on_change=self._arrange_as,
            on_sort=self._sort_anew,
            on_group=self._group_by,
        )
        if current_staff().may(Permission.EXPORT):
            export_tool(self._export)

    async def _export(self) -> None:
        state, name = self._state, self.path.strip("/")
        await export_list(name, self.listing, state.query, self.columns, state.arrangement)

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
            on_widen=self._widen,
        )

    def nothing_found(self, query: Query) -> None:
        """What the list says while it has no rows."""
        ui.icon(ICONS["nothing" if query.is_narrowed else self._screen.icon])
        if query.is_narrowed:
            ui.label("Rien ne correspond à cette recherche").classes("empty-title")
            button("Tout afficher", "quiet", on_click=self._show_all)
        else:
            self.nothing_at_all()
