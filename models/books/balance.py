"""The aged balance as a file: who owes how much, by how long it has been due."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from decimal import Decimal

from models.books.ageing import BUCKETS, Aged
from models.database.transaction import transaction
from models.documents import Payment
from models.french.wording import plural
from models.lists import Cell, csv_file, xlsx_file
from models.permissions import Permission, Staff
from models.records.journal import Subject, note

HEADINGS = ("Client", "Factures", "Échéance la plus ancienne", *BUCKETS, "Total", "Pénalités")

Write = Callable[[Sequence[Sequence[Cell]]], bytes]


async def balance_csv(found: Sequence[Aged], *, by: Staff) -> bytes:
    """UTF-8 with a BOM, semicolons, amounts in euros with VAT."""
    return await _file(csv_file, found, by)


async def balance_xlsx(found: Sequence[Aged], *, by: Staff) -> bytes:
    """A workbook of one sheet."""

    def write(rows: Sequence[Sequence[Cell]]) -> bytes:
        return xlsx_file("Balance âgée", rows)

    return await _file(write, found, by)


async def _file(write: Write, found: Sequence[Aged], by: Staff) -> bytes:
    by.need(Permission.EXPORT)
    by.need(Permission.PRICES)
    async with transaction():
        span = f"Balance âgée, {plural(len(found), 'client')}"
        await note(by, "export", Subject(Payment.TOPIC, 0, span))
    return await asyncio.to_thread(write, [HEADINGS, *map(_row, found)])


def _row(one: Aged) -> tuple[Cell, ...]:
    count = Decimal(len(one.invoices))
    return (one.client_name, count, one.oldest_on, *one.buckets, one.total, one.penalty)
