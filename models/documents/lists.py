"""One list for each kind of document: open ones first, the latest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from models.clients.redirecting import STAYING
from models.database.connection import day, instant
from models.database.exact import whole
from models.documents.document import Document
from models.documents.einvoice_states import TO_REDO, TO_SEND
from models.documents.kind import Kind, Status
from models.documents.kinds import KINDS, OPEN
from models.documents.owing import SIGNED
from models.documents.standing import standing, stands
from models.french.money import ZERO, amount
from models.french.wording import list_moment, local_day, short_date
from models.lists.filter import Cases, Of
from models.lists.listing import Listing
from models.lists.query import Row

SUMS = (SIGNED.format("ttc"), SIGNED.format("due"))
"""What the list adds up over all that is found: with VAT, and what is owed."""
WORTH_KNOWING = ("planned_on", "valid_until", "due_on", "dated_on")
"""Of these days the first that is there says when."""
DONE = "t.status IN ('done', 'returned', 'delivered')"


def _now() -> datetime:
    return datetime.now(UTC)


class Quick(NamedTuple):
    """A question that somebody asks every day, with how many rows answer it."""

    label: str
    statuses: tuple[Status, ...] = ()
    sql: str = ""

    def condition(self) -> str:
        return self.sql or " OR ".join(f"({stands(one, _now())})" for one in self.statuses)


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in sorted(codes))


WAITING_QUOTES = Quick("Devis en attente", (Status.SENT,))
TO_BILL = Quick("À facturer", sql=DONE)
QUICK: Mapping[str, Mapping[str, Quick]] = MappingProxyType(
    {
        "intervention": {
            "quotes": WAITING_QUOTES,
            "to_plan": Quick("À planifier", (Status.TO_PLAN,)),
            "bill": TO_BILL,
        },
        "rental": {
            "quotes": WAITING_QUOTES,
            "out": Quick("Sorties", (Status.OUT, Status.LATE)),
            "late": Quick("En retard", (Status.LATE,)),
            "bill": TO_BILL,
        },
        "sale": {
            "quotes": WAITING_QUOTES,
            "prepare": Quick("À préparer", (Status.CONFIRMED,)),
            "bill": TO_BILL,
        },
        "invoice": {
            "draft": Quick("Brouillons", (Status.DRAFT,)),
            "due": Quick("À encaisser", sql="t.status = 'issued' AND t.due > 0"),
            "late": Quick("En retard", (Status.LATE,)),
            "transmit": Quick("À transmettre", sql=f"t.einvoice = '{TO_SEND}'"),
            "redo": Quick("Refusées, rejetées", sql=f"t.einvoice IN ({_listed(TO_REDO)})"),
        },
    }
)
"""By kind, the filters that stand above its list."""


def _listing(kind: Kind) -> Listing:
    statuses = {str(status): label for status, label in kind.statuses.items()}
    quick = QUICK[kind.code]

    def nouns(_filters: Mapping[str, str]) -> tuple[str, str]:
        return kind.label.lower(), kind.plural.lower()

    return Listing(
        topic=Document.TOPIC,
        table="document",
        columns=(
            *("t.id", "t.kind", "t.stage", "t.status", "t.number", "t.is_open"),
            *("t.client_name", "t.subject", "t.dated_on", "t.updated_at", "t.trashed_at"),
            *("t.valid_until", "t.due_on", "t.planned_on", "t.starts_at", "t.ends_at"),
            *("t.ttc", "t.credited", "t.due", "t.is_taken_back"),
        ),
        sorts={
            "title": "id",
            "client": "client_key",
            "status": "status",
            "dated": "dated_on",
            "updated": "updated_at",
            "ttc": "ttc",
            "due": "due",
        },
        default_sort="-updated",
        filters=(
            Cases(
                *("status", "Filtrer par statut", "Tous les statuts", "t.status"),
                lambda: statuses,
                sql=lambda value: stands(value, _now()),
            ),
            Cases(
                *("quick", "Filtres rapides", "Tous", "t.status"),
                lambda: {code: one.label for code, one in quick.items()},
                sql=lambda value: quick[value].condition(),
            ),
            Of("client", "Client", "t.client_id", STAYING),
        ),
        always=(("t.trashed_at IS NULL", ()), ("t.kind = ?", (kind.code,))),
        shown=_shown,
        nouns=nouns,
        lead="t.is_open DESC, ",
        optional=frozenset({"dated_on"}),
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
    now = _now()
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
        return f"{short_date(due)}, {late} j de retard" if late > 0 else short_date(due)
    if row["starts_at"] and row["ends_at"]:
        days = (local_day(instant(row[one])) for one in ("starts_at", "ends_at"))
        return " – ".join(map(short_date, days))
    named = next((row[one] for one in WORTH_KNOWING if row[one]), None)
    return short_date(day(named)) if named else ""


DOCUMENT_LISTS: Mapping[str, Listing] = {kind.code: _listing(kind) for kind in KINDS.values()}
