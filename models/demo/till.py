"""What is done with made-up invoices: issued, paid, credited, and left until they are due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from models.clients.client import Client
from models.clients.fields import ClientKind
from models.demo.clients import checked
from models.demo.subjects import MODES, REASONS
from models.documents.document import Document
from models.documents.kind import Status
from models.documents.receiving import LATEST_ENTRY, receive
from models.documents.totals import Discount
from models.errors import Refused
from models.french.countries import is_france
from models.french.money import rounded
from models.french.wording import PARIS, today
from models.permissions import Staff

ADDRESS = {"street": "12 rue de la Gare", "postcode": "35000", "city": "Rennes"}
"""Of a client that had none before its first invoice."""
LEAD = 60_000_000
"""Where the numbers begin of companies that had none."""
LONGEST_TERM = timedelta(days=60)
SLOWEST_PAYER = 75
"""Days until an invoice that is paid has been."""


async def issue(draft: Document, day: datetime, *, by: Staff) -> Document:
    """Issue it as if it had been on that day."""
    await _complete(await Client.get(id=draft.client_id), by=by)
    issued = await draft.issue(by=by, at=day.astimezone(UTC))
    if not issued.is_credit_note:
        await Document.filter(id=issued.id).update(due_on=day.date() + LONGEST_TERM)
    return await Document.get(id=issued.id)


async def _complete(client: Client, *, by: Staff) -> None:
    draft = client.draft()
    known = dict(ADDRESS)
    if client.kind == ClientKind.COMPANY and is_france(client.country) and not client.siren:
        known["siren"] = checked(f"{LEAD + client.id:08d}")
    draft.typed |= {name: text for name, text in known.items() if not draft.typed[name]}
    if draft.is_dirty:
        await Client.amend(draft, by=by)


async def take_money(invoice: Document, random: Random, *, is_all: bool, by: Staff) -> Document:
    """Receive what is due, or a part; of a credit note, give it back."""
    part = invoice.due if is_all else rounded(invoice.due * random.randint(2, 7) / 10)
    paid_on = (invoice.dated_on or today()) + timedelta(days=random.randint(0, SLOWEST_PAYER))
    await receive(
        {invoice.id: part},
        # Cash has its limit, which only small amounts are sure to keep.
        random.choice(MODES if part < 300 else MODES[1:]),
        by=by,
        received_on=min(max(paid_on, today() - LATEST_ENTRY), today()),
    )
    return await Document.get(id=invoice.id)


async def credit(invoice: Document, random: Random, *, is_all: bool, by: Staff) -> Document:
    """A draft credit note of the whole invoice, or of its first line."""
    reason = random.choice(REASONS["credit"])
    first, *_ = [one for one in await invoice.left() if one.left]
    parts = None if is_all else {first.line.id: first.left}
    return await invoice.credit(parts, by=by, reason=reason)


async def bill_half(order: Document, *, by: Staff) -> Document:
    """A draft invoice of half of each line, rounded up to a whole number."""
    left = [one for one in await order.left() if one.left]
    halves = {one.line.id: (one.left / 2).to_integral_value("ROUND_CEILING") for one in left}
    try:
        return await order.bill(halves, by=by)
    except Refused:  # a down payment is more than would be left
        return await order.bill(by=by)


async def bill_ahead(order: Document, random: Random, *, by: Staff) -> Document:
    """A draft invoice of a part of what is ordered."""
    part = Discount(percent=Decimal(random.choice((20, 30, 40))))
    return await order.bill_down_payment(part, by=by)


async def lapse(document: Document) -> Document:
    """Have the day go by until which it holds, as no verb can."""
    yesterday = datetime.combine(today() - timedelta(days=1), time(18), PARIS).astimezone(UTC)
    ends: dict[Status, dict[str, date | datetime]] = {
        Status.SENT: {"valid_until": yesterday.date()},
        Status.OUT: {"starts_at": yesterday - timedelta(days=3), "ends_at": yesterday},
        Status.ISSUED: {"due_on": yesterday.date()},
    }
    await Document.filter(id=document.id).update(**ends[document.status])
    return await Document.get(id=document.id)
