"""Which rows are there already: in the base, or further up in the same file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any

from models.database.connection import select
from models.imports.crew import PORTION, each, worked
from models.imports.importable import CHANGING, IMPORTABLES, Importable, Key, Mode
from models.imports.reading import Checked, Row
from models.records.changing_many import Changeable


@dataclass(frozen=True)
class Twin:
    """Who a row is held to be: a record, or the row of another line; `kind` says why."""

    kind: str
    record_id: int | None = None
    line: int | None = None
    caption: str = ""


@dataclass(frozen=True)
class Candidate:
    """A record that a row may be about, and what it is known by."""

    record_id: int
    caption: str
    keys: Sequence[Key]


def in_file(
    importable: Importable, checked: Iterable[Checked], in_base: Mapping[int, Twin]
) -> dict[int, Twin]:
    """By its line, each row that says the same as one further up, which is no wrong one."""
    first: dict[Key, int] = {}
    twins: dict[int, Twin] = {}
    for row in checked:
        if row.is_empty or (row.errors and row.line not in in_base):
            continue
        keys = [key for key in row.keys if importable.samenesses[key.kind].in_file]
        twin = in_base.get(row.line)
        if twin and importable.samenesses[twin.kind].sure:
            keys = [key for key in keys if key.kind == twin.kind]
        same = next((key for key in keys if key in first), None)
        if same is not None:
            twins[row.line] = Twin(same.kind, line=first[same])
            continue
        for key in keys:
            first[key] = row.line
    return twins


def merged_rows(
    row: Callable[[int], Row], twins: Mapping[int, Twin], mode: Callable[[int], Mode]
) -> dict[int, Row]:
    """The rows that others further down in the file complete or replace."""
    merged: dict[int, Row] = {}
    for line, twin in twins.items():
        if twin.line is None or mode(line) not in CHANGING:
            continue
        first = merged.get(twin.line) or row(twin.line)
        own = {name: text for name, text in row(line).cells.items() if text.strip()}
        there = {name: text for name, text in first.cells.items() if text.strip()}
        cells = {**own, **there} if mode(line) == Mode.FILL else {**there, **own}
        merged[twin.line] = Row(twin.line, cells)
    return merged


async def in_base(
    importable: Importable, workers: Executor, checked: Sequence[Checked]
) -> AsyncIterator[dict[int, Twin]]:
    """By its line, each row that is about a record; portion after portion."""
    used: set[int] = set()
    for start in range(0, len(checked), PORTION):
        portion = checked[start : start + PORTION]
        ids = sorted(await _candidates(importable, portion))
        keys_of = partial(known_by, importable.topic)
        records = await importable.model.filter(id__in=ids).order_by("id") if ids else []
        found = [one async for some in worked(workers, keys_of, each([records])) for one in some]
        by_key: defaultdict[Key, list[Candidate]] = defaultdict(list)
        for known in found:
            for key in known.keys:
                by_key[key].append(known)
        yield {row.line: twin for row in portion if (twin := _twin(importable, row, by_key, used))}


def known_by(topic: str, records: Sequence[Changeable]) -> list[Candidate]:
    """What each of these is known by."""
    importable = IMPORTABLES[topic]
    return [Candidate(one.id, one.caption, importable.keys(vars(one))) for one in records]


def _twin(
    importable: Importable, row: Checked, by_key: Mapping[Key, list[Candidate]], used: set[int]
) -> Twin | None:
    for key in row.keys:
        sameness, known = importable.samenesses[key.kind], by_key.get(key, [])
        if sameness.once:
            known = [one for one in known if one.record_id not in used]
        if not known or (sameness.unique and len(known) > 1):
            continue
        if sameness.once:
            used.add(known[0].record_id)
        return Twin(key.kind, record_id=known[0].record_id, caption=known[0].caption)
    return None


async def _candidates(importable: Importable, rows: Iterable[Checked]) -> set[int]:
    """The records that one of these rows may be about."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for column, text in row.probes:
            wanted[column].add(text)
    if not wanted:
        return set()
    table = importable.model._meta.db_table
    parameters: list[Any] = []
    parts = []
    for column, texts in wanted.items():
        marks = ", ".join("?" * len(texts))
        parts.append(f"SELECT id FROM {table} WHERE trashed_at IS NULL AND {column} IN ({marks})")
        parameters += sorted(texts)
    return {row["id"] for row in await select(" UNION ALL ".join(parts), parameters)}
