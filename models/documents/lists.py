"""One list for each kind of document: open ones first, the latest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.clients.redirecting import STAYING
from models.database.connection import day, instant
from models.database.exact import whole
from models.documents.document import Document
from models.documents.kind import Kind, Status
from models.documents.kinds import KINDS, OPEN
from models.documents.owing import SIGNED
from models.documents.quick import QUICK, QUICK_OF_ALL, own_sorts, quick_filter, this_minute
from models.documents.standing import standing, stands
from models.french.money import ZERO, amount
from models.french.wording import list_moment, local_day, short_date, short_span
from models.lists.filter import Cases, Choice, Of
from models.lists.grouping import by_column, by_month, by_value
from models.lists.listing import Listing
from models.lists.query import Row
from models.lists.total import Total

TOTALS = (
    Total("ttc", SIGNED.format("ttc"), "Total {} TTC"),
    Total("due", SIGNED.format("due"), "reste dû {}", if_any=True),
)
SUMS = tuple(one.term for one in TOTALS)
SELLER = "(SELECT c.seller FROM client c WHERE c.id = t.client_id)"
GROUPINGS = (
    by_month("month", "Mois", "t.dated_on"),
    by_column("client", "Client", "t.client_key", "Sans client", "t.client_name"),
    by_column("seller", "Vendeur", SELLER, "Sans vendeur"),
)
WORTH_KNOWING = ("planned_on", "valid_until", "due_on", "dated_on")
"""Of these days the first that is there says when."""
COLUMNS = (
    *("t.id", "t.kind", "t.stage", "t.status", "t.number", "t.is_open"),
    *("t.client_name", "t.subject", "t.dated_on", "t.updated_at", "t.trashed_at"),
    *("t.valid_until", "t.due_on", "t.planned_on", "t.starts_at", "t.ends_at"),
    *("t.ttc", "t.credited", "t.due", "t.is_taken_back"),
)


def _listing(kind: Kind) -> Listing:
    statuses = {str(status): label for status, label in kind.statuses.items()}

    def nouns(_filters: Mapping[str, str]) -> tuple[str, str]:
        return kind.label.lower(), kind.plural.lower()

    return Listing(
        topic=Document.TOPIC,
        table="document",
        columns=COLUMNS,
        sorts={
            "title": "id",
            "client": "client_key",
            "status": "status",
            "dated": "dated_on",
            "updated": "updated_at",
            "ttc": "ttc",
            "due": "due",
            **own_sorts(QUICK[kind.code]),
        },
        default_sort="-updated",
        filters=(
            Cases(
                *("status", "Filtrer par statut", "Tous les statuts", "t.status"),
                lambda: statuses,
                sql=lambda value: stands(value, this_minute()),
            ),
            quick_filter(QUICK[kind.code]),
            Of("client", "Client", "t.client_id", STAYING),
        ),
        always=(("t.trashed_at IS NULL", ()), ("t.kind = ?", (kind.code,))),
        shown=_shown,
        nouns=nouns,
        lead="t.is_open DESC, ",
        optional=frozenset({"dated_on", "due_on"}),
        groupings=(by_value("status", "Statut", "t.status", statuses), *GROUPINGS),
        totals=TOTALS,
    )


@dataclass
class _Stands:
    """What of a row decides where it stands."""

    stage: str
    status: Status
    valid_until: date | None
    due_on: date | None
    ends_at: datetime | None
    ttc: Decimal
    credited: Decimal
    due: Decimal
    is_taken_back: bool


def _shown(row: Row) -> Row:
    stage = KINDS[row["kind"]].stage(row["stage"])
    now = this_minute()
    status = standing(
        _Stands(
            row["stage"],
            Status(row["status"]),
            valid_until=day(row["valid_until"]) if row["valid_until"] else None,
            due_on=day(row["due_on"]) if row["due_on"] else None,
            ends_at=instant(row["ends_at"]) if row["ends_at"] else None,
            **{name: whole(row[name], 2) for name in ("ttc", "credited", "due")},
            is_taken_back=bool(row["is_taken_back"]),
        ),
        now,
    )
    return {
        "id": row["id"],
        "title": stage.briefly_titled(row["id"], row["number"]),
        "client": row["client_name"],
        "subject": row["subject"],
        "status": stage.step(status).label,
        "is_open": bool(row["is_open"]) and status in OPEN,
        "status_code": status,
        "when": _when(row, now.date()),
        "updated": list_moment(instant(row["updated_at"])),
        "trashed": row["trashed_at"] is not None,
        "ttc": amount(whole(row["ttc"], 2)),
        "due": amount(whole(row["due"], 2)) if whole(row["due"], 2) != ZERO else "",
    }


def _when(row: Row, today: date) -> str:
    """The day that counts: when it falls due and how late that is, from when to when it is let."""
    if row["due_on"] and row["status"] == Status.ISSUED and row["due"]:
        due = day(row["due_on"])
        late = (today - due).days
        return f"{short_date(due)}, retard {late}\u00a0j" if late > 0 else short_date(due)
    if row["starts_at"] and row["ends_at"]:
        return short_span(*(local_day(instant(row[one])) for one in ("starts_at", "ends_at")))
    named = next((row[one] for one in WORTH_KNOWING if row[one]), None)
    return short_date(day(named)) if named else ""


DOCUMENT_LISTS: Mapping[str, Listing] = {kind.code: _listing(kind) for kind in KINDS.values()}

OPEN_DOCUMENTS = Listing(
    topic=Document.TOPIC,
    table="document",
    columns=COLUMNS,
    sorts={"client": "client_key", "updated": "updated_at", **own_sorts(QUICK_OF_ALL)},
    default_sort="-updated",
    filters=(
        quick_filter(QUICK_OF_ALL),
        Choice(
            *("kind", "Filtrer par nature", "Toutes les natures", "t.kind"),
            lambda: {kind.code: kind.plural for kind in KINDS.values()},
            sorts=frozenset(),
        ),
    ),
    always=(("t.trashed_at IS NULL", ()), ("t.is_open", ())),
    shown=_shown,
    nouns=lambda _filters: ("document", "documents"),
    groupings=(
        by_value("kind", "Nature", "t.kind", {one.code: one.plural for one in KINDS.values()}),
        *GROUPINGS,
    ),
    totals=TOTALS[:1],
)
"""What is under way, of whatever kind."""
