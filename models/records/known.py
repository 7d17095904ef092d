"""Codes and their words that are rows of the database, known to whatever cannot wait for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping

from models.database.connection import when_connecting
from models.records.changes import Changed, listen


class Known(Mapping[str, str]):
    """What was last read of them; `ready` reads again after a change of the topic."""

    def __init__(self, topic: str, read: Callable[[], Awaitable[Mapping[str, str]]]) -> None:
        self._topic = topic
        self._read = read
        self._words: Mapping[str, str] = {}
        self._turn = 0
        self._read_at = -1
        listen(self._note)
        when_connecting(self._forget)

    async def ready(self) -> Mapping[str, str]:
        """What there is now."""
        if self._read_at != self._turn:
            turn = self._turn
            self._words = await self._read()
            self._read_at = turn
        return self._words

    def _note(self, change: Changed) -> None:
        if change.topic == self._topic:
            self._turn += 1

    def _forget(self) -> None:
        self._turn += 1
        self._words = {}

    def __getitem__(self, code: str) -> str:
        return self._words[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)
