"""The selection on a desk: which rows are ticked, and what is done with all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial

from components.frame import Frame
from components.list import LiveGrid, State
from components.tab import note_fault, part
from models.database import Outage
from models.lists import Listing, Query
from models.permissions import Permission
from models.records import Trashable
from pages.desk.bulk_panel import BulkAction, bulk_names, bulk_panel
from pages.desk.trash import remove_records, restore_records

MOST_KEPT = 10_000
"""A selection of everything found becomes one of ids when the search changes, up to this many."""
MOST_NAMES = 8

Export = Callable[[Sequence[int]], Awaitable[None]]


class DeskSelection:
    """The ticked circles of one tab; `changed` is called when there is one, or none any more.

    `exports` says which files can be made of what is ticked, by their kind.
    """

    def __init__(
        self,
        frame: Frame,
        model: type[Trashable],
        listing: Listing,
        state: State,
        *,
        exports: Mapping[str, Export],
        changed: Callable[[], None],
    ) -> None:
        self._frame = frame
        self._model = model
        self._listing = listing
        self._state = state
        self._exports = exports
        self._changed = changed
        self._names: list[str] = []
        self._turn = 0
        self.count = 0
        self.grid: LiveGrid | None = None

    def build(self) -> None:
        bulk_panel(self._who, self._actions())

    @part
    def _who(self) -> None:
        bulk_names(self._model.NOUN, self.count, self._names)

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
        names = {record.id: record.name for record in await self._model.with_ids(ids)}
        return [names[id_] for id_ in ids if id_ in names]

    async def clear(self) -> None:
        await self._tick_only([])

    async def keep_through(self, query: Query) -> None:
        """« Everything found » means what the search found then, not what it finds next."""
        selection, before = self._state.selection, self._state.query
        if before.filters.get("trash") != query.filters.get("trash"):
            await self.clear()
        is_same = (before.search, before.filters) == (query.search, query.filters)
        if not selection.everything or is_same:
            return
        if self.count > MOST_KEPT:
            await self._lift("au-delà de 10 000, elle ne suit pas une nouvelle recherche.")
            return
        try:
            await self._tick_only(await selection.ids(self._listing, before))
        except Outage as outage:
            note_fault(outage)
            await self._lift("la base de données ne répond pas.")

    async def _lift(self, why: str) -> None:
        counted = self._model.NOUN.counted(self.count)
        self._frame.toasts.show(f"La sélection de {counted} est levée : {why}", "warning")
        await self.clear()

    async def follow(self, changed: set[int]) -> None:
        """A ticked record that a colleague has deleted or restored is no longer in this list."""
        selection = self._state.selection
        gone = await self._gone(changed & selection.marked)
        if selection.everything:
            selection.marked -= gone  # one that was unticked must not be taken off twice
            await self.read()
        elif gone:
            await self._tick_only(selection.marked - gone)

    async def _gone(self, ids: set[int]) -> set[int]:
        """Those of these records that have left the list for the trash, or the trash."""
        is_trash = bool(self._state.query.filters.get("trash"))
        return set(await self._model.among(list(ids), is_trashed=not is_trash)) if ids else set()

    def _actions(self) -> tuple[BulkAction, ...]:
        if self._state.query.filters.get("trash"):
            first = BulkAction("Restaurer", "restore", "primary", self._restore, Permission.RESTORE)
        else:
            first = BulkAction(
                "Supprimer", "delete", "danger-quiet", self._remove, Permission.DELETE
            )
        exports = (
            BulkAction(
                f"Exporter ({kind})",
                "export",
                "quiet",
                partial(self._export, export),
                Permission.EXPORT,
            )
            for kind, export in self._exports.items()
        )
        return (first, *exports, BulkAction("Désélectionner", "close", "quiet", self.clear))

    async def _ids(self) -> list[int]:
        return await self._state.selection.ids(self._listing, self._state.query)

    async def _remove(self) -> None:
        removal = await remove_records(self._frame, self._model, await self._ids())
        if removal is not None:
            self._read_list_again()
            await self._tick_only(removal.blocked)

    async def _restore(self) -> None:
        await restore_records(self._frame, self._model, await self._ids())
        self._read_list_again()
        await self.clear()

    def _read_list_again(self) -> None:
        """At once: who has just acted here does not take turns with those who look on."""
        if self.grid:
            self.grid.refresh()

    async def _export(self, export: Export) -> None:
        await export(await self._ids())

    async def _tick_only(self, ids: Iterable[int]) -> None:
        self._state.selection.clear()
        self._state.selection.mark(ids, on=True)
        if self.grid:
            self.grid.show_selection()
        await self.read()
