"""One payment for several invoices of a client: the oldest is settled first."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from models.documents import Document, Status
from models.french.money import ZERO


async def open_invoices(client_id: int) -> list[Document]:
    """What a client can pay, the oldest first."""
    found = Document.of_client(client_id).filter(stage="invoice", status=Status.ISSUED, due__gt=0)
    return await found.order_by("due_on", "dated_on", "id")


def allocated(total: Decimal, invoices: Iterable[Document]) -> dict[int, Decimal]:
    """By invoice the part of a sum that goes to it, the oldest first; what is too much is left."""
    parts: dict[int, Decimal] = {}
    left = total
    for invoice in invoices:
        parts[invoice.id] = max(min(left, invoice.due), ZERO)
        left -= parts[invoice.id]
    return parts
