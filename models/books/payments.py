"""The list of payments, the latest first."""

from __future__ import annotations

from models.clients.redirecting import STAYING
from models.database.connection import day
from models.database.exact import whole
from models.documents import MODE_WORDS, Payment
from models.french.money import amount
from models.french.wording import short_date
from models.lists.filter import Choice, Day, Of, Switch
from models.lists.grouping import by_column, by_month, by_value
from models.lists.listing import Listing
from models.lists.query import Row
from models.lists.total import Total

CORRECTION, REFUND = "correction", "refund"


def _shown(row: Row) -> Row:
    value = whole(row["amount"], 2)
    kind = CORRECTION if row["reverses_id"] else REFUND if value < 0 else ""
    return {
        "id": row["id"],
        "received": short_date(day(row["received_on"])),
        "client": row["client_name"],
        "mode": MODE_WORDS[row["mode"]],
        "amount": amount(value),
        "reference": row["reference"],
        "settles": row["settles"],
        "kind": {CORRECTION: "Correction", REFUND: "Remboursement"}.get(kind, ""),
        "kind_code": kind,
        "trashed": False,
    }


PAYMENTS = Listing(
    topic=Payment.TOPIC,
    table="payment",
    columns=(
        *("t.id", "t.received_on", "t.client_name", "t.mode", "t.amount", "t.reference"),
        *("t.settles", "t.reverses_id"),
    ),
    sorts={"received": "received_on", "client": "client_key", "amount": "amount"},
    default_sort="-received",
    filters=(
        Choice(
            *("mode", "Filtrer par mode", "Tous les modes", "t.mode"),
            lambda: dict(MODE_WORDS),
            sorts=frozenset({"received"}),
        ),
        Day("day", "Jour", "t.received_on"),
        Switch("corrections", "Corrections", "t.reverses_id IS NOT NULL"),
        Of("client", "Client", "t.client_id", STAYING),
    ),
    shown=_shown,
    nouns=lambda _filters: ("règlement", "règlements"),
    groupings=(
        by_month("month", "Mois", "t.received_on"),
        by_value("mode", "Mode", "t.mode", MODE_WORDS),
        by_column("client", "Client", "t.client_key", "Sans client", "t.client_name"),
    ),
    totals=(Total("amount", "t.amount", "Total {}"),),
)
