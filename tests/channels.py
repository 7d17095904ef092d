"""A channel between processes without any: what is said in this one is heard in this one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from models.relay.channel import ChannelDown
from tests import waiting


class Exchange:
    """Where channels meet; it can be away for a while."""

    def __init__(self) -> None:
        self.channels: set[MemoryChannel] = set()
        self.said: list[bytes] = []
        self.is_away = False
        self.refused = 0
        """How often it was asked for while it was away."""
        self.is_deaf = False
        """Whether it takes messages and passes none on."""

    def channel(self) -> MemoryChannel:
        return MemoryChannel(self)

    def go_away(self) -> None:
        self.is_away = True
        for channel in self.channels:
            channel.heard.put_nowait(None)

    def come_back(self) -> None:
        self.is_away = False


class MemoryChannel:
    longest = 300

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.heard = asyncio.Queue[bytes | None]()

    async def open(self) -> None:
        self._check()
        self.heard = asyncio.Queue()
        self._exchange.channels.add(self)

    async def send(self, message: bytes) -> None:
        self._check()
        assert len(message) <= self.longest
        self._exchange.said.append(message)
        for channel in self._exchange.channels if not self._exchange.is_deaf else ():
            channel.heard.put_nowait(message)

    async def next(self) -> bytes:
        message = await self.heard.get()
        if message is None:
            raise ChannelDown("cut")
        return message

    async def close(self) -> None:
        self._exchange.channels.discard(self)

    def _check(self) -> None:
        if self._exchange.is_away:
            self._exchange.refused += 1
            raise ChannelDown("away")


async def until(condition: Callable[[], bool]) -> None:
    """Wait until this is so; TimeoutError if it never is."""
    if not await waiting.until(condition):
        raise TimeoutError
