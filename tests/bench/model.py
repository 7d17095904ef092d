"""The models alone, without a server and a screen."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from models.clients import CLIENTS, Client
from models.database import connect, disconnect
from models.demo import names as demo_names
from models.finding import find_everywhere
from models.lists import Query
from models.permissions import THE_HOUSE
from tests.bench.opening import Measure, Samples
from tests.bench.site import Site
from tests.bench.working import WORDS

SAVES = 20


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[None]:
    await connect(url)
    try:
        yield
    finally:
        await disconnect()


@asynccontextmanager
async def search(site: Site) -> AsyncIterator[Measure]:
    """The first page for each beginning of what clerks type: just after a start, and later on."""

    async def measure() -> Samples:
        async with connected(site.server.database_url):
            await CLIENTS.page(Query())
            return {"model-first": await typed(), "model": await typed()}

    async def typed() -> list[float]:
        times = []
        for words in WORDS:
            for end in range(1, len(words) + 1):
                start = time.perf_counter()
                await CLIENTS.page(Query(words[:end]))
                times.append(1000 * (time.perf_counter() - start))
        return times

    yield measure


NUMBERS = (
    *("C00012", "0298441234", "06 12 34 56 78", "fa-2026-0001", "LOC-2026-0042", "73282932000074"),
    *("1 234,56", "120,00 €", "nouvelle location pour", "contact@garage", "nacelle 12 m"),
)


@asynccontextmanager
async def everywhere(site: Site) -> AsyncIterator[Measure]:
    """The search of everything for what clerks type, and for numbers."""

    async def measure() -> Samples:
        times = []
        async with connected(site.server.database_url):
            for words in (*WORDS, *NUMBERS):
                for end in range(1, len(words) + 1):
                    start = time.perf_counter()
                    await find_everywhere(words[:end], by=THE_HOUSE)
                    times.append(1000 * (time.perf_counter() - start))
        return {"everywhere": times}

    yield measure


@asynccontextmanager
async def saves(site: Site) -> AsyncIterator[Measure]:
    """One field of one client after the other, as the drawer saves it."""
    turns = count()

    async def measure() -> Samples:
        times = []
        async with connected(site.server.database_url):
            for client in await Client.with_ids(await CLIENTS.ids(Query(), 0, SAVES)):
                draft = client.draft()
                draft.typed["contact"] = f"Essai {next(turns)}"
                start = time.perf_counter()
                await Client.amend(draft, by=THE_HOUSE)
                times.append(1000 * (time.perf_counter() - start))
        return {"model-save": times}

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
