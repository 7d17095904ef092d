"""How many rows there are, remembered by portions of ids: counting a million takes a moment, and a
change costs no more than counting its portion anew."""

from __future__ import annotations

import asyncio
from typing import Any

from models.changes import Changed, listen
from models.database import select, when_connecting

PORTION = 1_000
"""Ids, not all of which need be there."""
MOST_STALE = 50
"""Portions past which counting everything takes no longer."""
MOST_KEPT = 100

Question = tuple[str, str, tuple[Any, ...]]


class Count:
    """The answer to one question, by portions."""

    def __init__(self, sql: str, parameters: tuple[Any, ...]) -> None:
        """`sql` is the statement from FROM on, which has a WHERE and calls the table `t`."""
        self._sql = sql
        self._parameters = parameters
        self._portions: dict[int, int] = {}
        self._stale: set[int] = set()
        self._is_unknown = True
        self._turn = asyncio.Lock()

    def forget(self, ids: frozenset[int]) -> None:
        """Count anew where these rows are; anywhere, without any."""
        self._stale |= {id_ // PORTION for id_ in ids}
        self._is_unknown |= not ids or len(self._stale) > MOST_STALE

    async def total(self) -> int:
        async with self._turn:  # whoever asks meanwhile gains from what is being counted
            if self._is_unknown:
                await self._count_all()
            for portion in tuple(self._stale):
                self._stale.discard(portion)  # a change from now on has it counted once more
                await self._count(portion)
            return sum(self._portions.values())

    async def _count_all(self) -> None:
        self._stale.clear()
        self._is_unknown = False
        by_portion = f"SELECT t.id / {PORTION} AS portion, count(*) AS n{self._sql} GROUP BY 1"
        try:
            rows = await select(by_portion, self._parameters)
        except BaseException:
            self._is_unknown = True
            raise
        self._portions = {row["portion"]: row["n"] for row in rows}

    async def _count(self, portion: int) -> None:
        counted = f"SELECT count(*) AS n{self._sql} AND t.id >= ? AND t.id < ?"
        first = portion * PORTION
        try:
            rows = await select(counted, (*self._parameters, first, first + PORTION))
        except BaseException:
            self._stale.add(portion)
            raise
        self._portions[portion] = rows[0]["n"]


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
