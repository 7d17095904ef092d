"""How many rows there are and what they come to, remembered until one changes.

Counting a million takes a moment. So a long table is also counted by portions of ids, one question
after the other and little by little, so that nobody waits for it; from then on a change costs no
more than counting its portion anew.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections import deque
from collections.abc import Sequence
from contextvars import Context
from typing import Any

from models.database.connection import dialect, select_apart, when_connecting
from models.database.outage import Outage
from models.records.changes import Changed, listen

PORTION = 1_000
"""Ids, not all of which need be there."""
MOST_STALE = 50
"""Portions past which counting everything takes no longer."""
WORTH_PORTIONS = 20_000
"""Rows below which everything is counted at once."""
BREATH = 3.0
"""Seconds: after a large change everybody has something to read first."""
MOST_KEPT = 100
OF_ONE_TABLE = re.compile(r" FROM \w+ t (?=WHERE )")
"""How a statement begins whose rows are there by their ids; others look something up first."""

log = logging.getLogger("comptoir")

Question = tuple[str, str, tuple[Any, ...], tuple[str, ...]]
Sums = tuple[int, ...]
"""How many rows, and for each term what they come to."""


class Count:
    """The answer to one question."""

    def __init__(self, sql: str, parameters: tuple[Any, ...], terms: Sequence[str] = ()) -> None:
        """`sql` is the statement from FROM on, which has a WHERE and calls the table `t`; of the
        `terms` of whole numbers the sum is told, too."""
        self._sql = sql
        self._of_portion = _by_ids(sql)
        self._parameters = parameters
        self._names = ["n", *(f"sum_{place}" for place in range(len(terms)))]
        wanted = ["count(*)", *(f"coalesce(sum({term}), 0)" for term in terms)]
        self._wanted = ", ".join(map(" AS ".join, zip(wanted, self._names, strict=True)))
        self._total: Sums | None = None
        self._portions: dict[int, Sums] | None = None
        self._stale: set[int] = set()
        self._changes = self._losses = 0
        self._turn = asyncio.Lock()
        self._is_to_learn = False

    def forget(self, ids: frozenset[int]) -> None:
        """Count anew where these rows are; everywhere, without any."""
        self._changes += 1
        self._total = None
        self._stale |= {id_ // PORTION for id_ in ids}
        if not ids or len(self._stale) > MOST_STALE:
            self._losses += 1
            self._portions = None

    async def total(self) -> Sums:
        async with self._turn:  # whoever asks meanwhile gains from what is being counted
            if self._total is None:
                before = self._changes
                total = await (self._count_all() if self._portions is None else self._count_stale())
                if before != self._changes:
                    return total
                self._total = total
            return self._total

    async def _count_all(self) -> Sums:
        total = await self._size(self._sql)
        if total[0] >= WORTH_PORTIONS and self._of_portion and not self._is_to_learn:
            self._is_to_learn = True
            _learn_in_turn(self)
        return total

    async def learn(self) -> None:
        """Count portion after portion; what changes meanwhile is stale, as it is later."""
        try:
            await self._learn_portions()
        finally:
            self._is_to_learn = False

    async def _learn_portions(self) -> None:
        self._stale.clear()
        before = self._losses
        last = await select_apart(f"SELECT max(t.id) AS id{self._sql}", self._parameters)
        portions = {}
        for portion in range(int(last[0]["id"] or 0) // PORTION + 1):
            begin = time.perf_counter()
            portions[portion] = await self._size_of(portion)
            await asyncio.sleep(time.perf_counter() - begin)  # as much is left to others
        if before == self._losses:
            self._portions = portions

    async def _count_stale(self) -> Sums:
        portions = self._portions or {}
        for portion in tuple(self._stale):
            before = self._changes
            portions[portion] = await self._size_of(portion)
            if before == self._changes:  # else it is counted once more, as it may be another one
                self._stale.discard(portion)
        return tuple(map(sum, zip(*portions.values(), strict=True)))

    async def _size_of(self, portion: int) -> Sums:
        first = portion * PORTION
        ids = (first, first + PORTION)
        return await self._size(f"{self._of_portion} AND t.id >= ? AND t.id < ?", ids)

    async def _size(self, sql: str, ids: tuple[int, ...] = ()) -> Sums:
        (row,) = await select_apart(f"SELECT {self._wanted}{sql}", (*self._parameters, *ids))
        return tuple(int(row[name]) for name in self._names)


def _by_ids(sql: str) -> str:
    """The same of some ids alone, whatever index SQLite prefers; nothing if it cannot be."""
    begins = OF_ONE_TABLE.match(sql)
    hint = "NOT INDEXED " if dialect() == "sqlite" else ""
    return f"{begins[0]}{hint}{sql[begins.end() :]}" if begins else ""


# --- learning -----------------------------------------------------------------------------------

_to_learn: deque[Count] = deque()
_learning: asyncio.Task[None] | None = None


def _learn_in_turn(count: Count) -> None:
    global _learning
    _to_learn.append(count)
    if _learning is None or _learning.done():
        # Apart from whatever is under way here, such as a transaction.
        _learning = asyncio.create_task(_learn(), context=Context())


async def _learn() -> None:
    await asyncio.sleep(BREATH)
    while _to_learn:
        try:
            await _to_learn.popleft().learn()
        except Outage:  # all of it is counted, and whoever asks is told why it cannot be
            pass
        except Exception:
            log.exception("a list could not be counted by portions")


# --- what is known ------------------------------------------------------------------------------

_known: dict[Question, Count] = {}


async def counted(topic: str, sql: str, parameters: tuple[Any, ...]) -> int:
    """How many rows of a topic the statement finds; it goes on from FROM."""
    return (await _known_of((topic, sql, parameters, ())).total())[0]


async def added_up(
    topic: str, sql: str, parameters: tuple[Any, ...], terms: tuple[str, ...]
) -> list[int]:
    """What these terms come to over the rows that it finds."""
    return list((await _known_of((topic, sql, parameters, terms)).total())[1:])


def _known_of(question: Question) -> Count:
    """What is known of it; what was not asked for the longest is forgotten for it."""
    count = _known.pop(question, None)
    if count is None:
        if len(_known) >= MOST_KEPT:
            del _known[next(iter(_known))]
        _, sql, parameters, terms = question
        count = Count(sql, parameters, terms)
    _known[question] = count
    return count


def _note(change: Changed) -> None:
    for (topic, *_), count in _known.items():
        if topic == change.topic:
            count.forget(change.ids)


listen(_note)
when_connecting(_known.clear)
when_connecting(_to_learn.clear)
