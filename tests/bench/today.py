"""The day at a glance: its figures in the model, and the screen until they stand there."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from models.figures import Asked, charts, figures
from models.permissions import THE_HOUSE
from tests.bench.model import connected
from tests.bench.opening import Measure, Samples
from tests.bench.site import Site

TIMES = 10


@asynccontextmanager
async def in_the_model(site: Site) -> AsyncIterator[Measure]:
    """All figures just after a start, again with nothing changed since, and the charts."""

    async def measure() -> Samples:
        async with connected(site.server.database_url):
            first, warm = await _timed(), [await _timed() for _ in range(TIMES)]
            begin = time.perf_counter()
            await charts(Asked(), by=THE_HOUSE)
            drawn = 1_000 * (time.perf_counter() - begin)
        return {"today-model-first": [first], "today-model": warm, "today-charts": [drawn]}

    yield measure


async def _timed() -> float:
    begin = time.perf_counter()
    await figures(by=THE_HOUSE)
    return 1_000 * (time.perf_counter() - begin)


@asynccontextmanager
async def opened(site: Site) -> AsyncIterator[Measure]:
    """The screen until its figures are there."""
    async with site.at_desk() as window:

        async def measure() -> Samples:
            shown = "eye.text('.tile-count') !== ''"
            return {"today": [await window.opened(f"{site.url}/aujourdhui", shown)]}

        yield measure
