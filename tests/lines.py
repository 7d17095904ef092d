"""A line between processes without any: what is said in this one is heard in this one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from models.line import LineDown


class Exchange:
    """Where lines meet; it can be away for a while."""

    def __init__(self) -> None:
        self.lines: set[MemoryLine] = set()
        self.said: list[bytes] = []
        self.is_away = False
        self.is_deaf = False
        """Whether it takes messages and passes none on."""

    def line(self) -> MemoryLine:
        return MemoryLine(self)

    def go_away(self) -> None:
        self.is_away = True
        for line in self.lines:
            line.heard.put_nowait(None)

    def come_back(self) -> None:
        self.is_away = False


class MemoryLine:
    longest = 300

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.heard = asyncio.Queue[bytes | None]()

    async def open(self) -> None:
        self._check()
        self.heard = asyncio.Queue()
        self._exchange.lines.add(self)

    async def send(self, message: bytes) -> None:
        self._check()
        assert len(message) <= self.longest
        self._exchange.said.append(message)
        for line in self._exchange.lines if not self._exchange.is_deaf else ():
            line.heard.put_nowait(message)

    async def next(self) -> bytes:
        message = await self.heard.get()
        if message is None:
            raise LineDown("cut")
        return message

    async def close(self) -> None:
        self._exchange.lines.discard(self)

    def _check(self) -> None:
        if self._exchange.is_away:
            raise LineDown("away")


async def until(condition: Callable[[], bool]) -> None:
    """Wait until this is so; TimeoutError if it never is."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what is waited for sets no event
            await asyncio.sleep(0.001)
