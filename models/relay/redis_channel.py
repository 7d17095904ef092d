"""The channel between processes on Redis or Valkey, to which everybody is subscribed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from models.relay.channel import ChannelDown

PATIENCE = 5.0
"""Seconds for connecting, and for the answer to a command."""
TROUBLE = (RedisError, OSError, TypeError, ValueError)
"""The last two for options of the URL that redis-py does not know."""


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except TROUBLE as error:
        raise ChannelDown(str(error) or type(error).__name__) from error


class RedisChannel:
    """A subscription, and a connection beside it for what is said."""

    longest = 200_000

    def __init__(self, url: str) -> None:
        self._url = url
        self._redis: Redis | None = None
        self._heard: PubSub | None = None

    async def open(self) -> None:
        # Without a retry: a subscription renewed in silence would have missed something unnoticed.
        with _explained():
            self._redis = Redis.from_url(
                self._url,
                socket_connect_timeout=PATIENCE,
                socket_timeout=PATIENCE,
                retry=Retry(NoBackoff(), 0),
                client_name="comptoir",
            )
            # Channels do not know the numbered databases, by which firms keep things apart.
            database = self._redis.connection_pool.connection_kwargs.get("db", 0)
            self._channel = f"comptoir:{database}"
            self._heard = self._redis.pubsub()
            await self._heard.subscribe(self._channel)
            await self._await("subscribe")

    async def send(self, message: bytes) -> None:
        assert self._redis
        with _explained():
            await self._redis.publish(self._channel, message)

    async def next(self) -> bytes:
        with _explained():
            return bytes(await self._await("message"))

    async def _await(self, kind: str) -> Any:
        assert self._heard
        while True:
            told = await self._heard.get_message(timeout=None)
            if told and told["type"] == kind:
                return told["data"]

    async def close(self) -> None:
        with suppress(*TROUBLE):
            if self._heard:
                await self._heard.aclose()  # type: ignore[no-untyped-call]
            if self._redis:
                await self._redis.aclose()
        self._heard = self._redis = None
