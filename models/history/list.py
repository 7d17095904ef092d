"""The whole journal as a list, the latest first."""

from __future__ import annotations

from models.database.connection import instant
from models.database.stored_json import read_json
from models.french.wording import clock_moment
from models.history.wording import details, done, topics
from models.lists.filter import Choice
from models.lists.grouping import by_column, by_month
from models.lists.listing import Listing
from models.lists.query import Row
from models.records.journal import JournalEntry

SHOWN_DETAILS = 3


def _shown(row: Row) -> Row:
    changes = read_json(row["changes"])
    told = [] if row["action"] == "create" else details(row["topic"], changes)
    rest = "…" if len(told) > SHOWN_DETAILS else ""
    return {
        "id": row["id"],
        "at": clock_moment(instant(row["at"])),
        "staff": row["staff"],
        "what": done(row["action"], row["caption"]),
        "detail": " ; ".join(str(one) for one in told[:SHOWN_DETAILS]) + rest,
        "device": row["device"],
    }


JOURNAL = Listing(
    topic=JournalEntry.TOPIC,
    table="journal",
    columns=(
        *("t.id", "t.at", "t.staff", "t.device", "t.topic", "t.caption", "t.action", "t.changes"),
    ),
    sorts={"at": "id", "staff": "staff"},
    default_sort="-at",
    filters=(
        Choice("topic", "Filtrer par nature", "Tout", "t.topic", topics, sorts=frozenset({"at"})),
    ),
    shown=_shown,
    nouns=lambda _filters: ("écriture", "écritures"),
    groupings=(
        by_column("staff", "Qui", "t.staff", "Sans nom"),
        by_month("month", "Mois", "t.at"),
    ),
)
