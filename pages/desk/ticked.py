"""Which rows of a list are ticked, and what is done with all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from components.frame import Frame
from components.list import LiveGrid, State
from components.tab import note_fault, part
from models.database import Outage
from models.french import Noun
from models.lists import Listing, Query
from pages.desk.bulk_panel import BulkAction, bulk_names, bulk_panel

MOST_KEPT = 10_000
"""A selection of everything found becomes one of ids when the search changes, up to this many."""
MOST_NAMES = 8


class Ticked:
    """The ticked circles of one tab; `changed` is called when there is one, or none any more."""

    noun: Noun

    def __init__(
        self, frame: Frame, listing: Listing, state: State, *, changed: Callable[[], None]
    ) -> None:
        self.frame = frame
        self._listing = listing
        self._state = state
        self._changed = changed
        self._names: list[str] = []
        self._turn = 0
        self.count = 0
        self.grid: LiveGrid | None = None

    # --- what a subclass says ---------------------------------------------------------------

    def actions(self) -> tuple[BulkAction, ...]:
        """What can be done with what is ticked."""
        raise NotImplementedError

    async def names_of(self, ids: list[int]) -> Mapping[int, str]:
        """What these records are called; those that are gone are left out."""
        raise NotImplementedError

    async def gone(self, ids: set[int]) -> set[int]:
        """Those of these records that have left the list."""
        raise NotImplementedError

    # --- showing ----------------------------------------------------------------------------

    def build(self) -> None:
        by_weight = sorted(self.actions(), key=lambda one: one.look.startswith("danger"))
        leave = BulkAction("Désélectionner", "close", "quiet", self.clear)
        bulk_panel(self._who, (*by_weight, leave))

    @part
    def _who(self) -> None:
        bulk_names(self.noun, self.count, self._names)

    async def read(self) -> None:
        """Count again what is ticked, and show it; of readings that overlap only the last."""
        self._turn += 1
        turn = self._turn
        selection, query = self._state.selection, self._state.query
        count = await selection.count(self._listing, query)
        names = await self._first_names(await selection.first_ids(self._listing, query, MOST_NAMES))
        if turn != self._turn or (count, names) == (self.count, self._names):
            return
        is_shown = bool(self.count and count)
        self.count, self._names = count, names
        if is_shown:
            self._who.refresh()  # only this: the buttons stay under the finger
        else:
            self._changed()

    async def _first_names(self, ids: list[int]) -> list[str]:
        """A short list of who is selected."""
        names = await self.names_of(ids)
        return [names[id_] for id_ in ids if id_ in names]

    async def clear(self) -> None:
        await self.tick_only([])

    async def keep_through(self, query: Query) -> None:
        """« Everything found » means what the search found then, not what it finds next."""
        selection, before = self._state.selection, self._state.query
        is_same = (before.search, before.filters) == (query.search, query.filters)
        if not selection.everything or is_same:
            return
        if self.count > MOST_KEPT:
            await self._lift("au-delà de 10 000, elle ne suit pas une nouvelle recherche.")
            return
        try:
            await self.tick_only(await selection.ids(self._listing, before))
        except Outage as outage:
            note_fault(outage)
            await self._lift("la base de données ne répond pas.")

    async def _lift(self, why: str) -> None:
        counted = self.noun.counted(self.count)
        self.frame.toasts.show(f"La sélection de {counted} est levée : {why}", "warning")
        await self.clear()

    async def follow(self, changed: set[int]) -> None:
        """A ticked record that a colleague has deleted or restored is no longer in this list."""
        selection = self._state.selection
        marked = changed & selection.marked
        gone = await self.gone(marked) if marked else set()
        if selection.everything:
            selection.marked -= gone  # one that was unticked must not be taken off twice
            await self.read()
        elif gone:
            await self.tick_only(selection.marked - gone)

    # --- for its actions --------------------------------------------------------------------

    async def ids(self) -> list[int]:
        return await self._state.selection.ids(self._listing, self._state.query)

    def read_list_again(self) -> None:
        """At once: who has just acted here does not take turns with those who look on."""
        if self.grid:
            self.grid.refresh()

    async def tick_only(self, ids: Iterable[int]) -> None:
        self._state.selection.clear()
        self._state.selection.mark(ids, on=True)
        if self.grid:
            self.grid.show_selection()
        await self.read()
