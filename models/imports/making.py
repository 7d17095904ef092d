"""Records that rows become, made without a database: in another process, if they are many."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.errors import Invalid
from models.imports.crew import PORTION
from models.imports.importable import IMPORTABLES, Facts, Importable, Mode
from models.imports.merging import changed_values
from models.imports.reading import Row, read_row
from models.records.trash import Trashable

Change = tuple[Row, int, Mode]
"""A row, the id of the record that it is about, and what becomes of that."""


@dataclass
class Altered:
    """What is to be written into a record that was read at this version."""

    line: int
    record_id: int
    version: int
    values: Mapping[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


async def with_records(
    importable: Importable, rows: Sequence[Change]
) -> AsyncIterator[list[tuple[Row, Trashable | None, Mode]]]:
    """Rows with the records that they are about, as these are now."""
    for start in range(0, len(rows), PORTION):
        portion = rows[start : start + PORTION]
        found = {
            one.id: one for one in await importable.model.with_ids(id_ for _, id_, _ in portion)
        }
        yield [(row, found.get(id_), mode) for row, id_, mode in portion]


def change_rows(
    topic: str, facts: Facts, rows: Sequence[tuple[Row, Trashable | None, Mode]]
) -> list[Altered]:
    importable = IMPORTABLES[topic]
    return [_altered(importable, facts, *one) for one in rows]


def _altered(
    importable: Importable, facts: Facts, row: Row, record: Trashable | None, mode: Mode
) -> Altered:
    if record is None or record.edit_refusal:
        return Altered(row.line, 0, 0, errors={"": "La fiche n’est plus là."})
    try:
        read = read_row(importable, facts, row.cells)
        values = changed_values(importable, record, read, mode)
    except Invalid as invalid:
        return Altered(row.line, record.id, record.version, errors=invalid.errors)
    return Altered(row.line, record.id, record.version, values)
