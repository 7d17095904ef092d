"""The channel between processes on the database that they share: PostgreSQL's LISTEN and NOTIFY."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from models.database.postgres import UNREACHABLE, lone_connection
from models.relay.channel import ChannelDown

CHANNEL = "comptoir"
PATIENCE = 5.0
"""Seconds for the answer to a statement."""


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except UNREACHABLE as error:
        raise ChannelDown(str(error) or type(error).__name__) from error


class PostgresChannel:
    """A connection beside those of the models: what it listens to ends with it."""

    longest = 7_900

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._connection: Any = None
        self._heard = asyncio.Queue[str | None]()

    async def open(self) -> None:
        heard = self._heard = asyncio.Queue[str | None]()
        with _explained():
            self._connection = await lone_connection(self._url, command_timeout=PATIENCE)
            self._connection.add_termination_listener(lambda _: heard.put_nowait(None))
            await self._connection.add_listener(
                CHANNEL, lambda _connection, _pid, _channel, message: heard.put_nowait(message)
            )

    async def send(self, message: bytes) -> None:
        with _explained():
            await self._connection.execute("SELECT pg_notify($1, $2)", CHANNEL, message.decode())

    async def next(self) -> bytes:
        message = await self._heard.get()
        if message is None:
            raise ChannelDown("the database has closed the connection")
        return message.encode()

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            with suppress(*UNREACHABLE):
                await connection.close(timeout=PATIENCE)
