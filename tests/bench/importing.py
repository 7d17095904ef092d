"""How long a large file takes to come in: `python -m tests.bench.importing`."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path
from statistics import median, quantiles

from models.clients import CLIENTS, ClientsImport
from models.database import connect, disconnect
from models.demo.clients import Inventor
from models.imports import IMPORTABLES, Preparation, Run, read_sheet, undo_import
from models.lists import Query
from models.lists.spreadsheet import xlsx_file
from models.permissions import THE_HOUSE
from models.upkeep import migrate
from tests.bench.printing import Figure

NAMES = (
    *("kind", "name", "last_name", "first_name", "contact", "phone", "mobile", "email"),
    *("street", "postcode", "city", "siret", "vat_number", "notes"),
)
WORDS = ("garage martin", "petit lyon", "lefèvre", "mairie d", "c00042", "hôtel 75")
PREVIEW, IMPORT = 5_000, 60_000
OTHERS = 2.0
"""Times as long a keystroke of another may take meanwhile."""


def workbook(count: int) -> bytes:
    """So many made-up clients, as another program writes them."""
    inventor, importable = Inventor(1), ClientsImport()
    rows = [[importable.label_of(name) for name in NAMES]]
    for id_ in range(1, count + 1):
        client = inventor.client(id_, 0.5)
        typed = client.typed()
        rows.append([client.kind_label, *(typed[name] for name in NAMES[1:])])
    return xlsx_file("Clients", rows)


async def keystrokes(until: asyncio.Event) -> list[float]:
    """Milliseconds that each letter of a search takes on the server."""
    times, turn = [], 0
    while not until.is_set():
        word = WORDS[turn % len(WORDS)]
        for end in range(1, len(word) + 1):
            start = time.perf_counter()
            await CLIENTS.page(Query(search=word[:end]))
            times.append((time.perf_counter() - start) * 1_000)
            await asyncio.sleep(0.05)
        turn += 1
    return times


async def beside(work: Awaitable[object]) -> tuple[float, list[float]]:
    """How long the work takes, and the keystrokes meanwhile."""
    over = asyncio.Event()
    typing = asyncio.create_task(keystrokes(over))
    start = time.perf_counter()
    await work
    took = (time.perf_counter() - start) * 1_000
    over.set()
    return took, await typing


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


async def figures(count: int) -> list[Figure]:
    content = await asyncio.to_thread(workbook, count)
    before = (await beside(asyncio.sleep(8)))[1]
    start = time.perf_counter()
    sheet = await asyncio.to_thread(read_sheet, content)
    preparation = Preparation(IMPORTABLES["client"], "clients.xlsx", sheet)
    await preparation.sample()
    preview = (time.perf_counter() - start) * 1_000
    checking, during_check = await beside(preparation.check())
    print(await asyncio.to_thread(preparation.figures))
    run = Run(preparation, THE_HOUSE)
    importing, during = await beside(run.carry_out())
    after = (await beside(asyncio.sleep(8)))[1]
    start = time.perf_counter()
    await undo_import(1, by=THE_HOUSE)
    undoing = (time.perf_counter() - start) * 1_000
    print(f"keystroke: {median(before):.1f} / {p95(before):.1f} ms before, {p95(after):.1f} after")
    usual = max(p95(before), p95(after), 10)
    return [
        Figure("until columns and first rows are shown", preview, PREVIEW),
        Figure("every row checked", checking, IMPORT),
        Figure("imported", importing, IMPORT),
        Figure("taken back", undoing, 2 * IMPORT),
        Figure("another's keystroke while checking, p95", p95(during_check), OTHERS * usual),
        Figure("another's keystroke while importing, p95", p95(during), OTHERS * usual),
    ]


async def measured(url: str, count: int) -> list[Figure]:
    await migrate(url)
    await connect(url)
    try:
        return await figures(count)
    finally:
        await disconnect()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--database", default="", help="an empty one; else an SQLite file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = options.database or f"sqlite://{Path(folder) / 'import.sqlite3'}"
        found = asyncio.run(measured(url, options.rows))
    print(*found, sep="\n")
    return int(any(figure.value > figure.most for figure in found))


if __name__ == "__main__":
    sys.exit(main())
