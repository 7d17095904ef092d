"""Where the firm's files are: photos, signed slips, the PDF of what was issued."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from models.attachments.bucket import Bucket
from models.attachments.folder import Folder
from models.config import SETTINGS, is_bucket


class Store(Protocol):
    """Keeps files by the hash of what they hold; nothing in it ever changes."""

    async def put(self, content: bytes) -> str: ...

    async def get(self, name: str) -> bytes: ...

    async def exists(self, name: str) -> bool: ...

    def names(self) -> AsyncIterator[str]: ...

    async def forget(self, name: str, *, idle: float) -> int: ...


def store_at(place: str) -> Store:
    """The folder with this path, or the object store with this URL."""
    return Bucket(place) if is_bucket(place) else Folder(Path(place))


class Files:
    """The store of this process."""

    def __init__(self) -> None:
        self._store: Store | None = None

    def open(self, place: str) -> None:
        """Use the folder or the object store from now on."""
        self._store = store_at(place)
        if isinstance(self._store, Folder):
            self._store.sweep()

    @property
    def store(self) -> Store:
        if self._store is None:
            self.open(SETTINGS.files_place)
        assert self._store
        return self._store

    async def put(self, content: bytes) -> str:
        """Keep it, before the row that names it is committed; give its name.

        Outage where it cannot be kept.
        """
        return await self.store.put(content)

    async def get(self, name: str) -> bytes:
        """What is kept under a name; Lost if that is not there or not whole."""
        return await self.store.get(name)

    async def exists(self, name: str) -> bool:
        return await self.store.exists(name)


FILES = Files()
