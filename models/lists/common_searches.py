"""Searches that are known to find many rows, until so many changed that they may be few."""

from __future__ import annotations

from collections import Counter
from typing import Any

from models.database.connection import when_connecting
from models.records.changes import Changed, listen

MOST_KEPT = 500

Question = tuple[str, str, tuple[Any, ...]]
"""A topic, a condition and its parameters."""


class CommonSearches:
    """What this process knows; each row that changes may be one found less."""

    def __init__(self) -> None:
        self._left: dict[Question, int] = {}
        self._turns: Counter[str] = Counter()

    def __contains__(self, question: Question) -> bool:
        return question in self._left

    def turn(self, topic: str) -> int:
        """What is read from now on is true as long as this stays the same."""
        return self._turns[topic]

    def keep(self, question: Question, surplus: int, turn: int) -> None:
        """At `turn`, so many more rows than « many » were found."""
        if surplus <= 0 or turn != self._turns[question[0]]:
            return
        if len(self._left) >= MOST_KEPT:
            del self._left[next(iter(self._left))]
        self._left[question] = surplus

    def doubt(self, change: Changed) -> None:
        self._turns[change.topic] += 1
        for question, left in tuple(self._left.items()):
            if question[0] == change.topic:
                self._left[question] = left - len(change.ids)
                if not change.ids or self._left[question] <= 0:
                    del self._left[question]

    def forget(self) -> None:
        self._left.clear()


COMMON_SEARCHES = CommonSearches()
listen(COMMON_SEARCHES.doubt)
when_connecting(COMMON_SEARCHES.forget)
