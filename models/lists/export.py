"""What a list shows, as a file: its columns, and all that is found, in its order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.database.connection import chunks
from models.database.transaction import transaction
from models.errors import Refused
from models.french.money import read_number
from models.french.wording import number, plural
from models.lists.listing import Listing
from models.lists.query import Query, Row
from models.lists.saved_view import SavedView
from models.lists.spreadsheet import Cell, csv_file, xlsx_file
from models.permissions import Permission, Staff
from models.records.journal import JOURNALLED, Subject, note

MOST_EXPORTED = 50_000
"""Rows of a file, with which a spreadsheet is still at ease."""
PLACES = 6


@dataclass(frozen=True)
class Shown:
    """A column of the screen; numbers are numbers in the file, too."""

    field: str
    label: str
    is_number: bool = False

    def cell(self, row: Row) -> Cell:
        text = str(row[self.field])
        if not self.is_number:
            return text
        try:
            return read_number(text, PLACES, is_signed=True)
        except ValueError:
            return text


async def list_csv(listing: Listing, query: Query, columns: Sequence[Shown], *, by: Staff) -> bytes:
    """UTF-8 with a BOM, semicolons, numbers with a comma; raises Refused for too many rows."""
    return await _file(csv_file, listing, query, columns, by)


async def list_xlsx(
    listing: Listing, query: Query, columns: Sequence[Shown], *, by: Staff
) -> bytes:
    """A workbook of one sheet; raises Refused for too many rows."""

    def write(rows: Sequence[Sequence[Cell]]) -> bytes:
        return xlsx_file("Liste", rows)

    return await _file(write, listing, query, columns, by)


async def _file(
    write: Callable[[Sequence[Sequence[Cell]]], bytes],
    listing: Listing,
    query: Query,
    columns: Sequence[Shown],
    by: Staff,
) -> bytes:
    by.need(Permission.EXPORT)
    ids = await listing.ids(query, 0, MOST_EXPORTED + 1)
    if len(ids) > MOST_EXPORTED:
        most = number(MOST_EXPORTED)
        raise Refused(f"Plus de {most} lignes : restreignez la liste avant de l’exporter.")
    rows: list[list[Cell]] = [[one.label for one in columns]]
    for chunk in chunks(ids):
        rows += [[one.cell(row) for one in columns] for row in await listing.rows(chunk)]
    topic = listing.topic if listing.topic in JOURNALLED else SavedView.TOPIC
    counted = plural(len(ids), *listing.nouns(query.filters))
    async with transaction():
        await note(by, "export", Subject(topic, 0, counted))
    return await asyncio.to_thread(write, rows)
