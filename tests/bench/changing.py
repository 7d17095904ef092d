"""The same change of very many clients, in the models: a tag, a status, how they pay."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from models.clients import CLIENTS, Client, with_tags
from models.lists import Query
from models.permissions import THE_HOUSE
from models.records import Retype, given, taken_back
from tests.bench.deleting import MANY
from tests.bench.model import connected
from tests.bench.opening import Measure, Samples
from tests.bench.site import Site

CHANGES: dict[str, Retype] = {
    "bulk-tag": with_tags(["Grand compte"]),
    "bulk-status": given({"status": "warn", "status_reason": "À relancer"}),
    "bulk-terms": given({"payment_mode": "transfer"}),
}
LOOK = 0.01
"""Seconds between two looks at whether others have their turn."""


@asynccontextmanager
async def bulk(site: Site) -> AsyncIterator[Measure]:
    """Each change, and that taken back; `bulk-turn` is the longest that anybody else waited."""

    async def measure() -> Samples:
        times: Samples = {key: [] for key in (*CHANGES, "bulk-turn", "bulk-undo")}
        async with connected(site.server.database_url):
            ids = await CLIENTS.ids(Query(), 0, MANY)
            for key, retype in CHANGES.items():
                turns = asyncio.create_task(_longest_wait())
                start = time.perf_counter()
                done = await Client.change_many(ids, retype, by=THE_HOUSE)
                times[key].append(1000 * (time.perf_counter() - start))
                turns.cancel()
                times["bulk-turn"].append(1000 * await turns)
                start = time.perf_counter()
                await Client.change_many(
                    list(done.changed), taken_back(done.changed), by=THE_HOUSE, action="undo"
                )
                times["bulk-undo"].append(1000 * (time.perf_counter() - start))
        return times

    yield measure


async def _longest_wait() -> float:
    """The longest that this was kept waiting beyond its pause, until it is cancelled; seconds."""
    longest = 0.0
    try:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(LOOK)
            longest = max(longest, time.perf_counter() - start - LOOK)
    except asyncio.CancelledError:
        return longest
