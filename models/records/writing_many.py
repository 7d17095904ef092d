"""Writing many records at once: few statements, whatever differs from one to the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Self

from models.database.bulk import update
from models.database.transaction import transaction
from models.errors import Refused
from models.permissions import Staff
from models.records.changes import announce
from models.records.journal import differences, note_all
from models.records.trash import Trashable

Held = Mapping[str, Any]
"""What the columns of a record held before."""


class WrittenMany(Trashable):
    """A record of which many can be written at once."""

    class Meta:
        abstract = True

    @classmethod
    async def write_many(
        cls, records: Sequence[tuple[Self, Mapping[str, Any]]], *, by: Staff, action: str = "amend"
    ) -> dict[int, str]:
        """What `write` does, for many, each with values of its own; by id, why some stay."""
        by.need(cls.EDITING)
        written, told, refused = [], [], {}
        for record, values in records:
            try:
                record.check_rights(values, by)
            except Refused as refusal:
                refused[record.id] = str(refusal)
                continue
            before = record.journalled()
            written.append((record, record.hold(values)))
            told.append((record.about, differences(before, record.journalled())))
        async with transaction():
            await cls._store(written)
            await note_all(by, action, told)
            announce(cls.TOPIC, [record.id for record, _ in written])
        return refused

    def hold(self, values: Mapping[str, Any]) -> Held:
        """Hold these values and what follows from them, before they are stored."""
        before = {name: getattr(self, name) for name in self._meta.db_fields}
        self.update_from_dict(dict(values))
        self.derive()
        return before

    async def follow_up(self, changed: Collection[str]) -> None:
        await self.follow_up_many([self], {self.id: set(changed)})

    @classmethod
    async def follow_up_many(cls, records: Sequence[Self], changed: Mapping[int, set[str]]) -> None:
        """Bring others in line after these fields of each changed, in the same transaction; a
        subclass says whom."""

    @classmethod
    async def _store(cls, written: Sequence[tuple[Self, Held]]) -> None:
        """Write what has changed of these records, each as its next version."""
        if not written:
            return
        changed = {
            record.id: {name for name, value in before.items() if getattr(record, name) != value}
            for record, before in written
        }
        names = sorted(set().union(*changed.values()))
        made = cls._meta.fields_map
        rows = [
            [record.id, *(made[one].to_db_value(getattr(record, one), record) for one in names)]
            for record, _ in written
        ]
        types = [str(made[one].get_for_dialect("postgres", "SQL_TYPE")) for one in names]
        anew = ("version = version + 1, updated_at = ?", (datetime.now(UTC),))
        await update(cls._meta.db_table, names, rows, types=types, also=anew)
        await cls.follow_up_many([record for record, _ in written], changed)
