"""Bringing a prepared file in: portion after portion, so that others are never kept waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from models.database.bulk import Progress, insert, silently, take_ids
from models.database.connection import one_at_a_time, select
from models.database.transaction import transaction
from models.errors import Refused
from models.imports.batch import Import, State, keep
from models.imports.crew import crew, each, in_portions, worked
from models.imports.found import Todo
from models.imports.making import (
    Altered,
    Ready,
    change_rows,
    ready_rows,
    with_records,
)
from models.imports.preparation import Preparation
from models.imports.reading import columns_of
from models.imports.undoing import take_back
from models.lists.spreadsheet import csv_file
from models.permissions import Staff
from models.records.changes import announce
from models.records.journal import Subject, note, note_worded

WRITTEN = 100
"""New records in one transaction, for which others who save have to wait."""
MEANWHILE = "La fiche a été modifiée entre-temps : importez cette ligne à nouveau."


@dataclass
class Report:
    """What has become of a file."""

    batch: Import
    rejected: dict[int, str] = field(default_factory=dict)
    ignored: dict[int, str] = field(default_factory=dict)
    table: list[list[str]] = field(default_factory=list)
    """The rows that did not come in, under their headings, each with its reason."""

    @property
    def reasons(self) -> dict[int, str]:
        """By its line, why a row did not come in."""
        return dict(sorted({**self.ignored, **self.rejected}.items()))

    def left_out(self) -> bytes:
        """The rows that did not come in as a file, to be put right and imported."""
        return csv_file(self.table)


class Run:
    """One import under way; raising in `progress` gives all of it up."""

    def __init__(self, preparation: Preparation, by: Staff, progress: Progress = silently) -> None:
        self._preparation = preparation
        self._importable = preparation.importable
        self._by = by
        self._progress = progress
        self._done = 0
        self.batch: Import

    async def carry_out(self) -> Report:
        """Do what was prepared; Refused if it is given up, and then nothing of it is left."""
        importable, by = self._importable, self._by
        by.need(importable.permission)
        if reason := self._preparation.refusal:
            raise Refused(reason)
        todo = await asyncio.to_thread(self._preparation.todo)
        self.batch = await Import.begin(importable.topic, self._preparation.file_name, by)
        self._report = Report(self.batch, todo.rejected, todo.ignored)
        try:
            await self._create(todo)
            await self._change(todo)
            await self._finish(todo.unchanged)
        except BaseException:
            await asyncio.shield(self._give_up())
            raise
        self._report.table = await asyncio.to_thread(
            self._preparation.left_out, self._report.reasons
        )
        return self._report

    async def _finish(self, unchanged: int) -> None:
        batch = self.batch
        counted = self._importable.model.NOUN.counted(batch.created + batch.changed)
        async with transaction():
            await batch.still_running(
                unchanged=unchanged,
                ignored=len(self._report.ignored),
                rejected=len(self._report.rejected),
            )
            await batch.become(State.DONE)
            await note(self._by, "import", Subject(self._importable.topic, 0, counted))

    async def _give_up(self) -> None:
        await self.batch.become(State.GOING)
        await take_back(self.batch, by=self._by, ends_as=State.GIVEN_UP)

    # --- new records ------------------------------------------------------------------------

    async def _create(self, todo: Todo) -> None:
        if not todo.new:
            return
        table, checked = self._importable.model._meta.db_table, self._preparation.checked
        async with transaction():
            ids = await take_ids(table, len(todo.new))
        rows = [
            (line, id_, todo.merged.get(line) or checked[line].packed)
            for line, id_ in zip(todo.new, ids, strict=True)
        ]
        make = partial(ready_rows, self._importable.topic, self._preparation.facts, self._by)
        async with crew(len(rows)) as workers:
            async for ready in worked(workers, make, each(in_portions(rows, WRITTEN))):
                for one in ready:
                    self._reject(one.line, one.errors)
                await self._insert([one for one in ready if not one.errors])
                self._tell(len(ready))

    def _reject(self, line: int, errors: Mapping[str, str]) -> None:
        if errors:
            self._report.rejected[line] = self._preparation.worded(errors)

    async def _insert(self, ready: Sequence[Ready]) -> None:
        importable, topic = self._importable, self._importable.topic
        async with transaction():
            await one_at_a_time(topic)
            good = await self._without_taken(ready)
            columns, table = (
                [*columns_of(importable.model).values()],
                importable.model._meta.db_table,
            )
            await insert(table, columns, [one.values for one in good])
            await keep(self.batch.id, [(one.record_id, 1, True) for one in good])
            await importable.inserted([(one.record_id, one.hanging) for one in good])
            note_worded(self._by, "create", [one.entry for one in good])
            await self.batch.still_running(created=self.batch.created + len(good))
            announce(topic, [one.record_id for one in good])

    async def _without_taken(self, ready: Sequence[Ready]) -> list[Ready]:
        """Those that have nothing of which there may be but one."""
        column, field, sentence = self._importable.unique
        wanted = [one.unique for one in ready if one.unique]
        if not wanted:
            return list(ready)
        rows = await select(
            f"SELECT {column} AS text FROM {self._importable.model._meta.db_table}"
            f" WHERE trashed_at IS NULL AND {column} IN ({', '.join('?' * len(wanted))})",
            wanted,
        )
        taken, good = {row["text"] for row in rows}, []
        for one in ready:
            if one.unique and one.unique in taken:
                self._reject(one.line, {field: sentence})
            else:
                good.append(one)
                taken.add(one.unique)
        return good

    # --- changed records --------------------------------------------------------------------

    async def _change(self, todo: Todo) -> None:
        importable, row = self._importable, self._preparation.row
        rows = [(todo.merged.get(line) or row(line), id_, mode) for line, id_, mode in todo.changed]
        work = partial(change_rows, importable.topic, self._preparation.facts)
        async with crew(len(rows)) as workers:
            async for altered in worked(workers, work, with_records(importable, rows)):
                for one in altered:
                    self._reject(one.line, one.errors)
                await self._write([one for one in altered if one.values and not one.errors])
                self._tell(len(altered))

    async def _write(self, altered: Sequence[Altered]) -> None:
        if not altered:
            return
        model = self._importable.model
        async with transaction():
            wanted = [one.record_id for one in altered]
            found = await model.filter(id__in=wanted).order_by("id").select_for_update()
            records = {one.id: one for one in found if not one.is_trashed}
            there = []
            for one in altered:
                record = records.get(one.record_id)
                if record is None or record.version != one.version:
                    self._report.rejected[one.line] = MEANWHILE
                else:
                    there.append((one, record))
            refused = await model.write_many(
                [(record, one.values) for one, record in there], by=self._by
            )
            for one, record in there:
                if record.id in refused:
                    self._report.rejected[one.line] = refused[record.id]
            done = [record for _, record in there if record.id not in refused]
            await keep(self.batch.id, [(one.id, one.version + 1, False) for one in done])
            await self.batch.still_running(changed=self.batch.changed + len(done))

    # --- telling ----------------------------------------------------------------------------

    def _tell(self, count: int) -> None:
        self._done += count
        self._progress(self._done)
