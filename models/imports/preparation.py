"""An import before it is done: what is in the file, and what would become of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from models.database.bulk import Progress, silently
from models.french.text import fold
from models.imports.columns import Matched
from models.imports.crew import PORTION, crew, each, worked
from models.imports.found import IN_FILE, Alike, Figures, Todo, Wrong
from models.imports.importable import CHANGING, Facts, Importable, Mode
from models.imports.making import change_rows, with_records
from models.imports.reading import Checked, Row, check_rows
from models.imports.sheet import Sheet
from models.imports.twins import Twin, in_base, in_file, merged_rows


class Preparation:
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
        self.joined: dict[int, dict[str, str]] = {}
        matched = self.importable.headings.match(sheet.rows, row)
        self.use(Matched(**{**vars(matched), "fields": self.importable.settled(matched.fields)}))

    def use(self, matched: Matched) -> None:
        """Take the columns for other fields; what was found out before is forgotten."""
        self.matched = matched
        self.edits: dict[int, dict[str, str]] = {}
        self.row_modes: dict[int, Mode] = {}
        self.facts: Facts = {}
        self.checked: dict[int, Checked] = {}
        self._base: dict[int, Twin] = {}
        self._file: dict[int, Twin] = {}
        self._unchanged: set[int] = set()
        self._clashes: dict[int, dict[str, str]] = {}

    # --- what it is -------------------------------------------------------------------------

    @property
    def count(self) -> int:
        return len(self.sheet.rows) - self.matched.row - 1

    @property
    def is_checked(self) -> bool:
        return bool(self.checked) and len(self.checked) == self.count

    @property
    def refusal(self) -> str | None:
        """Why these columns cannot be imported, or None."""
        if not self.matched.fields:
            return "Aucune colonne n’est reconnue : dites laquelle est laquelle."
        if doubled := self.matched.doubled:
            label = self.importable.label_of(next(iter(doubled)))
            return f"Deux colonnes sont {label} : gardez-en une."
        return None

    def row(self, line: int) -> Row:
        """A line of the file as it was read, with what was typed since."""
        cells = self.sheet.rows[line - 1]
        own = {name: cells[at] for at, name in self.matched.fields.items() if at < len(cells)}
        return Row(line, {**own, **self.joined.get(line, {}), **self.edits.get(line, {})})

    @property
    def lines(self) -> range:
        return range(self.matched.row + 2, len(self.sheet.rows) + 1)

    def caption(self, line: int) -> str:
        """What people call a row."""
        cells = self.row(line).cells
        names = ("name", "last_name", "designation", "reference", "first_name")
        return next((cells[name] for name in names if cells.get(name, "").strip()), "")

    def twin(self, line: int) -> Twin | None:
        return self._file.get(line) or self._base.get(line)

    def mode(self, line: int) -> Mode:
        """What becomes of a row that is there already."""
        twin = self.twin(line)
        if twin is None or line in self.row_modes:
            return self.row_modes.get(line, Mode.CREATE)
        return self.modes[IN_FILE if twin.line else twin.kind]

    # --- finding out ------------------------------------------------------------------------

    async def sample(self) -> list[Checked]:
        """The first rows checked, before all of them are."""
        self.facts = await self.importable.facts()
        rows = next(self._portions(), [])
        return await asyncio.to_thread(check_rows, self.importable.topic, self.facts, rows)

    async def check(self, progress: Progress = silently) -> None:
        """Read and check every row, and look for who is there already."""
        self.facts = await self.importable.facts()
        self.checked, self._base = {}, {}
        async with crew(self.count) as workers:
            check = partial(check_rows, self.importable.topic, self.facts)
            async for some in worked(workers, check, each(self._portions())):
                self.checked |= {one.line: one for one in some}
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

    async def compare(self) -> None:
        """Find out which of the rows that are there already say nothing new."""
        self._unchanged, self._clashes = set(), {}
        rows = [
            (self.row(line), twin.record_id, self.mode(line))
            for line, twin in self._base.items()
            if line not in self._file and twin.record_id and self.mode(line) in CHANGING
        ]
        work = partial(change_rows, self.importable.topic, self.facts)
        async with crew(len(rows)) as workers:
            async for some in worked(workers, work, with_records(self.importable, rows)):
                for change in some:
                    if change.errors:
                        self._clashes[change.line] = change.errors
                    elif not change.values:
                        self._unchanged.add(change.line)

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
        self._file = in_file(self.importable, self.checked.values(), self._base)
        await self.compare()

    async def take_proposals(self) -> None:
        """Put every wrong cell right for which there is a proposal."""
        offered = [one for one in self.wrong() if one.proposal]
        for one in offered:
            self.edits.setdefault(one.line, {})[one.field] = one.proposal
        if offered:
            await self.check_lines(sorted({one.line for one in offered}))

    # --- what was found out -----------------------------------------------------------------

    def errors(self, line: int) -> Mapping[str, str]:
        """What is wrong with a row: what a new record lacks, one that is there need not be told."""
        if self.twin(line) is None or self.mode(line) == Mode.CREATE:
            return self.checked[line].errors
        return self._clashes.get(line, {})

    def wrong(self) -> Iterator[Wrong]:
        for line, row in self.checked.items():
            for name, why in self.errors(line).items():
                text = self.row(line).cells.get(name, "")
                label = self.importable.label_of(name)
                yield Wrong(line, name, label, text, why, row.proposals.get(name, ""))

    def said(self) -> Iterator[tuple[int, str, str]]:
        """The cells that were put right: their line, their column, and how."""
        for line, row in self.checked.items():
            for name, words in row.said.items():
                yield line, self.importable.label_of(name), words

    def alike(self) -> Iterator[Alike]:
        for line in self.checked:
            if twin := self.twin(line):
                words = self.importable.samenesses[twin.kind].words
                other = f"ligne {twin.line}" if twin.line else twin.caption
                yield Alike(line, self.caption(line), words, other, self.mode(line))

    def todo(self) -> Todo:
        """What becomes of each row; rows that are twice in the file are merged into the first."""
        todo = Todo(merged=merged_rows(self.row, self._file, self.mode))
        for line, row in self.checked.items():
            if row.is_empty:
                continue
            if errors := self.errors(line):
                todo.rejected[line] = self.worded(errors)
                continue
            twin, mode = self.twin(line), self.mode(line)
            if twin is None or mode == Mode.CREATE:
                todo.new.append(line)
            elif twin.line or mode == Mode.IGNORE:
                words = self.importable.samenesses[twin.kind].words
                where = f"ligne {twin.line}" if twin.line else twin.caption
                todo.ignored[line] = f"Déjà là ({words}) : {where}"
            elif line in self._unchanged and line not in todo.merged:
                todo.unchanged += 1
            elif twin.record_id:
                todo.changed.append((line, twin.record_id, mode))
        return todo

    def worded(self, errors: Mapping[str, str]) -> str:
        """All that is wrong with a row, as a reason."""
        label_of = self.importable.label_of
        said = (f"{label_of(name)} : {why}" if name else why for name, why in errors.items())
        return " ; ".join(said)

    def figures(self) -> Figures:
        todo = self.todo()
        return Figures(
            len(todo.new),
            len(todo.changed),
            todo.unchanged,
            len(todo.ignored),
            len(todo.rejected),
        )

    def left_out(self, reasons: Mapping[int, str]) -> list[list[str]]:
        """These rows as they were sent, with what was typed since, and their reasons."""
        width = len(self.matched.headings)
        rows = [[*self.matched.headings, "Motif"]]
        for line, why in reasons.items():
            cells = [*self.sheet.rows[line - 1], *([""] * width)][:width]
            places = {name: at for at, name in self.matched.fields.items()}
            for name, text in self.edits.get(line, {}).items():
                if name in places:
                    cells[places[name]] = text
            rows.append([*cells, why])
        return rows

    def remembered_as(self, kept: Mapping[str, str]) -> bool:
        """Whether a saved mapping knows most of these headings."""
        headings = {fold(one) for one in self.matched.headings if fold(one)}
        return bool(headings) and len(headings & kept.keys()) * 2 > len(headings)
