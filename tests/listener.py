"""Another program that is told of events, in the test's own event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Listener:
    """What has come in; `answers` is what it says to the next ones, 204 after those."""

    port: int = 0
    taken: list[tuple[dict[str, str], str]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    is_silent: bool = False

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}/ici?a=b"

    async def hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        pairs = [line.split(": ", 1) for line in head[1:] if line]
        headers = {name.lower(): text for name, text in pairs}
        body = await reader.readexactly(int(headers["content-length"]))
        self.taken.append((headers, body.decode()))
        if self.is_silent:
            await asyncio.sleep(3_600)
        status = self.answers.pop(0) if self.answers else "204 No Content"
        writer.write(f"HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n".encode())
        await writer.drain()


@asynccontextmanager
async def listener() -> AsyncIterator[Listener]:
    heard = Listener()
    tasks: set[asyncio.Task[None]] = set()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.ensure_future(heard.hear(reader, writer)))

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    heard.port = server.sockets[0].getsockname()[1]
    try:
        yield heard
    finally:
        server.close()
        await server.wait_closed()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
