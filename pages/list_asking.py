"""What is asked of the list of a screen, by its boxes, its headings and its address, and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from nicegui import ui

from components.frame import Frame, Screen
from components.list import Arrangement, Column, ColumnChooser, FilterBoxes, LiveGrid, State
from components.tab import Round, note_fault, part
from models.database import Outage
from models.lists import ON, Listing, Query
from pages.list_address import texts_in
from pages.list_views import ListViews


class ListAsking:
    """The state of one list in one tab; `ListScreen` builds what shows it."""

    columns: Sequence[Column]
    _grid: LiveGrid
    _chooser: ColumnChooser
    _search: ui.input
    _filters: FilterBoxes
    _totals: ui.label | None = None
    hidden: frozenset[str] = frozenset()
    """What of a row is not sent to whoever looks at it."""

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

    @part
    def _nothing_found(self) -> None:
        self.nothing_found(self._state.query)

    def nothing_found(self, query: Query) -> None:
        """What the list says while it has no rows."""
        raise NotImplementedError

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

    async def _show_all(self) -> None:
        await self._ask(self.listing.asked({"sort": self._state.query.sort}))
        self._show_query()

    async def before_asking(self, query: Query) -> None:
        """Bring in line what hangs on the query that is about to be left."""

    def _sort_by(self, sort: str) -> None:
        """The list has put itself into this order already."""
        self._state.query = self.listing.tidied(replace(self._state.query, sort=sort))
        self._chooser.show(self._state)
        self._write_url(is_step=False)

    async def _group_by(self, group: str) -> None:
        asked = self.listing.asked({**self._state.query.texts, "group": group})
        if asked != self._state.query:
            await self._ask(asked)

    async def _sort_anew(self, sort: str) -> None:
        query = self.listing.tidied(replace(self._state.query, sort=sort))
        if query != self._state.query:
            await self._ask(query)

    def _widen(self, field: str, width: int | None) -> None:
        """The list has given a column this width already; None is its own again."""
        arrangement = self._state.arrangement.widened(field, width, self.columns)
        self._arrange_as(arrangement)
        self._chooser.show(self._state)

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
            await self._add_up()

    async def _count_again(self, _round: Round) -> None:
        await self._count_ticked()
        await self._add_up()

    async def _count_ticked(self) -> None:
        """Say beside each box to tick how many rows it leaves of all."""
        try:
            counts = {
                name: await self.listing.count(self.listing.asked({name: ON}))
                for name in self._filters.ticked
            }
        except Outage as outage:  # the list says so, and asks again
            note_fault(outage)
        else:
            self._filters.count(counts)

    async def _add_up(self) -> None:
        """Say under the list what all that is found comes to."""
        if self._totals is None:
            return
        try:
            said = await self.listing.added_up(self._state.query, self.hidden)
        except Outage as outage:  # the list says so, and asks again
            note_fault(outage)
        else:
            self._totals.set_text(said)

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
        asked = self.listing.asked(texts)
        if asked != self._state.query:
            await self.before_asking(asked)
            self._state.query = asked
            self._show_query()
            await self._read()
        self._chooser.show(self._state)
