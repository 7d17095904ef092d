"""Records on their way to the trash and back: few statements, however many records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import ClassVar

from models.database.bulk import Progress, among, silently, write
from models.database.connection import dialect, select
from models.database.transaction import before_commit, transaction
from models.errors import Refused
from models.french.wording import Noun
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.journal import Subject, note_all
from models.records.undoing import Undoable

PORTION = 1_000
"""Records between two words on how far it has come."""

Names = Mapping[int, str]


@dataclass(frozen=True)
class Obstacle:
    """A record that keeps another one, and where it is shown."""

    text: str
    path: str


@dataclass(frozen=True)
class Removal:
    """What deleting a selection does: who goes, and who stays because of what."""

    deletable: tuple[int, ...]
    blocked: Mapping[int, tuple[Obstacle, ...]]


class Trashable(Undoable):
    """A record with a name that can be thrown away, and taken back."""

    name: str

    NOUN: ClassVar[Noun]

    class Meta:
        abstract = True

    @classmethod
    async def in_the_way(cls, ids: Collection[int]) -> Mapping[int, tuple[Obstacle, ...]]:
        """For each of these records that has to stay, what holds it; a subclass says what."""
        return {}

    @classmethod
    async def check_return(cls, ids: Collection[int]) -> None:
        """Raise Refused where these cannot come back out of the trash; a subclass says why."""

    @classmethod
    def no_to_removing(cls, name: str, obstacles: Sequence[Obstacle]) -> str:
        """Why a record of this name stays; a subclass says it of what is in its way."""
        raise NotImplementedError

    @classmethod
    async def removal(cls, ids: Sequence[int]) -> Removal:
        """Which of these records can be deleted now, and which cannot and why."""
        removal, _ = await cls._removal_of(ids)
        return removal

    @classmethod
    async def _removal_of(cls, ids: Sequence[int]) -> tuple[Removal, Names]:
        blocking = await cls.in_the_way(ids)
        names = await cls._names_of(ids, is_trashed=False)
        removal = Removal(
            deletable=tuple(id_ for id_ in names if id_ not in blocking),
            blocked={id_: blocking[id_] for id_ in names if id_ in blocking},
        )
        return removal, names

    async def removal_refusal(self) -> str | None:
        """Why this record cannot be deleted, or None."""
        obstacles = (await type(self).removal([self.id])).blocked.get(self.id)
        return self.no_to_removing(self.name, obstacles) if obstacles else None

    # --- verbs ------------------------------------------------------------------------------

    async def remove(self, *, by: Staff) -> None:
        """Move this record to the trash; Refused while something is in the way."""
        removal = await type(self).remove_many([self.id], by=by)
        if obstacles := removal.blocked.get(self.id):
            raise Refused(self.no_to_removing(self.name, obstacles))
        if not removal.deletable:
            raise Refused(f"{self.NOUN.this.capitalize()} est déjà dans la corbeille.")

    @classmethod
    async def remove_many(
        cls, ids: Sequence[int], *, by: Staff, progress: Progress = silently
    ) -> Removal:
        """Move those that can go to the trash and leave the others, all in one transaction."""
        by.need(Permission.DELETE)
        async with transaction():
            await cls._lock(ids)
            removal, names = await cls._removal_of(ids)
            going = {id_: names[id_] for id_ in removal.deletable}
            await cls._set_trashed(going, is_trashed=True, by=by, progress=progress)
        return removal

    @classmethod
    async def restore_many(
        cls, ids: Sequence[int], *, by: Staff, progress: Progress = silently
    ) -> int:
        """Take these records out of the trash; the number of those that were in it."""
        by.need(Permission.RESTORE)
        async with transaction():
            await cls._lock(ids)
            trashed = await cls._names_of(ids, is_trashed=True)
            await cls.check_return(trashed)
            await cls._set_trashed(trashed, is_trashed=False, by=by, progress=progress)
        return len(trashed)

    @classmethod
    def permission_to_undo(cls, action: str) -> Permission | None:
        return Permission.RESTORE if action == "trash" else super().permission_to_undo(action)

    @classmethod
    async def undo(
        cls, record_id: int, action: str, changes: Mapping[str, Sequence[str]], *, by: Staff
    ) -> None:
        if action != "trash":
            await super().undo(record_id, action, changes, by=by)
        elif not await cls.restore_many([record_id], by=by):
            raise Refused(f"{cls.NOUN.this.capitalize()} n’est plus dans la corbeille.")

    @classmethod
    async def among(cls, ids: Sequence[int], *, is_trashed: bool) -> list[int]:
        """Those of these records that are in the trash, or not."""
        return list(await cls._names_of(ids, is_trashed=is_trashed))

    # --- in SQL -----------------------------------------------------------------------------

    @classmethod
    async def _names_of(cls, ids: Sequence[int], *, is_trashed: bool) -> dict[int, str]:
        """Those of these records that are in the trash, or not, in their order."""
        condition, parameters = among("id", ids)
        where = f"{condition} AND trashed_at IS {'NOT ' if is_trashed else ''}NULL"
        rows = await select(f"SELECT id, name FROM {cls._meta.db_table} WHERE {where}", parameters)
        names = {row["id"]: row["name"] for row in rows}
        return {id_: names[id_] for id_ in dict.fromkeys(ids) if id_ in names}

    @classmethod
    async def _lock(cls, ids: Collection[int]) -> None:
        """Keep others from putting something in the way until the transaction ends."""
        if dialect() != "sqlite":  # which has one writer at a time
            condition, parameters = among("id", ids)
            select_them = f"SELECT id FROM {cls._meta.db_table} WHERE {condition}"
            await write(f"{select_them} ORDER BY id FOR UPDATE", parameters)

    @classmethod
    async def _set_trashed(
        cls, names: Names, *, is_trashed: bool, by: Staff, progress: Progress
    ) -> None:
        """Put these records into the trash or take them out, inside the open transaction.

        Each is half done once it is changed, and whole once it is in the journal, too.
        """
        ids, at = list(names), datetime.now(UTC) if is_trashed else None
        action = "trash" if is_trashed else "restore"
        for start in range(0, len(ids), PORTION):
            portion = ids[start : start + PORTION]
            condition, parameters = among("id", portion)
            put = f"UPDATE {cls._meta.db_table} SET trashed_at = ? WHERE {condition}"
            await write(put, (at, *parameters))
            changed = start + len(portion)
            progress(changed // 2)
            subjects = [Subject(cls.TOPIC, id_, names[id_]) for id_ in portion]
            await note_all(by, action, [(subject, {}) for subject in subjects])
            before_commit(partial(_tell, progress, (len(ids) + changed) // 2))
        announce(cls.TOPIC, ids)


async def _tell(progress: Progress, done: int) -> None:
    progress(done)
