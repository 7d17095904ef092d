"""The channel on which the processes of one Comptoir hear each other, whatever carries it."""

from __future__ import annotations

from typing import Protocol


class ChannelDown(Exception):
    """Nothing can be said or heard for now; the message tells the log why."""


class Channel(Protocol):
    """One connection, which hears everything that is said on it while it is open, itself included.

    Every method but `close` raises ChannelDown; after that it has to be closed, and opened anew.
    """

    longest: int
    """Bytes of a message at most."""

    async def open(self) -> None: ...

    async def send(self, message: bytes) -> None: ...

    async def next(self) -> bytes: ...

    async def close(self) -> None: ...
