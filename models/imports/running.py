"""Bringing a prepared file in: portion after portion, so that others are never kept waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from models.database.bulk import Progress, insert, silently, take_ids
from models.database.connection import one_at_a_time, select
from models.database.transaction import transaction
from models.errors import Refused
from models.imports.batch import Import, State, keep
from models.imports.crew import crew, in_portions, worked
from models.imports.found import Todo
from models.imports.making import Altered, change_rows, with_records
from models.imports.preparation import Preparation
from models.imports.reading import Made, check_rows
from models.imports.undoing import take_back
from models.lists.spreadsheet import csv_file
from models.permissions import Staff
from models.records.changes import announce
from models.records.journal import Subject, differences, note, note_all

Numbered = tuple[int, int, Made]
"""A new record with its line in the file and its id."""
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

    async def carry_out(self) -> Report:
        """Do what was prepared; Refused if it is given up, and then nothing of it is left."""
        importable, by = self._importable, self._by
        by.need(importable.permission)
        if reason := self._preparation.refusal:
            raise Refused(reason)
        todo = await asyncio.to_thread(self._preparation.todo)
        self._batch = await Import.begin(importable.topic, self._preparation.file_name, by)
        self._report = Report(self._batch, todo.rejected, todo.ignored)
        try:
            await self._create(todo)
            await self._change(todo)
            await self._finish(todo.unchanged)
        except BaseException:
            await asyncio.shield(self._give_up())
            raise
        self._report.table = self._preparation.left_out(self._report.reasons)
        return self._report

    async def _finish(self, unchanged: int) -> None:
        batch = self._batch
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
        await self._batch.become(State.GOING)
        await take_back(self._batch, by=self._by, ends_as=State.GIVEN_UP)

    # --- new records ------------------------------------------------------------------------

    async def _create(self, todo: Todo) -> None:
        if not todo.new:
            return
        async with transaction():
            ids = await take_ids(self._importable.model._meta.db_table, len(todo.new))
        for portion in in_portions(list(zip(todo.new, ids, strict=True))):
            made = [(line, id_, self._made(line, todo)) for line, id_ in portion]
            await self._insert([(line, id_, one) for line, id_, one in made if one])
            self._tell(len(portion))

    def _made(self, line: int, todo: Todo) -> Made | None:
        """The record that a row becomes; one that others of the file complete is made anew."""
        checked = self._preparation.checked[line]
        if line in todo.merged:
            facts = self._preparation.facts
            (checked,) = check_rows(self._importable.topic, facts, [todo.merged[line]])
        if checked.errors:
            self._report.rejected[line] = self._preparation.worded(checked.errors)
            return None
        return Made.of(checked.packed)

    async def _insert(self, made: Sequence[Numbered]) -> None:
        importable, topic = self._importable, self._importable.topic
        async with transaction():
            await one_at_a_time(topic)
            good = await self._without_taken(made)
            rows = [importable.numbered(one.values, id_) for _, id_, one in good]
            if rows:
                columns = list(rows[0])
                values = [[row[column] for column in columns] for row in rows]
                await insert(importable.model._meta.db_table, columns, values)
            await keep(self._batch.id, [(id_, 1, True) for _, id_, _ in good])
            importable.inserted([id_ for _, id_, _ in good])
            told = [(Subject(topic, id_, one.caption), one.told) for _, id_, one in good]
            await note_all(self._by, "create", told)
            await self._batch.still_running(created=self._batch.created + len(good))
            announce(topic, [id_ for _, id_, _ in good])

    async def _without_taken(self, made: Sequence[Numbered]) -> list[Numbered]:
        """Those that have nothing of which there may be but one."""
        column, field, sentence = self._importable.unique
        wanted = [one.unique for _, _, one in made if one.unique]
        if not wanted:
            return list(made)
        rows = await select(
            f"SELECT {column} AS text FROM {self._importable.model._meta.db_table}"
            f" WHERE trashed_at IS NULL AND {column} IN ({', '.join('?' * len(wanted))})",
            wanted,
        )
        taken, good = {row["text"] for row in rows}, []
        for line, id_, one in made:
            if one.unique and one.unique in taken:
                self._report.rejected[line] = self._preparation.worded({field: sentence})
            else:
                good.append((line, id_, one))
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
                    if one.errors:
                        self._report.rejected[one.line] = self._preparation.worded(one.errors)
                await self._write([one for one in altered if one.values and not one.errors])
                self._tell(len(altered))

    async def _write(self, altered: Sequence[Altered]) -> None:
        if not altered:
            return
        model, told, kept = self._importable.model, [], []
        async with transaction():
            wanted = [one.record_id for one in altered]
            found = await model.filter(id__in=wanted).order_by("id").select_for_update()
            records = {one.id: one for one in found}
            for one in altered:
                record = records.get(one.record_id)
                if record is None or record.is_trashed or record.version != one.version:
                    self._report.rejected[one.line] = MEANWHILE
                    continue
                before = record.journalled()
                await record.write(dict(one.values), by=self._by, action=None)
                told.append((record.about, differences(before, record.journalled())))
                kept.append((record.id, record.version, False))
            await keep(self._batch.id, kept)
            await note_all(self._by, "amend", told)
            await self._batch.still_running(changed=self._batch.changed + len(kept))

    # --- telling ----------------------------------------------------------------------------

    def _tell(self, count: int) -> None:
        self._done += count
        self._progress(self._done)
