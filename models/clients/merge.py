"""What a merge has done, so that it can be undone: which rows have moved, which texts changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from tortoise import fields
from tortoise.models import Model


class Merge(Model):
    """A client that has become another one.

    `moved` are the ids of the rows that have gone over, by the name of their link, and `ends` the
    numbers of the last rows at that moment: what has come since has greater ones. `texts` are those
    of the client that stays, before and after.
    """

    id = fields.IntField(primary_key=True)
    gone: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField(
        "models.Client", related_name="merges", on_delete=fields.RESTRICT
    )
    gone_id: int
    stays: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField(
        "models.Client", related_name="merges_into", on_delete=fields.RESTRICT
    )
    stays_id: int
    moved: dict[str, list[int]] = fields.JSONField(default=dict)
    ends: dict[str, int] = fields.JSONField(default=dict)
    texts: dict[str, list[str]] = fields.JSONField(default=dict)
    merged_at = fields.DatetimeField(auto_now_add=True)
    undone_at: datetime | None = fields.DatetimeField(null=True)

    KEY: ClassVar[str] = "merge"
    """Under which an entry of the journal names it: « merge.12 »."""

    class Meta:
        table = "client_merge"
