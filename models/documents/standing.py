"""Where a document stands today: what was decided, and what time and money have made of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Protocol

from models.documents.kind import Status
from models.french.wording import PARIS


class Owing(Protocol):
    """What decides where a document stands."""

    stage: str
    status: Status
    valid_until: date | None
    due_on: date | None
    ends_at: datetime | None
    ttc: Decimal
    credited: Decimal
    due: Decimal
    is_taken_back: bool


def standing(document: Owing, now: datetime) -> Status:
    """The status that the screen shows."""
    status, day = document.status, now.astimezone(PARIS).date()
    if status == Status.SENT and document.valid_until and document.valid_until < day:
        return Status.EXPIRED
    if status == Status.OUT and document.ends_at and document.ends_at < now:
        return Status.LATE
    return _of_money(document, day) if status == Status.ISSUED else status


def _of_money(document: Owing, day: date) -> Status:
    if document.stage == "credit_note":
        return Status.ISSUED if document.due else Status.PAID
    if not document.due:
        return Status.CANCELLED if document.is_taken_back else Status.PAID
    if document.due_on and document.due_on < day:
        return Status.LATE
    is_whole = document.due + document.credited == document.ttc
    return Status.ISSUED if is_whole else Status.PARTLY_PAID


_OWES = "t.status = 'issued' AND t.due <> 0"
_IS_LATE = "t.stage = 'invoice' AND t.due_on < '{day}'"
_IS_OVER = "t.status = 'out' AND t.ends_at < '{now}'"
_IS_EXPIRED = "t.status = 'sent' AND t.valid_until IS NOT NULL AND t.valid_until < '{day}'"
_IS_WHOLE = "t.due + t.credited = t.ttc"
_SQL: Mapping[str, str] = MappingProxyType(
    {
        Status.EXPIRED: _IS_EXPIRED,
        Status.SENT: "t.status = 'sent' AND (t.valid_until IS NULL OR t.valid_until >= '{day}')",
        Status.LATE: f"(({_OWES} AND {_IS_LATE}) OR ({_IS_OVER}))",
        Status.OUT: "t.status = 'out' AND (t.ends_at IS NULL OR t.ends_at >= '{now}')",
        Status.PARTLY_PAID: f"{_OWES} AND NOT {_IS_WHOLE} AND t.stage = 'invoice'"
        " AND (t.due_on IS NULL OR t.due_on >= '{day}')",
        Status.ISSUED: f"{_OWES} AND (t.stage = 'credit_note' OR ({_IS_WHOLE}"
        " AND (t.due_on IS NULL OR t.due_on >= '{day}')))",
        Status.PAID: "t.status = 'issued' AND t.due = 0 AND NOT t.is_taken_back",
        Status.CANCELLED: "(t.status = 'cancelled'"
        " OR (t.status = 'issued' AND t.due = 0 AND t.is_taken_back))",
    }
)


def stands(status: str, now: datetime) -> str:
    """That a row of `document t` stands there now, on both databases."""
    sql = _SQL.get(status, f"t.status = '{Status(status)}'")
    return sql.format(day=now.astimezone(PARIS).date().isoformat(), now=written(now))


def written(moment: datetime) -> str:
    """As both databases compare moments; SQLite does as text, without a fraction of none."""
    return moment.astimezone(UTC).isoformat(" ")


def keeps_its_client(now: datetime) -> str:
    """That a row of `document t` is in the way of its client's deletion."""
    return f"t.trashed_at IS NULL AND t.is_open AND NOT ({stands(Status.EXPIRED, now)})"
