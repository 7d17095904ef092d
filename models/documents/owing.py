"""What a client owes, and what was invoiced to it this year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.database.connection import select
from models.database.exact import whole
from models.french.wording import today
from models.history import end_of

SIGNED = "CASE t.stage WHEN 'credit_note' THEN -t.{0} ELSE t.{0} END"
"""An amount of an invoice, and against it that of a credit note."""
IS_INVOICED = "t.status IN ('issued', 'written_off')"


@dataclass(frozen=True)
class Balance:
    """In euros: what is owed and of it overdue, VAT included, and the turnover without it."""

    outstanding: Decimal
    overdue: Decimal
    turnover: Decimal

    @property
    def is_empty(self) -> bool:
        return not (self.outstanding or self.overdue or self.turnover)


async def balance_of(client_id: int, day: date | None = None) -> Balance:
    """Where a client stands on a day; a debt that was given up is owed no more."""
    now = day or today()
    is_late = f"t.stage = 'invoice' AND t.due_on < '{now.isoformat()}'"
    sums = {
        "outstanding": ("t.status = 'issued'", SIGNED.format("due")),
        "overdue": (f"t.status = 'issued' AND {is_late}", "t.due"),
        "turnover": (f"{IS_INVOICED} AND t.dated_on >= '{now.year}-01-01'", SIGNED.format("ht")),
    }
    wanted = ", ".join(
        f"coalesce(sum(CASE WHEN {which} THEN {what} END), 0) AS {name}"
        for name, (which, what) in sums.items()
    )
    (row,) = await select(
        f"SELECT {wanted} FROM document t"
        " WHERE t.client_id = ? AND t.kind = 'invoice' AND t.trashed_at IS NULL",
        (client_id,),
    )
    return Balance(**{name: whole(int(row[name]), 2) for name in sums})


async def outstanding_on(client_id: int, day: date) -> Decimal:
    """What a client owed at the end of a day: what was invoiced by then, less what was credited,
    paid and given up by then."""
    until = day.isoformat()
    given_up = (end_of(day)).isoformat(" ", timespec="microseconds")
    (row,) = await select(
        "SELECT coalesce(sum(CASE WHEN t.status = 'written_off' AND t.updated_at <"
        f" '{given_up}' THEN {SIGNED.format('ttc')} - {SIGNED.format('due')}"
        f" ELSE {SIGNED.format('ttc')} END), 0) AS invoiced FROM document t"
        f" WHERE t.client_id = ? AND t.kind = 'invoice' AND {IS_INVOICED}"
        f" AND t.dated_on <= '{until}' AND t.trashed_at IS NULL",
        (client_id,),
    )
    (paid,) = await select(
        "SELECT coalesce(sum(amount), 0) AS amount FROM payment"
        f" WHERE client_id = ? AND received_on <= '{until}'",
        (client_id,),
    )
    return whole(int(row["invoiced"]) - int(paid["amount"]), 2)
