"""What is known of a file on its way in: its rows, and what was found out about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.french.text import fold
from models.imports.columns import NO_ROW, Matched
from models.imports.found import IN_FILE, Alike, Figures, Todo, Wrong
from models.imports.importable import Importable, Mode
from models.imports.reading import Checked, Row
from models.imports.sheet import Sheet
from models.imports.twins import Twin, merged_rows


class Findings:
    """The rows of a sheet and what would become of each; nothing of it is written anywhere."""

    importable: Importable
    sheet: Sheet
    matched: Matched
    joined: dict[int, dict[str, str]]
    edits: dict[int, dict[str, str]]
    modes: dict[str, Mode]
    row_modes: dict[int, Mode]
    checked: dict[int, Checked]
    _base: dict[int, Twin]
    _file: dict[int, Twin]
    _unchanged: set[int]
    _clashes: dict[int, dict[str, str]]

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
        if not self.count:
            return "Sous les titres, aucune ligne n’est remplie : il n’y a rien à importer."
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

    # --- what was found out -----------------------------------------------------------------

    def errors(self, line: int) -> Mapping[str, str]:
        """What is wrong with a row: what a new record lacks, one that is there need not be told."""
        if self.twin(line) is None or self.mode(line) == Mode.CREATE:
            return self.checked[line].errors
        return self._clashes.get(line, {})

    def wrong(self) -> Iterator[Wrong]:
        for line, row in self.checked.items():
            yield from self.wrong_cells(row, self.errors(line))

    def wrong_cells(self, row: Checked, errors: Mapping[str, str]) -> Iterator[Wrong]:
        """The cells of a row that these errors are about."""
        for name, why in errors.items():
            text = self.row(row.line).cells.get(name, "")
            label = self.importable.label_of(name)
            yield Wrong(row.line, name, label, text, why, row.proposals.get(name, ""))

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

        def sentence(name: str, why: str) -> str:
            label = self.importable.label_of(name) if name else ""
            return why if why.startswith(label) else f"{label} : {why}"

        return " ".join(sentence(name, why) for name, why in errors.items())

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
        """Whether a saved mapping knows most of these headings; columns by their number alone may
        be anything."""
        if self.matched.row == NO_ROW:
            return False
        headings = {fold(one) for one in self.matched.headings if fold(one)}
        return bool(headings) and len(headings & kept.keys()) * 2 > len(headings)
