"""Clients that are compared with each other at every save, and of which somebody judges."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from models.clients.match_keys import READ
from models.clients.matching import match_anew
from models.clients.pair import Pair
from models.clients.sites import Site
from models.database.bulk import Progress
from models.database.transaction import transaction
from models.errors import Refused
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.journal import THE_HEAD, Changes, JournalHead, note_all
from models.records.trash import Names

JUDGED = "Ces deux clients sont déjà écartés, ou ne se ressemblent plus."


class Paired(Site):
    """A client that may be another one."""

    code: Any

    class Meta:
        abstract = True

    async def derive_after_insert(self) -> None:
        match_anew([self.id])

    async def follow_up(self, changed: Collection[str]) -> None:
        if set(READ) & set(changed):
            match_anew([self.id])

    @classmethod
    async def _set_trashed(
        cls, names: Names, *, is_trashed: bool, by: Staff, progress: Progress
    ) -> None:
        await super()._set_trashed(names, is_trashed=is_trashed, by=by, progress=progress)
        match_anew(list(names), have_changed=False)

    def named_by(self, key: str, number: int) -> Changes:
        """How the journal of another client names this one, and the row that joins them."""
        return {f"{key}.{number}": ("", f"{self.name} ({self.code})")}

    @classmethod
    async def set_apart(cls, pair_id: int, *, by: Staff) -> None:
        """Remember that two clients are two."""
        await cls._judge(pair_id, is_apart=True, by=by)

    @classmethod
    async def put_together(cls, pair_id: int, *, by: Staff) -> None:
        """Take that back: they may be one again."""
        await cls._judge(pair_id, is_apart=False, by=by)

    @classmethod
    async def _judge(cls, pair_id: int, *, is_apart: bool, by: Staff) -> None:
        by.need(Permission.EDIT)
        async with transaction():
            await JournalHead.select_for_update().get(id=THE_HEAD)  # as who makes pairs does
            pair = await Pair.get_or_none(id=pair_id)
            if pair is None or bool(pair.apart_at) == is_apart:
                raise Refused(JUDGED if is_apart else "Ce n’est plus écarté.")
            pair.apart_at = datetime.now(UTC) if is_apart else None
            await pair.save()
            one, other = [await cls.get(id=id_) for id_ in (pair.one_id, pair.other_id)]
            about = {one: other, other: one}
            done = [(each.about, it.named_by(Pair.KEY, pair.id)) for each, it in about.items()]
            await note_all(by, "apart" if is_apart else "unapart", done)
            match_anew([one.id], have_changed=False)
            announce(Pair.TOPIC, [pair.id])
            announce(cls.TOPIC, [one.id, other.id])

    @classmethod
    def permission_to_undo(cls, action: str) -> Permission | None:
        return Permission.EDIT if action == "apart" else super().permission_to_undo(action)

    @classmethod
    async def undo(
        cls, record_id: int, action: str, changes: Mapping[str, Any], *, by: Staff
    ) -> None:
        if action == "apart":
            await cls.put_together(number_in(changes, Pair.KEY), by=by)
        else:
            await super().undo(record_id, action, changes, by=by)


def number_in(changes: Mapping[str, Any], key: str) -> int:
    """The number of the row that an entry of the journal names."""
    return next(int(name.partition(".")[2]) for name in changes if name.startswith(f"{key}."))
