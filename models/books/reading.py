"""What is exported: the issued documents and the payments of a span of days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from models.books.day_totals import issued
from models.books.entries import Entry, entry_of_document, entry_of_payment
from models.books.ledger_accounts import chart
from models.clients.client import Client
from models.database.connection import chunks
from models.documents import Allocation, Document, DocumentLine, Mode, Payment

R = TypeVar("R", Document, Payment)


async def documents_between(first: date, last: date) -> list[Document]:
    """Issued invoices and credit notes in the order of their days."""
    found: list[Document] = (
        await issued().filter(dated_on__gte=first, dated_on__lte=last).order_by("dated_on", "id")
    )
    return found


async def payments_between(first: date, last: date) -> list[Payment]:
    found = Payment.filter(received_on__gte=first, received_on__lte=last)
    return await found.order_by("received_on", "id")


async def lines_of(documents: list[Document]) -> dict[int, list[DocumentLine]]:
    """By document its lines, in their order."""
    lines: defaultdict[int, list[DocumentLine]] = defaultdict(list)
    for chunk in chunks([one.id for one in documents]):
        found = DocumentLine.filter(document_id__in=list(chunk))
        for line in await found.order_by("position", "id"):
            lines[line.document_id].append(line)
    return lines


async def parts_of(payments: list[Payment]) -> dict[int, list[Allocation]]:
    """By payment its parts, each with its document."""
    parts: defaultdict[int, list[Allocation]] = defaultdict(list)
    for chunk in chunks([one.id for one in payments]):
        found = Allocation.filter(payment_id__in=list(chunk)).prefetch_related("document")
        for part in await found.order_by("id"):
            parts[part.payment_id].append(part)
    return parts


async def codes_of(records: Iterable[R]) -> dict[int, str]:
    """By client its code."""
    codes: dict[int, str] = {}
    for chunk in chunks(sorted({record.client_id for record in records})):
        found = await Client.filter(id__in=list(chunk)).values_list("id", "code")
        codes.update({id_: code or "" for id_, code in found})
    return codes


async def entries_between(first: date, last: date) -> list[Entry]:
    """Everything that goes into the books, in the order of days.

    A credit note set against an invoice moves nothing: both stand on the same account.
    """
    documents, payments = await documents_between(first, last), await payments_between(first, last)
    lines, parts = await lines_of(documents), await parts_of(payments)
    codes = await codes_of(documents) | await codes_of(payments)
    accounts = await chart()
    entries = [
        *(
            entry_of_document(one, lines[one.id], codes[one.client_id], accounts)
            for one in documents
        ),
        *(
            entry_of_payment(one, parts[one.id], codes[one.client_id], accounts)
            for one in payments
            if one.mode != Mode.CREDIT
        ),
    ]
    return sorted(entries, key=lambda one: (one.dated_on, one.journal, one.piece))


def documents_in(entries: Iterable[Entry]) -> set[int]:
    """The ids of what stands on the clients' accounts."""
    return {line.document_id for entry in entries for line in entry.lines if line.document_id}
