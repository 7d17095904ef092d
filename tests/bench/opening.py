"""Coming to the list: the page, and back to it from another section."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from tests.bench.site import Site

Samples = dict[str, list[float]]
Measure = Callable[[], Awaitable[Samples]]


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
