"""Documents: as many as a firm has after years, the page of one, its lines, and issuing."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tortoise.connection import get_connection

from models.clients import Client
from models.demo.fill import indexes_built_afterwards
from models.documents import Document
from tests.bench.model import connected
from tests.bench.opening import Measure, Samples
from tests.bench.site import Site, Window
from tests.factories import ADDRESS, ANYBODY, SIREN, make_document, retyped, set_up_firm

LENGTHS = (5, 200)
"""Lines of the documents that are opened."""
KEYS = "12486"
ISSUED = 100
FIELD = "document.querySelector('.lines-rows [data-name=quantity]')"
TOTAL = "eye.text('.lines-sum-ttc td')"
IS_LATE = "d.stage = 'invoice' AND d.status = 'issued' AND d.credited = 0 AND s.n % 4 = 0"
"""Of every fourth copy nothing was paid."""
OWN = {
    "id": "d.id + {last} * s.n",
    "number": "d.number || '-' || s.n",
    "parent_id": "NULL",
    "pdf_hash": "d.pdf_hash || 'copied'",  # or all of them would be printed
    "creation_key": "NULL",
    "client_id": "1 + (d.client_id * 7919 + s.n * 104729) % {clients}",
    "updated_at": "datetime(d.updated_at, '-' || (2 * s.n) || ' hours')",
    "ttc": "d.ttc + s.n",
    "paid": f"CASE WHEN {IS_LATE} THEN 0 ELSE d.paid + s.n END",
    "due": f"CASE WHEN {IS_LATE} THEN d.ttc + s.n ELSE d.due END",
    "due_on": f"CASE WHEN {IS_LATE} THEN date(d.due_on, '-90 days') ELSE d.due_on END",
    "is_open": f"CASE WHEN {IS_LATE} THEN 1 ELSE d.is_open END",
}
"""What a copy has of its own, in SQLite's words: `d` is what it is of, `s.n` its number."""


# --- filling --------------------------------------------------------------------------------


async def multiply(clients: int) -> None:
    """Copy the made-up documents until there are as many as clients, and add those that are
    opened."""
    run = get_connection("default")
    columns = [row["name"] for row in await run.execute_query_dict("PRAGMA table_info(document)")]
    (known,) = await run.execute_query_dict("SELECT count(*) AS n, max(id) AS last FROM document")
    turns = clients // known["n"]
    words = {name: OWN.get(name, f"d.{name}").format(clients=clients, **known) for name in columns}
    async with indexes_built_afterwards("document"):
        await run.execute_query(
            f"WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {turns})"
            f" INSERT INTO document ({', '.join(words)})"
            f" SELECT {', '.join(words.values())} FROM document d, s"
        )

    client = await _complete_client()
    for length in LENGTHS:
        document = await make_document(client, "sale", lines=[{}] * length)
        draft = retyped(document, subject=_subject(length))
        await Document.amend(draft, by=ANYBODY)


async def _complete_client() -> Client:
    """The first client, of whom nothing lacks for an invoice."""
    await set_up_firm()
    draft = retyped(await Client.get(id=1), kind="company", name="Bancs", siren=SIREN, **ADDRESS)
    return await Client.amend(draft, by=ANYBODY)


def _subject(length: int) -> str:
    return f"Pour {length} lignes"


# --- measuring ------------------------------------------------------------------------------


@asynccontextmanager
async def page(site: Site) -> AsyncIterator[Measure]:
    """The page of a document until something can be typed, and each key until the total."""
    async with connected(site.server.database_url):
        found = {length: await Document.get(subject=_subject(length)) for length in LENGTHS}
    async with site.at_desk() as window:

        async def measure() -> Samples:
            samples: Samples = defaultdict(list)
            for length, document in found.items():
                opened = await window.opened(f"{site.url}{document.path}", FIELD)
                samples[f"doc-{length}"].append(opened)
                samples[f"line-key-{length}"] += await type_price(window)
            return samples

        yield measure


async def type_price(window: Window) -> list[float]:
    field = window.page.get_by_label("Prix unitaire HT", exact=True).nth(2)
    await field.press("ControlOrMeta+a")
    times = []
    for key in KEYS:
        before = await window.page.evaluate(TOTAL)
        await window.rest()
        await window.watch("beforeinput", f"{TOTAL} !== {before!r}")
        await window.page.keyboard.press(key)
        times.append(await window.seen())
    await field.fill("100")
    await window.page.get_by_role("region", name="Lignes").get_by_text("Enregistré").wait_for()
    return times


@asynccontextmanager
async def lists(site: Site) -> AsyncIterator[Measure]:
    """The invoices: opened, added up, only the late ones, and by what they come to."""
    async with site.at_desk() as window:

        async def measure() -> Samples:
            first = await window.opened(f"{site.url}/factures", "eye.showsRows()")
            sums = await window.since_opening("eye.text('.list-sums').includes('€')")
            await window.page.wait_for_function("window.did_handshake && eye.hasRows()")
            await window.rest()
            late = window.page.get_by_role("button", name="En retard")
            status = "eye.text('.list-row[data-index=\"0\"] .column-status')"
            is_there = f"{status} === 'En retard' && location.search.includes('quick=late')"
            await window.watch("click", f"{is_there} && !eye.waits()")
            await window.press(late)
            filtered = await window.seen()
            await window.rest()
            before = await window.page.evaluate("eye.data(0).id")
            await window.watch("click", f"eye.data(0)?.id !== {before} && !eye.waits()")
            await window.press(window.page.get_by_role("columnheader", name="Montant TTC"))
            by_amount = await window.seen()
            times = {"docs-open": first, "docs-sums": sums, "docs-filter": filtered}
            return {key: [time] for key, time in (times | {"docs-sort": by_amount}).items()}

        yield measure


@asynccontextmanager
async def issuing(site: Site) -> AsyncIterator[Measure]:
    """The model alone: a hundred invoices, one after the other."""

    async def measure() -> Samples:
        async with connected(site.server.database_url):
            client = await Client.get(id=1)
            drafts = [await make_document(client, "invoice") for _ in range(ISSUED)]
            times = []
            for draft in drafts:
                start = time.perf_counter()
                await draft.issue(by=ANYBODY)
                times.append(1000 * (time.perf_counter() - start))
        return {"issue": times}

    yield measure
