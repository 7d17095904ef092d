"""Coming to the list: the page, and back to it from another section."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from tests.bench.site import PATIENCE, PRESS_MS, Site

Samples = dict[str, list[float]]
Measure = Callable[[], Awaitable[Samples]]


EARLY = 6
"""Clicks in one run: 54 in nine."""
SLOWER = 4
"""How many times slower a tablet's processor is."""


@asynccontextmanager
async def opening(site: Site, slower: int = 1, prefix: str = "") -> AsyncIterator[Measure]:
    async with site.at_desk() as window:
        await window.slow_down(slower)
        for _ in range(2):
            await window.opened(site.empty_url, "eye.text('.nothing')")

        async def measure() -> Samples:
            first = await window.opened(f"{site.url}/clients", "eye.showsRows()")
            usable = await window.since_opening("eye.hasRows()")
            await window.page.wait_for_function("window.did_handshake")
            empty = await window.opened(site.empty_url, "eye.text('.nothing')")
            times = {"open": [first], "usable": [usable], "empty": [empty]}
            return {prefix + key: time for key, time in times.items()}

        yield measure


def on_slow_cpu(site: Site) -> AbstractAsyncContextManager[Measure]:
    return opening(site, SLOWER, "slow-")


@asynccontextmanager
async def sections(site: Site) -> AsyncIterator[Measure]:
    async with site.at_desk() as window:

        async def go(name: str) -> float:
            there = f"document.querySelector('[role=grid][aria-label=\"{name}\"]') && eye.hasRows()"
            await window.rest()
            await window.watch("click", there)
            await window.press(window.page.get_by_role("link", name=name, exact=True))
            return await window.seen()

        async def measure() -> Samples:
            return {"section": [await go("Locations"), await go("Clients")]}

        yield measure


@asynccontextmanager
async def early_clicks(site: Site) -> AsyncIterator[Measure]:
    """Clicks between the first paint and the moment from which the list can be used, on a slow
    processor: each has to open its card; the time until it has."""
    async with site.at_desk() as window:
        await window.page.evaluate("window.scrollTo(0, 0)")
        places = [await window.place(index) for index in range(EARLY)]
        ids = await window.ids(*range(EARLY))
        await window.slow_down(SLOWER)
        chance = random.Random(site.size)
        seen = await window.opened(f"{site.url}/clients", "eye.showsRows()")
        usable = await window.since_opening("eye.hasRows()")

        async def click(id_: int, x: float, y: float) -> float:
            await window.page.goto("about:blank")
            await window.page.goto(f"{site.url}/clients", wait_until="commit")
            await asyncio.sleep(chance.uniform(seen, usable) / 1000)
            start = time.monotonic()
            await window.page.mouse.click(x, y, delay=PRESS_MS)
            opened = (
                f"location.search.includes('client={id_}') && document.querySelector('.card-name')"
            )
            await window.page.wait_for_function(opened, timeout=1000 * PATIENCE)
            return 1000 * (time.monotonic() - start)

        async def measure() -> Samples:
            return {
                "early": [await click(id_, *place) for id_, place in zip(ids, places, strict=True)]
            }

        yield measure
