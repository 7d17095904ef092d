"""An import before it is done: what is in the file, and what would become of it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Sequence
from functools import partial

from models.database.bulk import Progress, silently
from models.imports.batch import Import
from models.imports.columns import Matched
from models.imports.crew import PORTION, crew, each, worked
from models.imports.findings import Findings
from models.imports.found import IN_FILE, Wrong
from models.imports.importable import CHANGING, Facts, Importable, Mode
from models.imports.making import change_rows, with_records
from models.imports.reading import Checked, Row, check_rows
from models.imports.sheet import Sheet
from models.imports.twins import in_base, in_file

MOST_SHOWN = 100
"""Wrong cells that are told of while the other rows are being checked."""


class Preparation(Findings):
    """One file on its way in; nothing of it is written anywhere."""

    def __init__(self, importable: Importable, file_name: str, sheet: Sheet) -> None:
        self.importable = importable
        self.file_name = file_name
        self.modes = {kind: one.mode for kind, one in importable.samenesses.items()}
        self.modes[IN_FILE] = Mode.IGNORE
        self.take(sheet)

    def take(self, sheet: Sheet, row: int | None = None) -> None:
        """Begin with the rows of another sheet, or with other headings."""
        self.sheet = sheet
        self.joined = {}
        matched = self.importable.headings.match(sheet.rows, row)
        self.use(Matched(**{**vars(matched), "fields": self.importable.settled(matched.fields)}))

    def use(self, matched: Matched) -> None:
        """Take the columns for other fields; what was found out before is forgotten."""
        self.matched = matched
        self.edits, self.row_modes = {}, {}
        self.facts: Facts = {}
        self.checked, self._base, self._file = {}, {}, {}
        self._unchanged, self._clashes = set(), {}
        self.first_wrong: list[Wrong] = []
        self.wrong_count = 0

    # --- finding out ------------------------------------------------------------------------

    async def sample(self) -> list[Checked]:
        """The first rows checked, before all of them are."""
        self.facts = await self.importable.facts()
        rows = next(self._portions(), [])
        return await asyncio.to_thread(check_rows, self.importable.topic, self.facts, rows)

    async def check(self, progress: Progress = silently) -> None:
        """Read and check every row, and look for who is there; Refused if they may go."""
        await Import.check_turn(self.importable.topic)
        self.facts = await self.importable.facts()
        self.checked, self._base, self.first_wrong, self.wrong_count = {}, {}, [], 0
        async with crew(self.count) as workers:
            check = partial(check_rows, self.importable.topic, self.facts)
            async for some in worked(workers, check, each(self._portions())):
                self.checked |= {one.line: one for one in some}
                self._note_wrong(some)
                progress(len(self.checked) // 2)
            found = 0
            async for twins in in_base(self.importable, workers, list(self.checked.values())):
                self._base |= twins
                found += PORTION
                progress(min(self.count, (self.count + found) // 2))
        self._file = await asyncio.to_thread(
            in_file, self.importable, self.checked.values(), self._base
        )
        await self.compare()

    def _portions(self) -> Iterator[list[Row]]:
        for start in range(self.lines.start, self.lines.stop, PORTION):
            yield [self.row(line) for line in range(start, min(start + PORTION, self.lines.stop))]

    def _note_wrong(self, rows: Sequence[Checked]) -> None:
        wrong = [row for row in rows if row.errors]
        self.wrong_count += len(wrong)
        for row in wrong if len(self.first_wrong) < MOST_SHOWN else ():
            self.first_wrong += self.wrong_cells(row, row.errors)

    async def compare(self, lines: Collection[int] | None = None) -> None:
        """Find out which of the rows that are there already, or of these lines, say nothing new."""
        wanted = set(self._base if lines is None else lines)
        self._unchanged -= wanted
        self._clashes = {at: errors for at, errors in self._clashes.items() if at not in wanted}
        rows = [
            (self.row(line), twin.record_id, self.mode(line))
            for line in sorted(wanted & self._base.keys() - self._file.keys())
            if (twin := self._base[line]).record_id and self.mode(line) in CHANGING
        ]
        work = partial(change_rows, self.importable.topic, self.facts)
        async with crew(len(rows)) as workers:
            async for some in worked(workers, work, with_records(self.importable, rows)):
                self._clashes |= {one.line: one.errors for one in some if one.errors}
                self._unchanged |= {one.line for one in some if not one.errors and not one.values}

    async def edit(self, line: int, name: str, text: str) -> None:
        """Put a cell right, and look at its row again."""
        self.edits.setdefault(line, {})[name] = text
        await self.check_lines([line])

    async def check_lines(self, lines: Sequence[int]) -> None:
        rows = [self.row(line) for line in lines]
        checked = check_rows(self.importable.topic, self.facts, rows)
        self.checked |= {one.line: one for one in checked}
        for line in lines:
            self._base.pop(line, None)
        async with crew(len(lines)) as workers:
            async for twins in in_base(self.importable, workers, checked):
                self._base |= twins
        before = self._file
        self._file = await asyncio.to_thread(
            in_file, self.importable, list(self.checked.values()), self._base
        )
        await self.compare({*lines, *(before.keys() ^ self._file.keys())})

    async def take_proposals(self) -> None:
        """Put every wrong cell right for which there is a proposal."""
        offered = [one for one in self.wrong() if one.proposal]
        for one in offered:
            self.edits.setdefault(one.line, {})[one.field] = one.proposal
        if offered:
            await self.check_lines(sorted({one.line for one in offered}))
