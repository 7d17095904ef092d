"""Files in a folder of this machine."""

from __future__ import annotations

import asyncio
import fcntl
import os
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.attachments.naming import Lost, is_name, name_of, place_of, whole
from models.database.outage import Outage, outage_of
from models.upkeep.new_file import reason, sync

UNFINISHED = "unfinished"
"""Where files are written before they have their name."""
ABANDONED = 86_400
"""Seconds after which such a file belongs to nobody: whoever wrote it was killed."""


class Folder:
    """Each file appears whole, under its name, and stays through a power cut."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __str__(self) -> str:
        return str(self.path)

    async def put(self, content: bytes) -> str:
        """Keep it, and give its name; Outage where the disk does not take it."""
        return await asyncio.to_thread(self._put, content)

    async def get(self, name: str) -> bytes:
        """What is kept under a name; Lost if that is not there or not whole."""
        return await asyncio.to_thread(self._get, name)

    async def exists(self, name: str) -> bool:
        return await asyncio.to_thread((self.path / place_of(name)).is_file)

    async def names(self) -> AsyncIterator[str]:
        """All that is there."""
        for first in await asyncio.to_thread(_entries, self.path):
            for name in await asyncio.to_thread(_names_below, first):
                yield name

    def _put(self, content: bytes) -> str:
        name = name_of(content)
        target = self.path / place_of(name)
        with _as_outage(), self._locked(fcntl.LOCK_SH):
            if target.is_file() and target.stat().st_size == len(content):
                os.utime(target)  # so that nobody takes it for forgotten before its row is there
            else:
                _make(target.parent)
                self._write(content, target)
        return name

    def _write(self, content: bytes, target: Path) -> None:
        unfinished = self.path / UNFINISHED
        _make(unfinished)
        handle, written = tempfile.mkstemp(dir=unfinished)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(written).replace(target)
            sync(target.parent)
        finally:
            Path(written).unlink(missing_ok=True)

    def _get(self, name: str) -> bytes:
        with _as_outage():
            try:
                content = (self.path / place_of(name)).read_bytes()
            except FileNotFoundError:
                raise Lost("Ce fichier n’est plus là.") from None
        return whole(name, content)

    async def forget(self, name: str, *, idle: float) -> int:
        """Remove a file that nobody has put here for so many seconds; how many bytes that frees."""
        return await asyncio.to_thread(self._forget, name, idle)

    def _forget(self, name: str, idle: float) -> int:
        target = self.path / place_of(name)
        with _as_outage(), self._locked(fcntl.LOCK_EX):
            try:
                found = target.stat()
            except FileNotFoundError:
                return 0
            if time.time() - found.st_mtime < idle:
                return 0
            target.unlink()
        return found.st_size

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        """Nobody removes a file while somebody puts one, in whichever process."""
        _make(self.path)
        lock = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.flock(lock, how)
            yield
        finally:
            os.close(lock)

    def sweep(self) -> None:
        """Remove what was being written when a process was killed."""
        with suppress(OSError):
            for path in (self.path / UNFINISHED).iterdir():
                if time.time() - path.stat().st_mtime > ABANDONED:
                    path.unlink()


def _make(folder: Path) -> None:
    """The folder, and those above it, which the disk then knows about."""
    if folder.is_dir():
        return
    _make(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync(folder.parent)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _names_below(first: Path) -> list[str]:
    return [path.name for path in sorted(first.glob("*/*")) if is_name(path.name)]


@contextmanager
def _as_outage() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        said = f"Les fichiers ne peuvent pas être lus ou enregistrés : {reason(error)}."
        raise (outage_of(error) or Outage(said)) from error
