"""Many tabs at once: how soon all of them know, what they weigh, and whom they slow down."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path

import aiohttp

from models.demo import DEMO_PASSWORD
from pages.web.socket_guard import AFTER_FAREWELL
from tests.bench.opening import Measure, Samples
from tests.bench.site import CLERK, PATIENCE, Site
from tests.bench.working import edit, open_card, open_drawer
from tests.endurance.figures import Stopwatch
from tests.endurance.robot import Account, sign_in
from tests.endurance.server import memory
from tests.endurance.tab import Tab

LIGHT, WINDOWS = 50, 3
CROWD = 300
OPENING_AT_ONCE = 8
FIRST, CLOSED, AT_ONCE = 8, 500, 50


@asynccontextmanager
async def light_tabs(site: Site, number: int) -> AsyncIterator[list[Tab]]:
    """Tabs that speak with the server as a browser does, and show nothing."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        await sign_in(http, site.url, Account(CLERK, DEMO_PASSWORD))
        tabs = [Tab(http, site.url, Stopwatch()) for _ in range(number)]
        turn = asyncio.Semaphore(OPENING_AT_ONCE)

        async def load(tab: Tab) -> None:
            async with turn:
                await tab.load("/clients")

        await asyncio.gather(*(load(tab) for tab in tabs))
        yield tabs
        await asyncio.gather(*(tab.close() for tab in tabs))


@asynccontextmanager
async def live(site: Site) -> AsyncIterator[Measure]:
    async with AsyncExitStack() as stack:
        writer = await stack.enter_async_context(site.at_desk())
        others = [await stack.enter_async_context(site.at_desk()) for _ in range(WINDOWS)]
        tabs = await stack.enter_async_context(light_tabs(site, LIGHT))
        turns = count()

        async def measure() -> Samples:
            turn = next(turns)
            index, text = turn % 8, f"Vu {site.size} {turn}"
            await open_card(writer, index)
            await open_drawer(writer)
            column = await edit(writer, text)
            (row,) = await writer.ids(index)
            is_there = f"eye.cell({row}, {column!r}) === {text!r}"
            for other in others:
                await other.page.evaluate(f"eye.arrival(() => {is_there})")
            await asyncio.sleep(0.5)
            waiting = [asyncio.create_task(arrival(tab, row, column, text)) for tab in tabs]
            await writer.rest()
            before = cpu_ms(site.server.pid)
            await writer.watch("click", is_there)
            await writer.press(writer.button("Enregistrer"))
            saved, _ = await writer.moments()
            light = [await one - saved for one in waiting]
            real = [await other.page.evaluate("eye.arrived") - saved for other in others]
            await asyncio.sleep(0.5)
            return {
                "live": light,
                "live-windows": real,
                "live-cpu": [cpu_ms(site.server.pid) - before],
            }

        yield measure


async def arrival(tab: Tab, row: int, column: str, text: str) -> float:
    """When a tab knows what was saved, in milliseconds since the epoch."""

    def knows() -> float | None:
        rows = tab.scripts.rows.rows if tab.scripts.rows else []
        known = any(one["id"] == row and one[column] == text for one in rows)
        return 1000 * time.time() if known else None

    return await asyncio.wait_for(tab.see(knows, text), PATIENCE)


def cpu_ms(pid: int) -> float:
    """The processor time that a process has taken, where the system says it finely enough."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return 1000 * (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def crowd(site: Site) -> AsyncIterator[Measure]:
    async with site.at_desk() as window:
        turns = count()

        async def cards(times: int) -> list[float]:
            return [await open_card(window, next(turns) % 8) for _ in range(times)]

        async def measure() -> Samples:
            alone, before = await cards(20), memory(site.server)
            async with light_tabs(site, CROWD):
                weight = 1024 * (memory(site.server) - before) / CROWD
                among = await cards(20)
            return {"tab-kb": [weight], "alone": alone, "among": among}

        yield measure


@asynccontextmanager
async def closed_tabs(site: Site) -> AsyncIterator[Measure]:
    """What a fresh server weighs, and what it does after many tabs were opened and closed."""

    async def measure() -> Samples:
        async with light_tabs(site, FIRST):
            pass
        fresh = memory(site.server)
        for _ in range(CLOSED // AT_ONCE):
            async with light_tabs(site, AT_ONCE):
                pass
        await asyncio.sleep(2 * AFTER_FAREWELL)
        return {"fresh-mb": [fresh], "closed-mb": [memory(site.server)]}

    yield measure
