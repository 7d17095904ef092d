"""Files in an object store: S3 and what speaks its language, Google's, Azure's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import obstore
from obstore.exceptions import BaseError
from obstore.store import from_url

from models.attachments.naming import Lost, is_name, name_of, place_of, whole
from models.database.outage import Outage

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

UNREACHABLE = (
    "Les fichiers ne sont pas accessibles pour l’instant : rien n’est perdu, réessayez dans un "
    "instant."
)
CLIENT: ClientConfig = {"timeout": "30s", "connect_timeout": "5s", "allow_http": True}
"""HTTP, where the address says so: a store of the firm's own may be on the next shelf."""
FRESH = 43_200
"""Seconds after which a file that is there is put again: half of what a clean-up waits."""
TRIES: RetryConfig = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}


class Bucket:
    """What lies below a URL; the keys to it are in the environment, as that store wants them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._store: Any = _opened(url)

    def __str__(self) -> str:
        return self.url

    async def put(self, content: bytes) -> str:
        """Keep it, and give its name; Outage where the store does not take it."""
        name = name_of(content)
        with _as_outage():
            if not await self._is_fresh(name):
                await obstore.put_async(self._store, str(place_of(name)), content)
        return name

    async def _is_fresh(self, name: str) -> bool:
        """Whether it is there, and was put there so lately that nobody takes it for forgotten."""
        age = await self._age(name)
        return age is not None and age < FRESH

    async def _age(self, name: str) -> float | None:
        """Seconds since it was put there; None if it is not."""
        try:
            found = await obstore.head_async(self._store, str(place_of(name)))
        except FileNotFoundError:
            return None
        return (datetime.now(UTC) - found["last_modified"]).total_seconds()

    async def forget(self, name: str, *, idle: float) -> int:
        """Remove a file that nobody has put here for so many seconds; how many bytes that frees."""
        with _as_outage():
            age = await self._age(name)
            if age is None or age < idle:
                return 0
            size = (await obstore.head_async(self._store, str(place_of(name))))["size"]
            await obstore.delete_async(self._store, str(place_of(name)))
        return int(size)

    async def get(self, name: str) -> bytes:
        """What is kept under a name; Lost if that is not there or not whole."""
        with _as_outage():
            try:
                found = await obstore.get_async(self._store, str(place_of(name)))
            except FileNotFoundError:
                raise Lost("Ce fichier n’est plus là.") from None
            content = bytes(await found.bytes_async())
        return whole(name, content)

    async def exists(self, name: str) -> bool:
        with _as_outage():
            try:
                await obstore.head_async(self._store, str(place_of(name)))
            except FileNotFoundError:
                return False
        return True

    async def names(self) -> AsyncIterator[str]:
        """All that is there."""
        with _as_outage():
            async for found in obstore.list(self._store):
                for one in found:
                    if is_name(name := one["path"].rpartition("/")[2]):
                        yield name


def _opened(url: str) -> Any:
    if url.startswith("memory:"):
        return from_url(url)
    return from_url(url, client_options=CLIENT, retry_config=TRIES)


@contextmanager
def _as_outage() -> Iterator[None]:
    try:
        yield
    except BaseError as error:
        raise Outage(UNREACHABLE) from error
