"""Places in long lists, known since somebody was there.

From the last one before it a page far down is soon reached; an OFFSET alone counts every row from
the top.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.database.connection import when_connecting
from models.records.changes import Changed, listen

MOST_KEPT = 50
"""Lists."""
WORTH_KEEPING = 1_000
"""Rows from the top."""

Question = tuple[str, str, tuple[Any, ...]]


@dataclass
class Bookmarks:
    """Of one list in one order: how many rows stand before a row, and what it is ordered by."""

    positions: list[int] = field(default_factory=list)
    rows: dict[int, tuple[Any, int]] = field(default_factory=dict)

    def before(self, start: int) -> tuple[int, tuple[Any, int]] | None:
        place = bisect_right(self.positions, start)
        if not place:
            return None
        position = self.positions[place - 1]
        return position, self.rows[position]

    def keep(self, position: int, row: tuple[Any, int]) -> None:
        if position >= WORTH_KEEPING and position not in self.rows:
            self.positions.insert(bisect_right(self.positions, position), position)
            self.rows[position] = row


_known: dict[Question, Bookmarks] = {}


def bookmarks_of(topic: str, sql: str, parameters: Sequence[Any]) -> Bookmarks:
    """Those of one statement, which are forgotten with the next change of its topic."""
    question = (topic, sql, tuple(parameters))
    if question not in _known and len(_known) >= MOST_KEPT:
        del _known[next(iter(_known))]
    return _known.setdefault(question, Bookmarks())


def _forget(change: Changed) -> None:
    for question in [one for one in _known if one[0] == change.topic]:
        del _known[question]


listen(_forget)
when_connecting(_known.clear)
