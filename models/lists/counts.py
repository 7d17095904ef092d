"""How many rows there are, remembered until one changes.

Counting a million takes a moment. So a long table is also counted by portions of ids, little by
little while nobody waits; from then on a change costs no more than counting its portion anew.
"""

from __future__ import annotations

import asyncio
from contextvars import Context
from typing import Any

from models.database.connection import select, when_connecting
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

Question = tuple[str, str, tuple[Any, ...]]


class Count:
    """The answer to one question."""

    def __init__(self, sql: str, parameters: tuple[Any, ...]) -> None:
        """`sql` is the statement from FROM on, which has a WHERE and calls the table `t`."""
        self._sql = sql
        self._parameters = parameters
        self._total: int | None = None
        self._portions: dict[int, int] | None = None
        self._stale: set[int] = set()
        self._changes = self._losses = 0
        self._turn = asyncio.Lock()
        self._learning: asyncio.Task[None] | None = None

    def forget(self, ids: frozenset[int]) -> None:
        """Count anew where these rows are; everywhere, without any."""
        self._changes += 1
        self._total = None
        self._stale |= {id_ // PORTION for id_ in ids}
        if not ids or len(self._stale) > MOST_STALE:
            self._losses += 1
            self._portions = None

    async def total(self) -> int:
        async with self._turn:  # whoever asks meanwhile gains from what is being counted
            if self._total is None:
                before = self._changes
                total = await (self._count_all() if self._portions is None else self._count_stale())
                if before != self._changes:
                    return total
                self._total = total
            return self._total

    async def _count_all(self) -> int:
        total = await self._size("", ())
        if total >= WORTH_PORTIONS and (self._learning is None or self._learning.done()):
            # Apart from whatever is under way here, such as a transaction.
            self._learning = asyncio.create_task(self._learn(), context=Context())
            self._learning.add_done_callback(_let_it_fail)
        return total

    async def _learn(self) -> None:
        """Count portion after portion; what changes meanwhile is stale, as it is later."""
        await asyncio.sleep(BREATH)
        self._stale.clear()
        before = self._losses
        last = await select(f"SELECT max(t.id) AS id{self._sql}", self._parameters)
        portions = {}
        for portion in range(int(last[0]["id"] or 0) // PORTION + 1):
            portions[portion] = await self._size_of(portion)
        if before == self._losses:
            self._portions = portions

    async def _count_stale(self) -> int:
        portions = self._portions or {}
        for portion in tuple(self._stale):
            before = self._changes
            portions[portion] = await self._size_of(portion)
            if before == self._changes:  # else it is counted once more, as it may be another one
                self._stale.discard(portion)
        return sum(portions.values())

    async def _size_of(self, portion: int) -> int:
        first = portion * PORTION
        return await self._size(" AND t.id >= ? AND t.id < ?", (first, first + PORTION))

    async def _size(self, condition: str, parameters: tuple[int, ...]) -> int:
        counted = f"SELECT count(*) AS n{self._sql}{condition}"
        return int((await select(counted, (*self._parameters, *parameters)))[0]["n"])


def _let_it_fail(learning: asyncio.Task[None]) -> None:
    """Everything is counted then, as before, and whoever asks for it is told why it cannot be."""
    if not learning.cancelled():
        learning.exception()


_known: dict[Question, Count] = {}


async def counted(topic: str, sql: str, parameters: tuple[Any, ...]) -> int:
    """How many rows of a topic the statement finds; it goes on from FROM."""
    question = (topic, sql, parameters)
    if question not in _known:
        if len(_known) >= MOST_KEPT:
            del _known[next(iter(_known))]
        _known[question] = Count(sql, parameters)
    return await _known[question].total()


def _note(change: Changed) -> None:
    for (topic, _, _), count in _known.items():
        if topic == change.topic:
            count.forget(change.ids)


listen(_note)
when_connecting(_known.clear)
