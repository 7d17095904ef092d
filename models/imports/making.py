"""Records that rows become, made without a database: in another process, if they are many."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.errors import Invalid, Refused
from models.imports.crew import in_portions
from models.imports.importable import IMPORTABLES, Facts, Importable, Mode
from models.imports.merging import changed_values
from models.imports.reading import Made, Row, check_rows, columns_of, read_row
from models.permissions import Staff
from models.records.changing_many import Changeable
from models.records.journal import Subject, Worded, worded

CHANGED = 25
"""Records that are read at once and changed in one transaction."""
Change = tuple[Row, int, Mode]
"""A row, the id of the record that it is about, and what becomes of that."""


Source = bytes | Row
"""A new record as checking has made it, or a row to make it of: one that others complete."""


@dataclass(frozen=True)
class Ready:
    """A new record as its table and the journal take it, with what hangs on it."""

    line: int
    record_id: int
    unique: str = ""
    values: Sequence[Any] = ()
    """In the order of `columns_of` its model."""
    entry: Worded = field(default_factory=dict)
    hanging: Any = None
    errors: Mapping[str, str] = field(default_factory=dict)
    """Why it cannot come in, by the field."""


def ready_rows(
    topic: str, facts: Facts, by: Staff, rows: Sequence[tuple[int, int, Source]]
) -> list[Ready]:
    """New records, each given by its line and its id, as this person makes them."""
    importable = IMPORTABLES[topic]
    columns, nothing = tuple(columns_of(importable.model).values()), importable.model()
    return [_ready(importable, facts, by, columns, nothing, *one) for one in rows]


def _ready(
    importable: Importable,
    facts: Facts,
    by: Staff,
    columns: Sequence[str],
    nothing: Changeable,
    line: int,
    record_id: int,
    source: Source,
) -> Ready:
    if isinstance(source, Row):
        (checked,) = check_rows(importable.topic, facts, [source])
        if checked.errors:
            return Ready(line, record_id, errors=checked.errors)
        source = checked.packed
    made = Made.of(source)
    try:
        nothing.check_rights(made.values, by)
    except Refused as refused:
        return Ready(line, record_id, errors={"": str(refused)})
    values = importable.numbered(made.values, record_id)
    return Ready(
        line,
        record_id,
        made.unique,
        [values[column] for column in columns],
        worded(by, Subject(importable.topic, record_id, made.caption), made.told),
        importable.hanging(values),
    )


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
) -> AsyncIterator[list[tuple[Row, Changeable | None, Mode]]]:
    """Rows with the records that they are about, as these are now."""
    for portion in in_portions(rows, CHANGED):
        found = {
            one.id: one for one in await importable.model.with_ids(id_ for _, id_, _ in portion)
        }
        yield [(row, found.get(id_), mode) for row, id_, mode in portion]


def change_rows(
    topic: str, facts: Facts, rows: Sequence[tuple[Row, Changeable | None, Mode]]
) -> list[Altered]:
    importable = IMPORTABLES[topic]
    return [_altered(importable, facts, *one) for one in rows]


def _altered(
    importable: Importable, facts: Facts, row: Row, record: Changeable | None, mode: Mode
) -> Altered:
    if record is None or record.edit_refusal:
        return Altered(row.line, 0, 0, errors={"": "La fiche n’est plus là."})
    try:
        read = read_row(importable, facts, row.cells)
        values = changed_values(importable, record, read, mode)
    except Invalid as invalid:
        return Altered(row.line, record.id, record.version, errors=invalid.errors)
    return Altered(row.line, record.id, record.version, values)
