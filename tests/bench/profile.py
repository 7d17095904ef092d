"""Where the time of a large deletion goes: `python -m tests.bench.profile --size 1000000`."""

from __future__ import annotations

import argparse
import asyncio
import re
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from models.clients import CLIENTS, Client
from models.database import connect, disconnect
from models.database import postgres as postgres_client
from models.database import sqlite as sqlite_client
from models.lists import Query
from models.permissions import THE_HOUSE
from tests.bench.databases import Database, Sqlite
from tests.bench.deleting import MANY
from tests.bench.model import words_that_find
from tests.bench.postgres import Postgres
from tests.endurance.figures import table

RUNS = 5
TABLE_AFTER = {"SELECT": "FROM", "DELETE": "FROM", "INSERT": "INTO"}
METHODS = ("execute_query", "execute_query_dict", "commit")
WRITING = (sqlite_client.TransactionConnection, postgres_client.TransactionConnection)

Times = defaultdict[str, float]


def watch(times: Times) -> None:
    """Add up what each kind of statement inside a transaction takes, in milliseconds."""
    for client in WRITING:
        for name in METHODS:
            setattr(client, name, watched(getattr(client, name), times))


def watched(method: Callable[..., Awaitable[Any]], times: Times) -> Callable[..., Awaitable[Any]]:
    async def run(self: Any, *arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return await method(self, *arguments)
        finally:
            times[kind(*arguments)] += 1000 * (time.perf_counter() - start)

    return run


def kind(sql: str = "COMMIT", *_: Any) -> str:
    """« UPDATE client »."""
    verb = sql.split(maxsplit=1)[0]
    table = re.search(rf'\b{TABLE_AFTER.get(verb, verb)}\s+"?(\w+)', sql)
    return f"{verb} {table[1]}" if table else verb


async def deletions(url: str) -> list[dict[str, float]]:
    """What each run has taken, by the kind of statement and in all."""
    words, _ = await words_that_find(url, MANY)
    runs, times = [], Times(float)
    watch(times)
    await connect(url)
    for _ in range(RUNS):
        ids = await CLIENTS.ids(Query(words))
        times.clear()
        start = time.perf_counter()
        removal = await Client.remove_many(ids, by=THE_HOUSE)
        total = 1000 * (time.perf_counter() - start)
        runs.append({**times, "all of it": total})
        await Client.restore_many(removal.deletable, by=THE_HOUSE)
    await disconnect()
    return runs


def shown(runs: list[dict[str, float]]) -> str:
    medians = {name: statistics.median(run.get(name, 0) for run in runs) for name in runs[-1]}
    rows = sorted(medians.items(), key=lambda one: -one[1])
    return table([("what", "median (ms)"), *((name, f"{ms:,.0f}") for name, ms in rows)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000, help="number of clients")
    parser.add_argument("--databases", default="sqlite,postgres")
    options = parser.parse_args()
    kinds: dict[str, Callable[[], Database]] = {"sqlite": Sqlite, "postgres": Postgres}
    for name in options.databases.split(","):
        with kinds[name]() as database, tempfile.TemporaryDirectory() as folder:
            runs = asyncio.run(deletions(database.copy(options.size, Path(folder))))
            print(f"\n{database.name}, {options.size:,} clients\n\n{shown(runs)}")


if __name__ == "__main__":
    main()
