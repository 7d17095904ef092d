"""A ZIP that is sent while it is made: of all that it holds, one part at a time is in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any
from zipfile import ZipFile


class Spool:
    """What the archive has written and nobody has fetched yet."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Everything is there already."""

    def close(self) -> None:
        """What is left is still fetched."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


async def _to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Wait for a thread also where nobody fetches any more: it is not closed under its hands."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


async def zipped(parts: AsyncIterator[tuple[str, bytes]]) -> AsyncIterator[bytes]:
    """These files, each by its name, as the body of an answer."""
    spool = Spool()
    with ZipFile(spool, "w") as archive:
        async for name, content in parts:
            await _to_its_end(asyncio.to_thread(archive.writestr, name, content))
            yield spool.taken()
    yield spool.taken()
