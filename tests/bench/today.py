"""The day at a glance: its figures in the model, and the screen until they stand there."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

from models.figures import Asked, charts, figures
from models.permissions import THE_HOUSE
from tests.bench.model import connected
from tests.bench.opening import Measure, Samples
from tests.bench.site import Site

TIMES = 10
ARE_THERE = "eye.text('.tile-count') !== ''"


@asynccontextmanager
async def in_the_model(site: Site) -> AsyncIterator[Measure]:
    """All figures just after a start, again with nothing changed since, and the charts."""

    async def measure() -> Samples:
        async with connected(site.server.database_url):
            return {
                "today-model-first": [await _took(figures(by=THE_HOUSE))],
                "today-model": [await _took(figures(by=THE_HOUSE)) for _ in range(TIMES)],
                "today-charts-first": [await _took(charts(Asked(), by=THE_HOUSE))],
                "today-charts": [await _took(charts(Asked(), by=THE_HOUSE)) for _ in range(TIMES)],
            }

    yield measure


async def _took(work: Awaitable[object]) -> float:
    begin = time.perf_counter()
    await work
    return 1_000 * (time.perf_counter() - begin)


@asynccontextmanager
async def opened(site: Site) -> AsyncIterator[Measure]:
    """The screen until its figures are there, and the charts until they are drawn."""
    async with site.at_desk() as window:

        async def measure() -> Samples:
            drawn = "document.querySelectorAll('.bars rect').length > 0"
            return {
                "today": [await window.opened(f"{site.url}/aujourdhui", ARE_THERE)],
                "charts": [await window.opened(f"{site.url}/indicateurs", drawn)],
            }

        yield measure


@asynccontextmanager
async def just_started(site: Site) -> AsyncIterator[Measure]:
    """The screen as the first thing that a server shows after its start."""

    async def measure() -> Samples:
        window = await site.window()
        site.server.stop()
        site.server.start()
        first = await window.opened(f"{site.url}/aujourdhui", ARE_THERE)
        await window.page.context.close()
        return {"today-cold": [first]}

    yield measure
