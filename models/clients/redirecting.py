"""Clients that have become another one, and lead there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Self

from tortoise import fields

from models.clients.paired import Paired
from models.database.transaction import transaction
from models.errors import Refused
from models.french.wording import quoted
from models.permissions import Staff
from models.records.draft import Draft

MERGED = (
    "Cette fiche a été fusionnée dans une autre entre-temps : reprenez ce que vous avez saisi "
    "dans celle qui reste."
)
LONGEST_CHAIN = 50
STAYING = (
    "(WITH RECURSIVE way(id, next) AS (SELECT c.id, c.merged_into_id FROM client c WHERE c.id = ?"
    " UNION ALL SELECT c.id, c.merged_into_id FROM client c JOIN way ON c.id = way.next)"
    " SELECT way.id FROM way WHERE way.next IS NULL)"
)
"""The client of an id, or the one that it has become, in SQL."""


class Redirecting(Paired):
    """A client that stands nowhere any more once it has become another one."""

    merged_into: fields.ForeignKeyNullableRelation[Any] = fields.ForeignKeyField(
        "models.Client", related_name="merged", on_delete=fields.RESTRICT, null=True
    )
    merged_into_id: int | None

    class Meta:
        abstract = True

    @property
    def is_another(self) -> bool:
        return self.merged_into_id is not None

    @property
    def edit_refusal(self) -> str | None:
        return MERGED if self.is_another else super().edit_refusal

    @classmethod
    async def staying(cls, record_id: int | None) -> Self | None:
        """The client of this id, or the one that it has become."""
        for _ in range(LONGEST_CHAIN):
            record = await cls.get_or_none(id=record_id)
            if record is None or not record.merged_into_id:
                return record
            record_id = record.merged_into_id
        return None

    @classmethod
    async def locked(cls, record_id: int | None) -> Self:
        """The client, or the one that it has become, for whoever acts on what is theirs."""
        record = await super().locked(record_id)
        return await cls.locked(record.merged_into_id) if record.merged_into_id else record

    @classmethod
    async def amend(cls, draft: Draft, *, by: Staff, action: str = "amend") -> Self:
        async with transaction():
            if (await super().locked(draft.record_id)).merged_into_id:
                raise Refused(MERGED)
            return await super().amend(draft, by=by, action=action)

    @classmethod
    async def moved_draft(cls, draft: Draft) -> Draft | None:
        """What was typed into a client that has become another one, as a draft of that one."""
        if (stays := await cls.staying(draft.record_id)) is None or stays.is_trashed:
            return None
        now = stays.draft(draft.part)
        typed = {name: draft.typed[name] for name in draft.changed}
        base = {name: draft.base.get(name, "") for name in typed}
        return replace(now, base={**now.base, **base}, typed={**now.typed, **typed}, key=draft.key)

    @classmethod
    async def check_return(cls, ids: Collection[int]) -> None:
        if merged := await cls.filter(id__in=list(ids), merged_into_id__not_isnull=True).first():
            raise Refused(f"{quoted(merged.name)} a été fusionné : annulez la fusion.")
