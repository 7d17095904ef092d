"""A table with one row: what holds for the whole firm."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from models.database.connection import one_at_a_time
from models.permissions import Permission, Staff
from models.records.draft import Draft
from models.records.undoing import Undoable

THE_ROW = 1


class Only(Undoable):
    """The one record of its kind, which is there as soon as somebody has changed it."""

    class Meta:
        abstract = True

    @classmethod
    async def current(cls) -> Self:
        """What holds now; the defaults until somebody decides."""
        return await cls.get_or_none(id=THE_ROW) or cls(id=THE_ROW)

    @classmethod
    async def locked(cls, record_id: int | None) -> Self:
        await one_at_a_time(cls.TOPIC)
        if not await cls.exists(id=THE_ROW):
            await cls.create(id=THE_ROW)
        return await super().locked(THE_ROW)

    @classmethod
    async def create_from(cls, draft: Draft, *, by: Staff) -> Self:
        """It is there already."""
        return await cls.amend(replace(draft, record_id=THE_ROW), by=by)

    @classmethod
    async def amend(cls, draft: Draft, *, by: Staff, action: str = "settings") -> Self:
        return await super().amend(draft, by=by, action=action)

    @classmethod
    def permission_to_undo(cls, action: str) -> Permission | None:
        return cls.EDITING if action in {"settings", "undo"} else None
