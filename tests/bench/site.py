"""A running Comptoir with so many clients, and the windows of Chromium that look at it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page

from models.demo import DEMO_PASSWORD
from tests.browser.conftest import DESKTOP, Server

EYE = Path(__file__).parent / "eye.js"
CLERK = "Camille"
PAUSE_MS = 120
PRESS_MS = 60
"""How long a quick hand holds a button down; a time in the browser counts from the release."""
PATIENCE = 30.0
"""Seconds after which what should be seen is held not to come."""


@dataclass
class OnDatabase(Server):
    """Comptoir on a database that is already there."""

    given_url: str = ""

    @property
    def database_url(self) -> str:
        return self.given_url


class Window:
    """One tab, with an eye on what is painted in it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.answered = 0.0
        """The milliseconds to the server's answer, of what was seen last."""

    async def opened(self, url: str, is_there: str) -> float:
        """Go to an address; the milliseconds until this holds."""
        await self.page.goto("about:blank")
        await self.page.goto(url, wait_until="commit")
        return await self.since_opening(is_there)

    async def since_opening(self, is_there: str) -> float:
        """The milliseconds from the start of the page until this holds."""
        return float(await self._in_time(f"eye.open(() => {is_there})"))

    async def slow_down(self, times: int) -> None:
        """Have the browser's processor take so many times longer from now on."""
        session = await self.page.context.new_cdp_session(self.page)
        await session.send("Emulation.setCPUThrottlingRate", {"rate": times})

    async def watch(self, event: str, is_there: str) -> None:
        """Look out for what holds after the next such event."""
        await self.page.evaluate(f"eye.watch({event!r}, () => {is_there})")

    async def seen(self) -> float:
        """The milliseconds from the event to what was looked out for."""
        start, end = await self.moments()
        return end - start

    async def moments(self) -> tuple[float, float]:
        """When the event happened and when it was seen, in milliseconds since the epoch."""
        seen = await self._in_time("eye.seen")
        self.answered = float(seen["answered"] - seen["from"])
        return float(seen["from"]), float(seen["to"])

    async def _in_time(self, promise: str) -> Any:
        return await asyncio.wait_for(self.page.evaluate(promise), PATIENCE)

    async def rest(self) -> None:
        """A moment, as between two keystrokes: figures are those of a screen at rest, in front."""
        await self.page.bring_to_front()
        await self.page.wait_for_timeout(PAUSE_MS)

    async def press(self, what: Locator) -> None:
        await what.click(delay=PRESS_MS)

    # --- what a clerk sees ------------------------------------------------------------------

    async def desk(self, path: str = "/clients") -> None:
        await self.opened(f"{self.url}{path}", "eye.hasRows()")
        await self.page.wait_for_function("window.did_handshake")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def search(self) -> Locator:
        return self.page.get_by_role("searchbox")

    def row(self, index: int) -> Locator:
        return self.page.locator(f'.list-row[data-index="{index}"] .column-name .cell-text')

    async def place(self, index: int) -> tuple[float, float]:
        """Where a row can be clicked, in pixels."""
        box = await self.row(index).bounding_box()
        assert box
        return box["x"] + 8, box["y"] + box["height"] / 2

    def circle(self, index: int) -> Locator:
        return self.page.locator(f'.list-row[data-index="{index}"] .circle-hit')

    async def ids(self, *indexes: int) -> list[int]:
        """The clients in these rows."""
        return [int(await self.page.evaluate(f"eye.data({index}).id")) for index in indexes]

    async def bring(self, index: int) -> None:
        """Scroll a row into view."""
        await self.page.evaluate(f"eye.bring({index})")

    async def find(self, words: str) -> None:
        await self.search.fill(words)
        await self.page.wait_for_function(f"eye.hasFound({words!r})")


@dataclass
class Site:
    """What all measures of one size use."""

    size: int
    server: Server
    empty_url: str
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.server.url

    async def window(self) -> Window:
        """A window in a browser of its own, signed in."""
        context = await self.browser.new_context(
            viewport={"width": DESKTOP["width"], "height": DESKTOP["height"]}, locale="fr-FR"
        )
        self.contexts.append(context)
        await context.add_init_script(path=EYE)
        form: dict[str, str | float | bool] = {"identifiant": CLERK, "mot_de_passe": DEMO_PASSWORD}
        answer = await context.request.post(f"{self.url}/connexion", form=form)
        assert answer.ok, answer.status
        return Window(await context.new_page(), self.url)

    @asynccontextmanager
    async def at_desk(self) -> AsyncIterator[Window]:
        """A window with the list in it, and the browser's caches warm."""
        window = await self.window()
        for _ in range(2):
            await window.desk()
        yield window
        await window.page.context.close()
