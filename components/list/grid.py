"""The one live grid: a list of the models on screen, fed over HTTP, patched row by row."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from nicegui import ui

from components.list.arrangement import Arrangement
from components.list.column import Column
from components.list.page_json import page_json, without
from components.list.selection import Selection
from components.tab import LIVE, Round, badges, note_fault
from models.database import Outage
from models.lists import (
    PAGE_ROWS,
    Listing,
    Page,
    Query,
    Row,
    marks_in,
)
from models.relay import BOARD, PRESENCE

SCRIPTS = "comptoir-list"
"""What grid.js imports, and a page had better fetch at once."""

SPREAD_MS = 10
"""For each follower of changes in this process: a change has every tab read its list again, and the
more tabs there are, the longer they take turns. A row that a tab shows is patched at once."""

MOST_PATCHED = 100
"""Rows sent to every tab after a change; more than that, each reads again the few that it shows."""

TEXTS = {
    "loadingOoo": "Chargement…",
    "noRowsToShow": "Aucune ligne",
    "noDatabase": "La base de données ne répond pas ; nouvel essai…",
    "noServer": "Le serveur ne répond pas ; nouvel essai…",
    "noRows": "La liste n’a pas pu être lue ; nouvel essai…",
}


@dataclass
class State:
    """What the list shows now."""

    query: Query = field(default_factory=Query)
    current: int | None = None
    selection: Selection = field(default_factory=Selection)
    sort_turn: int = 0
    arrangement: Arrangement = field(default_factory=Arrangement)

    async def position(self, listing: Listing) -> int | None:
        """How many rows stand before the open record; None without one in the list."""
        return None if self.current is None else await listing.position(self.query, self.current)


@dataclass(frozen=True)
class Start:
    """What grid.js begins with; no dict, of which NiceGUI would watch each row for changes."""

    params: dict[str, str]
    sort: str
    sortTurn: int  # noqa: N815 - as the script calls it
    words: list[str]
    current: int | None
    selection: dict[str, Any]
    page: dict[str, Any] | None
    reveal: int | None


class LiveGrid(ui.element, component="grid.js", esm={SCRIPTS: "scripts"}):
    """A list in one tab; with its block, the place for what it says when nothing is found."""

    def __init__(
        self,
        label: str,
        listing: Listing,
        url: str,
        columns: tuple[Column, ...],
        *,
        state: State,
        page: Page,
        position: int | None = None,
        row_path: str = "",
        is_selectable: bool = False,
        shows_presence: bool = False,
        hidden: frozenset[str] = frozenset(),
        on_open: Callable[[int], Any],
        on_sort: Callable[[str], Any],
        on_select: Callable[[], Awaitable[None]] | None = None,
        on_widen: Callable[[str, int | None], Any] = lambda _field, _width: None,
    ) -> None:
        """`url` is where rows are fetched, `row_path` where a row leads, with {id} in it."""
        super().__init__()
        self._listing = listing
        self._state = state
        self._on_select = on_select
        self._hidden = hidden
        self._props["label"] = label
        self._props["url"] = url
        self._props["link"] = row_path
        self._props["block"] = PAGE_ROWS
        self._columns = columns
        self._props["selectable"] = is_selectable
        self._props["arrangement"] = self._arrangement()
        topic = listing.topic
        here = badges(self.client, topic, BOARD.visited(topic)) if shows_presence else {}
        self._props["presence"] = here
        self._props["texts"] = TEXTS
        self._props["start"] = self._start(page, position)
        self.on("open", lambda event: on_open(int(event.args)))
        self.on("sort", lambda event: self._sort(event, on_sort))
        self.on("widen", lambda event: on_widen(*_width_in(event.args)))
        self.on("mark", self._mark)
        self.on("range", self._mark_range)
        self.on("everything", self._mark_everything)
        LIVE.follow(self, {listing.topic}, self._patch)
        if shows_presence:
            LIVE.follow(self, {PRESENCE}, self._show_presence)

    async def first_page(self) -> Page | None:
        """The first page of what the state asks for; None if the database is away."""
        try:
            return await self._listing.page(self._state.query)
        except Outage as outage:
            note_fault(outage)
            return None

    def show(self, page: Page | None) -> None:
        """Show what the state asks for now, from the top; `page` is its first page.

        Without one, the list says so and asks again until the database is back.
        """
        self.run_method("show", self._start(page))

    def arrange(self) -> None:
        """Show the columns that the state asks for, and the rows as close, where they are."""
        self._props["arrangement"] = self._arrangement()
        self.run_method("arrange", self._props["arrangement"])

    def _arrangement(self) -> dict[str, Any]:
        lead = self._columns[0]
        ticked = lead if self._props["selectable"] else None
        shown = self._state.arrangement.shown(self._columns)
        widths = dict(self._state.arrangement.widths)
        return {
            "columns": [one.definition(is_name=one is lead) for one in shown],
            "css": "".join(
                one.css(has_circle=one is ticked, own_width=widths.get(one.field)) for one in shown
            ),
            "compact": self._state.arrangement.is_compact,
        }

    def show_selection(self) -> None:
        self.run_method("setSelection", self._state.selection.to_json())

    def show_current(self) -> None:
        self.run_method("setCurrent", self._state.current)

    def _start(self, page: Page | None, position: int | None = None) -> Start:
        query = self._state.query
        return Start(
            params={"q": query.search, "group": query.group, **query.filters},
            sort=self._listing.sort_of(query),
            sortTurn=self._state.sort_turn,
            words=marks_in(query.search),
            current=self._state.current,
            selection=self._state.selection.to_json(),
            page=page_json(page, self._hidden) if page else None,
            reveal=position,
        )

    def refresh(self) -> None:
        """Read again what is shown, where it is shown."""
        self.run_method("refresh")

    async def reveal(self) -> None:
        """Bring the row of the open record into view, if the list has it."""
        position = await self._state.position(self._listing)
        if position is not None:
            self.run_method("reveal", position)

    async def patches(self, round_: Round) -> list[Row]:
        """The changed rows, unless there are so many that each tab reads again what it shows."""
        is_few = len(round_.ids(self._listing.topic)) <= MOST_PATCHED
        return await round_.rows(self._listing) if is_few else []

    async def _patch(self, round_: Round) -> None:
        changed, spread = round_.ids(self._listing.topic), round_.followers * SPREAD_MS
        rows = without(await self.patches(round_), self._hidden)
        if rows:
            self.run_method("patch", rows, spread)
        if len(rows) < len(changed):
            self.run_method("refreshSoon", spread)

    async def _show_presence(self, round_: Round) -> None:
        here = badges(self.client, self._listing.topic, round_.ids(PRESENCE))
        self.run_method("patchPresence", here)

    def _sort(self, event: Any, on_sort: Callable[[str], Any]) -> None:
        self._state.sort_turn = int(event.args["turn"])
        on_sort(str(event.args["sort"]))

    async def _mark(self, event: Any) -> None:
        self._state.selection.mark([int(event.args["id"])], on=bool(event.args["on"]))
        await self._selected()

    async def _mark_range(self, event: Any) -> None:
        start, count = int(event.args["start"]), int(event.args["count"])
        ids = await self._listing.ids(self._state.query, start, count)
        self._state.selection.mark(ids, on=bool(event.args["on"]))
        self.show_selection()
        await self._selected()

    async def _mark_everything(self, event: Any) -> None:
        self._state.selection.clear(everything=bool(event.args))
        await self._selected()

    async def _selected(self) -> None:
        if self._on_select:
            await self._on_select()


def _width_in(told: dict[str, Any]) -> tuple[str, int | None]:
    width = told["width"]
    return str(told["field"]), None if width is None else int(width)
