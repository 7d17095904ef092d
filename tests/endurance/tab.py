"""One browser tab without a browser: a page, its websocket, and what its scripts do with them."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar
from uuid import uuid4

import aiohttp
import orjson

from tests.endurance.figures import Stopwatch
from tests.endurance.rows import Page
from tests.endurance.screen import Screen
from tests.endurance.scripts import Scripts
from tests.endurance.wire import Lost, Unknown, Wire

T = TypeVar("T")

PATIENCE = 15.0
"""Seconds after which what a clerk waits for is held not to come."""
OUTAGE = 90.0
"""The same while there is no connection: the server may be starting again."""
FIRST_RETRY, LAST_RETRY = 1.0, 5.0
"""Seconds between two tries to connect, as in Socket.IO's script; each varies by a half."""
ACK_EVERY = 3.0
MOST_SEEN = 240
"""Characters of the screen in a complaint."""


class NotSeen(AssertionError):
    """What a clerk waits for does not come."""


class Interrupted(Exception):
    """The page was loaded again meanwhile: the server had been started again."""


class Tab:
    """What a browser tab does, as far as the server can tell."""

    def __init__(self, http: aiohttp.ClientSession, url: str, watch: Stopwatch) -> None:
        self._http = http
        self._url = url
        self._watch = watch
        self.path = "/clients"
        self.screen = Screen({})
        self.scripts = Scripts(self._fetch)
        self.complaints: set[str] = set()
        self.is_leaving = asyncio.Event()
        """The server has told it to load its page again."""
        self.loads = self.losses = self.dead_ends = 0
        self.outages: list[float] = []
        """Seconds from each loss of the connection until there was one again."""
        self._lost_at: float | None = None
        self._tab_id = str(uuid4())
        self._wire: Wire | None = None
        self._unsent: list[tuple[str, dict[str, Any]]] = []
        self._news = asyncio.Event()
        self._life: asyncio.Task[None] | None = None
        self._meant_load = 0

    async def load(self, path: str) -> None:
        """Go to an address, or to the same one again."""
        await self.close()
        self.path = path
        before = self.loads
        with self._watch.measure("open the page"):
            self._life = asyncio.create_task(self._live())
            await self._wait(lambda: (self.loads > before and self.is_connected) or None, "page")
        self.begin()

    async def close(self) -> None:
        if self._life:
            self._life.cancel()
            await asyncio.wait({self._life})
        self.scripts.leave()

    @property
    def is_connected(self) -> bool:
        return self._wire is not None

    # --- seeing and acting ------------------------------------------------------------------

    def begin(self) -> None:
        """What the clerk does from now on is meant for the page that is loaded now."""
        self._meant_load = self.loads

    async def back(self) -> None:
        """Wait for the connection, and for a page to begin with."""
        await self._wait(lambda: self.is_connected or None, "connection")
        self.begin()

    async def see(self, look: Callable[[], T | None], what: str) -> T:
        """Wait until this is there; raises NotSeen, or Interrupted if the page is loaded again."""

        def seen() -> T | None:
            self._check()
            return look()

        return await self._wait(seen, what)

    async def emit(self, id_: int, event: str, *arguments: Any) -> None:
        """Tell the server's listeners on this element of an event, as the page's script does."""
        self._check()
        await self._emit(id_, event, *arguments)

    async def type(self, id_: int, text: str) -> None:
        """Let a field hold this text, as one more keystroke does."""
        self._check()
        if not self.screen.has(id_):
            raise NotSeen(f"the field is gone while « {text} » is typed")
        self.screen.type(id_, text)
        self.scripts.keeper.note(self.screen.props(id_).get("data-field"), text)
        await self._emit(id_, "update:value", text)

    def _check(self) -> None:
        if self.loads != self._meant_load:
            raise Interrupted

    async def _wait(self, look: Callable[[], T | None], what: str) -> T:
        start = time.monotonic()
        while True:
            self._news.clear()
            if (found := look()) is not None:
                return found
            if self._life and self._life.done():
                self._life.result()
            patience = PATIENCE if self.is_connected else OUTAGE
            if time.monotonic() - start > patience:
                seen = self.screen.text().replace("\n", " · ")[-MOST_SEEN:]
                raise NotSeen(f"after {patience:.0f} s no {what} on {self.path}, but: … {seen}")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), timeout=1.0)

    async def _emit(self, id_: int, event: str, *arguments: Any) -> None:
        for listener in self.screen.listeners(id_, event):
            taken = arguments if listener["args"] is None else arguments[: len(listener["args"])]
            message = {
                "id": id_,
                "client_id": self._client_id,
                "listener_id": listener["listener_id"],
                "args": [orjson.dumps(one).decode() for one in taken],
            }
            await self._send("event", message)

    async def _send(self, event: str, message: dict[str, Any]) -> None:
        try:
            if self._wire is None:
                raise Lost
            await self._wire.send(event, message)
        except Lost:
            self._unsent.append((event, message))

    # --- the page and its connection ----------------------------------------------------------

    async def _live(self) -> None:
        while True:
            while not await self._read_page():
                self.dead_ends += 1  # a browser shows its own error page: the clerk tries again
                await asyncio.sleep(FIRST_RETRY)
            await self._stay()

    async def _read_page(self) -> bool:
        self.scripts.leave()
        try:
            async with self._http.get(self._url + self.path) as answer:
                page = await answer.text()
        except aiohttp.ClientError:
            return False
        if answer.status != 200:
            raise NotSeen(f"{self.path} answers {answer.status}")
        self.screen, query = Screen.read(page)
        self._client_id = str(query["client_id"])
        self._document_id = str(uuid4())
        self._next, self._acked, self._acked_at = int(query["next_message_id"]), -1, 0.0
        self._is_stale = False
        self.is_leaving.clear()
        self._unsent.clear()
        self.loads += 1
        self.scripts.mount(self.screen)
        keeper = self.screen.find("keeper")
        if (draft := self.scripts.keeper.draft) and keeper is not None:
            await self._emit(keeper, "recalled", draft)
        return True

    async def _stay(self) -> None:
        """Stay connected, until the page has to be loaded again."""
        pause = FIRST_RETRY
        while True:
            try:
                wire = await Wire.open(self._http.cookie_jar, self._url, self._query())
            except Unknown:
                return
            except Lost:
                pass
            else:
                pause = FIRST_RETRY
                await self._talk(wire)
                if self._is_stale:
                    return
                self.losses += 1
                self._lost_at = self._lost_at or time.monotonic()
            await asyncio.sleep(pause * (0.5 + random.random()))
            pause = min(pause * 2, LAST_RETRY)

    async def _talk(self, wire: Wire) -> None:
        self._wire = wire
        if self._lost_at:
            self.outages.append(time.monotonic() - self._lost_at)
            self._lost_at = None
        self._news.set()
        try:
            unsent, self._unsent = self._unsent, []
            for event, message in unsent:
                await self._send(event, message)
            async for event, data in wire.events():
                self._take(event, data)
                if time.monotonic() > self._acked_at + ACK_EVERY:
                    await self._acknowledge()
                if self._is_stale:
                    return
        finally:
            self._wire = None
            self._news.set()
            await wire.close()

    def _query(self) -> dict[str, str]:
        return {
            "client_id": self._client_id,
            "next_message_id": str(self._next),
            "implicit_handshake": "true",
            "document_id": self._document_id,
            "tab_id": self._tab_id,
            "old_tab_id": "null",
        }

    async def _acknowledge(self) -> None:
        self._acked_at = time.monotonic()
        if self._acked < self._next:
            self._acked = self._next
            await self._send("ack", {"client_id": self._client_id, "next_message_id": self._next})

    # --- what the server says -----------------------------------------------------------------

    def _take(self, event: str, data: dict[str, Any]) -> None:
        number = data.pop("_id", None)
        if number is not None:
            if number < self._next:
                return
            self._next = number + 1
        if event == "update":
            self.screen.apply(data)
            self.scripts.mount(self.screen)
            self.complaints |= {
                text for tone, text in self.screen.toasts(data).values() if tone == "error"
            }
        elif event == "run_javascript":
            code = str(data["code"])
            self.path = self.scripts.run(code, self.screen) or self.path
            self._is_stale |= "location.reload" in code
        elif event in {"open", "try_reconnect"}:
            self.path = str(data.get("path", self.path))
            self._is_stale = True
        if self._is_stale:
            self.is_leaving.set()
        self._news.set()

    async def _fetch(self, url: str, query: Mapping[str, str]) -> Page | None:
        try:
            with self._watch.measure("read the list again"):
                async with self._http.get(self._url + url, params=query) as answer:
                    body = await answer.read()
        except aiohttp.ClientError:
            return None
        page: Page | None = orjson.loads(body) if answer.status == 200 else None
        return page
