"""How long a large file takes to come in, and what others feel of it: in the models alone, also by
`python -m tests.bench.importing`."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from models.clients import CLIENTS, Client, ClientsImport
from models.demo.clients import Inventor
from models.imports import IMPORTABLES, Preparation, Run, read_sheet, undo_import
from models.lists import Query
from models.lists.spreadsheet import csv_file
from models.permissions import THE_HOUSE
from tests.bench.databases import fill_with
from tests.bench.figures import figure_table
from tests.bench.model import connected
from tests.bench.opening import Measure, Samples
from tests.bench.site import Site

NAMES = (
    *("kind", "name", "last_name", "first_name", "phone", "email"),
    *("street", "postcode", "city", "siret", "vat_number", "notes"),
)
WORDS = ("garage martin", "petit lyon", "lefèvre", "mairie d", "c00042", "hôtel 75")
ROWS = 100_000
AT_REST = 8.0
"""Seconds in which the others have the machine for themselves."""
PAUSE = 0.05
"""Seconds between two keys."""
KNOWN = 50
"""Clients that the others save, in turns."""


def spreadsheet(rows: int) -> bytes:
    """So many made-up clients, as another program writes them."""
    inventor, importable = Inventor(1), ClientsImport()
    written = [[importable.label_of(name) for name in NAMES]]
    for id_ in range(1, rows + 1):
        client = inventor.client(id_, 0.5)
        typed = client.typed()
        written.append([client.kind_label, *(typed[name] for name in NAMES[1:])])
    return csv_file(written)


@dataclass
class Colleague:
    """Somebody who searches and saves: what each letter and each save takes, in milliseconds."""

    keys: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)

    async def work(self, over: asyncio.Event) -> None:
        clients = await Client.with_ids(await CLIENTS.ids(Query(), 0, KNOWN))
        ids, turns = [one.id for one in clients], count()
        while not over.is_set():
            turn = next(turns)
            word = WORDS[turn % len(WORDS)]
            for end in range(1, len(word) + 1):
                self.keys.append(await _took(CLIENTS.page(Query(search=word[:end]))))
                await asyncio.sleep(PAUSE)
            (client,) = await Client.with_ids([ids[turn % len(ids)]])
            draft = client.draft()
            draft.typed["contact"] = f"Essai {time.monotonic_ns()}"
            self.saves.append(await _took(Client.amend(draft, by=THE_HOUSE)))


async def _took(doing: Awaitable[object]) -> float:
    start = time.perf_counter()
    await doing
    return 1_000 * (time.perf_counter() - start)


async def beside(work: Awaitable[object]) -> tuple[float, Colleague]:
    """How long the work takes, in milliseconds, and what a colleague feels of it."""
    over, colleague = asyncio.Event(), Colleague()
    working = asyncio.create_task(colleague.work(over))
    took = await _took(work)
    over.set()
    await working
    return took, colleague


async def samples(rows: int) -> Samples:
    """Bring so many rows in, and take them back."""
    content = await asyncio.to_thread(spreadsheet, rows)
    _, before = await beside(asyncio.sleep(AT_REST))
    start = time.perf_counter()
    sheet = await asyncio.to_thread(read_sheet, content)
    preparation = Preparation(IMPORTABLES["client"], "clients.csv", sheet)
    await preparation.sample()
    preview = 1_000 * (time.perf_counter() - start)
    checking, beside_check = await beside(preparation.check())
    run = Run(preparation, THE_HOUSE)
    importing, beside_import = await beside(run.carry_out())
    _, after = await beside(asyncio.sleep(AT_REST))
    undoing = await _took(undo_import(run.batch.id, by=THE_HOUSE))
    return {
        "import-preview": [preview],
        "import-check": [checking],
        "import": [importing],
        "import-undo": [undoing],
        "import-key-alone": [*before.keys, *after.keys],
        "import-key-check": beside_check.keys,
        "import-key": beside_import.keys,
        "import-save-alone": [*before.saves, *after.saves],
        "import-save-check": beside_check.saves,
        "import-save": beside_import.saves,
    }


@asynccontextmanager
async def importing(site: Site) -> AsyncIterator[Measure]:
    async def measure() -> Samples:
        async with connected(site.server.database_url):
            return await samples(ROWS)

    yield measure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--clients", type=int, default=1_000, help="that are there before")
    parser.add_argument("--database", default="", help="an empty one; else an SQLite file")
    options = parser.parse_args()

    async def run(url: str) -> Samples:
        async with connected(url):
            return await samples(options.rows)

    with tempfile.TemporaryDirectory() as folder:
        url = options.database or f"sqlite://{Path(folder) / 'import.sqlite3'}"
        fill_with(url, options.clients)
        print(figure_table({options.clients: asyncio.run(run(url))}))


if __name__ == "__main__":
    main()
