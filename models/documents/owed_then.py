"""What a client owed on a day of the past."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.database.connection import select
from models.database.exact import whole
from models.documents.owing import IS_INVOICED, SIGNED
from models.history import end_of


async def outstanding_on(client_id: int, day: date) -> Decimal:
    """What a client owed at the end of a day: what was invoiced by then, less what was credited,
    paid and given up by then."""
    until = day.isoformat()
    given_up = (end_of(day)).isoformat(" ", timespec="microseconds")
    (row,) = await select(
        "SELECT coalesce(sum(CASE WHEN t.status = 'written_off' AND t.updated_at <"
        f" '{given_up}' THEN {SIGNED.format('ttc')} - {SIGNED.format('due')}"
        f" ELSE {SIGNED.format('ttc')} END), 0) AS invoiced FROM document t"
        f" WHERE t.client_id = ? AND {IS_INVOICED}"
        f" AND t.dated_on <= '{until}' AND t.trashed_at IS NULL",
        (client_id,),
    )
    (paid,) = await select(
        "SELECT coalesce(sum(amount), 0) AS amount FROM payment"
        f" WHERE client_id = ? AND received_on <= '{until}'",
        (client_id,),
    )
    return whole(int(row["invoiced"]) - int(paid["amount"]), 2)
