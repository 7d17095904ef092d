"""Two clients that are likely to be one, until somebody has said that they are not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from tortoise import fields
from tortoise.models import Model

from models.clients.match_keys import REASONS
from models.database.connection import instant
from models.french.wording import list_moment
from models.lists.filter import Choice, Switch
from models.lists.grouping import by_value
from models.lists.listing import Listing
from models.lists.query import Row


class Pair(Model):
    """Two clients with a key in common, the one with the lower number first."""

    id = fields.IntField(primary_key=True)
    one: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField(
        "models.Client", related_name="pairs", on_delete=fields.RESTRICT
    )
    one_id: int
    other: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField(
        "models.Client", related_name="other_pairs", on_delete=fields.RESTRICT
    )
    other_id: int
    reason = fields.CharField(10)
    apart_at: datetime | None = fields.DatetimeField(null=True)
    """When somebody has said that they are two."""

    TOPIC: ClassVar[str] = "client_pair"
    KEY: ClassVar[str] = "apart"
    """Under which an entry of the journal names it: « apart.12 »."""

    class Meta:
        table = "client_pair"
        unique_together = (("one", "other"),)

    def __str__(self) -> str:
        return f"{self.one_id} = {self.other_id} ?"


def _of(which: str) -> Iterable[str]:
    return (
        f"(SELECT c.{column} FROM client c WHERE c.id = t.{which}_id) AS {which}_{column}"
        for column in ("name", "code", "city")
    )


def _shown(row: Row) -> Row:
    return {
        "id": row["id"],
        **{which: f"{row[f'{which}_name']} ({row[f'{which}_code']})" for which in ("one", "other")},
        "city": " / ".join(dict.fromkeys(filter(None, (row["one_city"], row["other_city"])))),
        "reason": REASONS[row["reason"]],
        "apart": list_moment(instant(row["apart_at"])) if row["apart_at"] else "",
        "trashed": row["apart_at"] is not None,
    }


def _nouns(filters: Any) -> tuple[str, str]:
    if filters.get("apart"):
        return "paire écartée", "paires écartées"
    return "doublon probable", "doublons probables"


PAIRS = Listing(
    topic=Pair.TOPIC,
    table="client_pair",
    columns=(
        "t.id",
        "t.one_id",
        "t.other_id",
        "t.reason",
        "t.apart_at",
        *_of("one"),
        *_of("other"),
    ),
    sorts={"one": "one_id", "other": "other_id"},
    default_sort="-one",
    filters=(
        Choice(
            *("reason", "Filtrer par raison", "Toutes les raisons", "t.reason"),
            lambda: REASONS,
            sorts=frozenset({"one"}),
        ),
        Switch("apart", "Écartés", "t.apart_at IS NOT NULL", off="t.apart_at IS NULL"),
    ),
    shown=_shown,
    nouns=_nouns,
    groupings=(by_value("reason", "Raison", "t.reason", REASONS),),
)
"""The pairs that nobody has judged, the latest client first, or those that were set apart."""
