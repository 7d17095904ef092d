"""What erasing a client takes along: told beforehand, and carried out in one transaction."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import orjson

FILE_NAME = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Fate:
    """What becomes of one kind of thing: it goes, or the law keeps it."""

    what: str
    is_kept: bool = False


@dataclass
class Erasure:
    """The erasing of one client under way.

    Whoever erases something adds to `subjects`, by topic, of what the journal forgets the values,
    to `entries` the numbers of those about others that name it, and to `files` what the store has
    that its rows no longer name.
    """

    client_ids: tuple[int, ...]
    """The client, and those that have become the same."""
    former: str
    label: str
    """What it was called, and is from now on."""
    at: datetime
    day: date
    subjects: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    entries: set[int] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def note_files(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Note every name of a file that stands in rows which go."""
        for row in rows:
            self.files.update(FILE_NAME.findall(orjson.dumps(row, default=str).decode()))

    def forget(self, topic: str, ids: Iterable[int]) -> None:
        """Have the journal forget what it holds of these records."""
        self.subjects[topic].update(ids)
