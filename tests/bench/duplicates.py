"""Duplicates and merging in the models: a page of pairs, a save that is compared, a merge."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from itertools import count

from models.clients import PAIRS, Client, MergePlan
from models.documents import Document
from models.permissions import THE_HOUSE
from models.records import Draft
from tests.bench.model import connected
from tests.bench.opening import Measure, Samples
from tests.bench.site import Site

TIMES = 10
FEW = 5
"""Of so many merges one is of clients with many documents."""
DOCUMENTS = {"merge": 10, "merge-50": 50}
"""Of each client that is merged."""


@asynccontextmanager
async def duplicates(site: Site) -> AsyncIterator[Measure]:
    turns = count(1)

    async def measure() -> Samples:
        times: Samples = defaultdict(list)
        async with connected(site.server.database_url):
            for turn in range(TIMES):
                times["pairs"].append(await _took(PAIRS.page(PAIRS.asked({}))))
                key = "merge-50" if turn % FEW == 0 else "merge"
                one, other = [await _client(next(turns), DOCUMENTS[key]) for _ in range(2)]
                draft = other.draft()
                draft.typed["contact"] = "Camille"
                times["not-compared"].append(await _took(Client.amend(draft, by=THE_HOUSE)))
                draft = (await Client.get(id=other.id)).draft()
                draft.typed["phone"] = "02 98 00 11 22"
                times["compared"].append(await _took(Client.amend(draft, by=THE_HOUSE)))
                plan = await MergePlan.of([one.id, other.id])
                start = time.perf_counter()
                (done,) = await plan.carry_out(by=THE_HOUSE)
                times[key].append(1000 * (time.perf_counter() - start))
                undone = await _took(Client.unmerge(done.id, by=THE_HOUSE))
                times[key.replace("merge", "unmerge")].append(undone)
        return times

    yield measure


async def _client(serial: int, documents: int) -> Client:
    typed = Client.blank().typed | {"name": f"Doublon {serial}", "phone": "02 98 00 11 33"}
    client = await Client.create_from(Draft("client", {}, typed), by=THE_HOUSE)
    for _ in range(documents):
        await Document.open_for(client.id, "sale", by=THE_HOUSE)
    return await Client.get(id=client.id)


async def _took(doing: Awaitable[object]) -> float:
    start = time.perf_counter()
    await doing
    return 1000 * (time.perf_counter() - start)
