"""The models alone, without a server and a screen."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from models import CLIENTS, Query, connect, demo_names, disconnect
from tests.bench.opening import Measure, Samples
from tests.bench.site import Site
from tests.bench.working import WORDS


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[None]:
    await connect(url)
    try:
        yield
    finally:
        await disconnect()


@asynccontextmanager
async def search(site: Site) -> AsyncIterator[Measure]:
    """The first page for each beginning of what clerks type."""

    async def measure() -> Samples:
        times = []
        async with connected(site.server.database_url):
            await CLIENTS.page(Query())
            for words in WORDS:
                for end in range(1, len(words) + 1):
                    start = time.perf_counter()
                    await CLIENTS.page(Query(words[:end]))
                    times.append(1000 * (time.perf_counter() - start))
        return {"model": times}

    yield measure


async def words_that_find(url: str, wanted: int) -> tuple[str, int]:
    """Words of the demo that find at least so many clients, and few more, or the most; and how
    many that is."""
    lists = (*demo_names.FAMILIES, *demo_names.FIRST_NAMES, *demo_names.COMPANIES)
    candidates: set[str] = {word for text in lists for word in re.findall(r"[^\W\d_]{4,}", text)}
    async with connected(url):
        counts = {word: await CLIENTS.count(Query(word)) for word in sorted(candidates)}
    enough = {word: count for word, count in counts.items() if count >= wanted}
    if enough:
        return min(enough.items(), key=lambda found: found[1])
    return max(counts.items(), key=lambda found: found[1])
