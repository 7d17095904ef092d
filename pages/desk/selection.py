"""The selection on a desk: records that are thrown away, taken back and exported together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

from components.frame import Frame
from components.list import State
from models.lists import Listing, Query
from models.permissions import Permission
from models.records import Trashable
from pages.desk.bulk_panel import BulkAction
from pages.desk.ticked import Ticked
from pages.desk.trash import remove_records, restore_records

Export = Callable[[Sequence[int]], Awaitable[None]]


class DeskSelection(Ticked):
    """What is ticked on a desk; `exports` says which files can be made of it, by their kind."""

    def __init__(
        self,
        frame: Frame,
        model: type[Trashable],
        listing: Listing,
        state: State,
        *,
        exports: Mapping[str, Export],
        more: Sequence[BulkAction] = (),
        changed: Callable[[], None],
    ) -> None:
        """`more` is what else is done with what is ticked outside the trash."""
        super().__init__(frame, listing, state, changed=changed)
        self._more = more
        self.noun = model.NOUN
        self._model = model
        self._exports = exports

    @property
    def _is_of_trash(self) -> bool:
        return bool(self._state.query.filters.get("trash"))

    async def names_of(self, ids: list[int]) -> Mapping[int, str]:
        return {record.id: record.name for record in await self._model.with_ids(ids)}

    async def gone(self, ids: set[int]) -> set[int]:
        return set(await self._model.among(list(ids), is_trashed=not self._is_of_trash))

    async def keep_through(self, query: Query) -> None:
        if self._is_of_trash != bool(query.filters.get("trash")):
            await self.clear()
        await super().keep_through(query)

    def actions(self) -> tuple[BulkAction, ...]:
        if self._is_of_trash:
            first = BulkAction(
                "Restaurer", "restore", "primary", self._restore, (Permission.RESTORE,)
            )
        else:
            first = BulkAction(
                "Supprimer", "delete", "danger-quiet", self._remove, (Permission.DELETE,)
            )
        exports = (
            BulkAction(
                f"Exporter ({kind})",
                "export",
                "quiet",
                partial(self._export, export),
                (Permission.EXPORT,),
            )
            for kind, export in self._exports.items()
        )
        return (first, *(() if self._is_of_trash else self._more), *exports)

    async def _remove(self) -> None:
        removal = await remove_records(self.frame, self._model, await self.ids())
        if removal is not None:
            self.read_list_again()
            await self.tick_only(removal.blocked)

    async def _restore(self) -> None:
        await restore_records(self.frame, self._model, await self.ids())
        self.read_list_again()
        await self.clear()

    async def _export(self, export: Export) -> None:
        await export(await self.ids())
