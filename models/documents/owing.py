"""What a client owes, and what was invoiced to it this year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.database.bulk import among
from models.database.connection import select
from models.database.exact import whole
from models.french.money import ZERO
from models.french.wording import today

SIGNED = "CASE t.stage WHEN 'credit_note' THEN -t.{0} ELSE t.{0} END"
"""An amount of an invoice, and against it that of a credit note."""
IS_INVOICED = "t.status IN ('issued', 'written_off')"
"""Which only invoices and credit notes are: who asks for their kind beside it has SQLite take that
for the narrower of the two, and read all invoices of the firm."""


@dataclass(frozen=True)
class Balance:
    """In euros: what is owed and of it overdue, VAT included, and the turnover without it."""

    outstanding: Decimal
    overdue: Decimal
    turnover: Decimal
    ordered: Mapping[str, Decimal]
    """By kind what is ordered, VAT included, and not invoiced yet."""

    @property
    def is_empty(self) -> bool:
        return not (self.outstanding or self.overdue or self.turnover or self.ordered)

    @property
    def exposure(self) -> Decimal:
        """All that the firm has at stake with this client."""
        return self.outstanding + sum(self.ordered.values(), ZERO)

    def beyond(self, limit: Decimal | None) -> Decimal:
        """By how much a client is beyond its limit, if it has one."""
        return ZERO if limit is None else max(self.exposure - limit, ZERO)


async def balance_of(*client_ids: int) -> Balance:
    """Where clients stand together; a debt that was given up is owed no more."""
    now = today()
    whose, parameters = among("t.client_id", client_ids)
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
        f"SELECT {wanted} FROM document t WHERE {whose} AND t.trashed_at IS NULL",
        parameters,
    )
    owed = {name: whole(int(row[name]), 2) for name in sums}
    return Balance(**owed, ordered=await _ordered(client_ids))


async def _ordered(client_ids: Sequence[int]) -> dict[str, Decimal]:
    """By kind what their open orders and contracts come to, less what is invoiced of them."""
    whose, parameters = among("t.client_id", client_ids)
    rows = await select(
        "SELECT t.kind, t.ttc - coalesce((SELECT"
        " sum(CASE WHEN m.kind = 'invoice' AND NOT m.is_taken_back THEN m.ttc END)"
        " FROM document m WHERE m.parent_id = t.id AND m.trashed_at IS NULL), 0) AS remains"
        f" FROM document t WHERE {whose} AND t.kind <> 'invoice' AND t.stage <> 'quote'"
        " AND t.is_open AND t.trashed_at IS NULL",
        parameters,
    )
    found: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for row in rows:
        found[row["kind"]] += max(whole(int(row["remains"]), 2), ZERO)
    return {kind: remains for kind, remains in found.items() if remains}
