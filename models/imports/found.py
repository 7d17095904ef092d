"""What is found out about a file before it is imported."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.imports.importable import Mode
from models.imports.reading import Row

IN_FILE = "file"
"""The reason of whatever is twice in the file, in the choice for all."""


@dataclass(frozen=True)
class Wrong:
    """A cell that cannot be taken over, why, and what the product would make of it."""

    line: int
    field: str
    label: str
    text: str
    why: str
    proposal: str


@dataclass(frozen=True)
class Alike:
    """A row that is there already, and what becomes of it."""

    line: int
    caption: str
    words: str
    twin: str
    mode: Mode


@dataclass(frozen=True)
class Figures:
    """How many rows would become what."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    ignored: int = 0
    wrong: int = 0


@dataclass
class Todo:
    """What there is to do: the lines of new records, and those of changed ones."""

    new: list[int] = field(default_factory=list)
    changed: list[tuple[int, int, Mode]] = field(default_factory=list)
    merged: dict[int, Row] = field(default_factory=dict)
    """Of those the rows that others of the file complete or replace."""
    ignored: dict[int, str] = field(default_factory=dict)
    rejected: dict[int, str] = field(default_factory=dict)
    unchanged: int = 0

    @property
    def count(self) -> int:
        return len(self.new) + len(self.changed)
