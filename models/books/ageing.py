"""What each client owes, by how long it has been due, and what is to be reminded of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from models.books.legal_rates import Rate, legal_rates
from models.books.levels import ReminderLevel, levels_on
from models.books.penalties import penalty
from models.books.reminders import DEBIT_REFUSED, DEBITED, next_level
from models.database.connection import day as as_day
from models.database.connection import select
from models.database.exact import whole
from models.documents import Mode
from models.documents.einvoice_states import DISPUTED
from models.french.money import ZERO

BUCKETS = ("Non échu", "1 à 30 j", "31 à 60 j", "61 à 90 j", "Plus de 90 j")
EDGES = (0, 30, 60, 90)
"""The last day late of each bucket but the last."""
_OPEN = (
    "SELECT t.id, t.number, t.client_id, c.name AS client_name, t.due_on, t.due, t.ttc,"
    " t.reminders_off, t.reminders_reason, t.einvoice, t.payment_mode, r.level, r.sent_on,"
    f" {DEBIT_REFUSED} AS is_debit_refused"
    " FROM document t JOIN client c ON c.id = t.client_id"
    " LEFT JOIN (SELECT document_id, max(level) AS level, max(sent_on) AS sent_on"
    " FROM reminder GROUP BY document_id) r ON r.document_id = t.id"
    " WHERE t.kind = 'invoice' AND t.stage = 'invoice' AND t.status = 'issued' AND t.due > 0"
    " AND t.trashed_at IS NULL{more} ORDER BY t.client_id, t.due_on, t.id"
)


@dataclass(frozen=True)
class Owed:
    """An invoice that is not settled, as it stands on a day."""

    id: int
    number: str
    ttc: Decimal
    due: Decimal
    due_on: date | None
    days_late: int
    penalty: Decimal
    last_level: int
    sent_on: date | None
    skipped: str
    """Why it is not reminded of, or ""."""
    level: ReminderLevel | None
    """The one that is due."""

    @property
    def bucket(self) -> int:
        """In which of `BUCKETS` it stands."""
        return sum(self.days_late > edge for edge in EDGES)

    @property
    def path(self) -> str:
        return f"/factures/{self.id}"


@dataclass(frozen=True)
class Aged:
    """One client's debt, in euros with VAT, the oldest invoice first."""

    client_id: int
    client_name: str
    invoices: tuple[Owed, ...]

    @property
    def buckets(self) -> tuple[Decimal, ...]:
        """One amount for each of `BUCKETS`."""
        return sums_of(self.invoices)

    @property
    def total(self) -> Decimal:
        return sum((one.due for one in self.invoices), ZERO)

    @property
    def overdue(self) -> Decimal:
        return sum(self.buckets[1:], ZERO)

    @property
    def penalty(self) -> Decimal:
        return sum((one.penalty for one in self.invoices), ZERO)

    @property
    def oldest_on(self) -> date | None:
        return min((one.due_on for one in self.invoices if one.due_on), default=None)

    @property
    def to_remind(self) -> Mapping[int, ReminderLevel]:
        """By invoice, the level that is due."""
        return {one.id: one.level for one in self.invoices if one.level}


def sums_of(invoices: Iterable[Owed]) -> tuple[Decimal, ...]:
    sums = [ZERO] * len(BUCKETS)
    for one in invoices:
        sums[one.bucket] += one.due
    return tuple(sums)


async def aged(day: date, client_id: int | None = None) -> list[Aged]:
    """The clients that owe something, or one of them, who owes the most overdue first."""
    more, parameters = (" AND t.client_id = ?", (client_id,)) if client_id else ("", ())
    rows = await select(_OPEN.format(more=more), parameters)
    found = []
    rules = _Rules(day, await levels_on(day), await legal_rates())
    for (id_, name), group in groupby(rows, lambda row: (row["client_id"], row["client_name"])):
        found.append(Aged(id_, name, tuple(_owed(row, rules) for row in group)))
    return sorted(found, key=lambda one: (-one.overdue, -one.total, one.client_id))


class _Rules(NamedTuple):
    """By what all of them are held on a day."""

    day: date
    levels: Sequence[ReminderLevel]
    rates: Sequence[Rate]


def _owed(row: Mapping[str, Any], rules: _Rules) -> Owed:
    day = rules.day
    due, due_on = whole(row["due"], 2), as_day(row["due_on"]) if row["due_on"] else None
    sent_on = as_day(row["sent_on"]) if row["sent_on"] else None
    late, last, skipped = _days(due_on, day), row["level"] or 0, _skipped(row)
    return Owed(
        id=row["id"],
        number=row["number"],
        ttc=whole(row["ttc"], 2),
        due=due,
        due_on=due_on,
        days_late=late,
        penalty=penalty(due, due_on, day, rules.rates) if due_on and late else ZERO,
        last_level=last,
        sent_on=sent_on,
        skipped=skipped,
        level=None if skipped or not late else next_level(late, last, sent_on, day, rules.levels),
    )


def _days(due_on: date | None, day: date) -> int:
    """How late it is."""
    return max((day - due_on).days, 0) if due_on else 0


def _skipped(row: Mapping[str, Any]) -> str:
    if row["reminders_off"]:
        return f"Ne pas relancer : {row['reminders_reason']}"
    if row["einvoice"] == DISPUTED:
        return "En litige"
    return DEBITED if row["payment_mode"] == Mode.DEBIT and not row["is_debit_refused"] else ""
