"""No list reads a whole table to show a page of it: the databases' own plans say so."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tortoise.connection import get_connection

from models.books import PAYMENTS, open_invoices
from models.catalogue import ARTICLES, ArticleKind
from models.clients import (
    CLIENTS,
    KIND_LABELS,
    PAIRS,
    REASONS,
    Client,
    Tag,
    look_alikes,
    match_anew,
)
from models.config import sqlite_file
from models.database import transaction
from models.database.connection import dialect, marked, reader, select
from models.database.postgres import Postgres
from models.database.sqlite import Sqlite
from models.documents import (
    DOCUMENT_LISTS,
    KINDS,
    OPEN_DOCUMENTS,
    QUICK,
    QUICK_OF_ALL,
    balance_of,
    documents_by_kind,
    outstanding_on,
)
from models.french import today
from models.history import JOURNAL, topics
from models.lists import Listing, Query, ids_after
from models.printing import print_waiting
from tests.crowd import put_crowd
from tests.databases import in_database
from tests.postgres_databases import Databases

LISTS: dict[str, Listing] = {
    "clients": CLIENTS,
    "articles": ARTICLES,
    "journal": JOURNAL,
    "payments": PAYMENTS,
    "pairs": PAIRS,
    **DOCUMENT_LISTS,
    "under way": OPEN_DOCUMENTS,
}
WALKED = (CLIENTS, ARTICLES, PAYMENTS, *DOCUMENT_LISTS.values())
"""Those that other programs read from end to end."""
FILTERS: dict[str, list[dict[str, str]]] = {
    "clients": [
        *({"open": "1"}, {"status": "block"}, {"tag": "1"}, {"idle": "3"}),
        *({"kind": str(kind)} for kind in KIND_LABELS),
        *({"status": "archived"}, {"trash": "1"}, {"status": "block", "tag": "1"}),
    ],
    "articles": [
        *({"kind": str(kind)} for kind in ArticleKind),
        *({"family": "levage"}, {"active": "inactive"}, {"trash": "1"}),
    ],
    "journal": [{"topic": topic} for topic in topics()],
    "pairs": [*({"reason": reason} for reason in REASONS), {"apart": "1"}],
    "payments": [{"mode": "card"}, {"day": "2026-01-01"}],
    **{
        code: [
            *({"status": str(step.status)} for stage in kind.stages for step in stage.steps),
            *({"quick": quick} for quick in QUICK[code]),
        ]
        for code, kind in KINDS.items()
    },
    "under way": [*({"quick": quick} for quick in QUICK_OF_ALL), {"kind": "sale"}],
}
RARE = ("c00012", "introuvable", "étang 131 or", "nacelle 131")
SHORT = ("a", "é 1")
FAR = 3_000
# SQLite: rows in no order of use, and all of them sorted; by the numbers of the rows that a search
# has found, or of the few in the trash, it may; parts have three rows. PostgreSQL: every row of a
# table, but for those that have few.
SCANS = {
    "sqlite": re.compile(r"SCAN (?!capped|part\d|\S+ USING|\S+ VIRTUAL)|USE TEMP B-TREE"),
    "postgres": re.compile(r"Seq Scan (?!on (vat_rate|tagging))"),
}
FEW = re.compile(
    r"PRIMARY KEY \(rowid=|journal\w+ \((topic=\? AND )?id="
    r"|(client|article)_in_trash|client_of_status"
)
# Of the few that a filter leaves, those that a search finds are put in the order of their ids.
SORTED_FEW = re.compile(r"INDEXED BY client_with_open .* ORDER BY t\.id LIMIT \d+$")
# These stop at so many rows, whatever there is.
CAPPED = re.compile(r"\) capped$")
# Narrow rows, most of which are counted: PostgreSQL reads the table rather than its index.
COUNTED = re.compile(r"SELECT count\(\*\) AS n FROM client_pair ")

Asked = list[tuple[str, list[Any]]]


@pytest.fixture(scope="module")
def crowded(dialect: str, request: pytest.FixtureRequest) -> str:
    """The URL of a database with a crowd in it, to copy."""
    url = _copy(request, dialect, request.getfixturevalue("tmp_path_factory").mktemp("crowd"))
    in_database(url, put_crowd())
    return url


@pytest.fixture
def database_url(crowded: str, dialect: str, folder: Path, request: pytest.FixtureRequest) -> str:
    return _copy(request, dialect, folder, crowded)


def _copy(
    request: pytest.FixtureRequest, dialect: str, folder: Path, crowded: str | None = None
) -> str:
    """The URL of a copy of this database, or of one in which there is nothing."""
    if dialect == "postgres":
        found: Databases = request.getfixturevalue("postgres")
        return found.copied(crowded)
    source: Path = (crowded and sqlite_file(crowded)) or request.getfixturevalue("migrated")
    return f"sqlite://{shutil.copyfile(source, folder / 'comptoir.sqlite3')}"


@pytest.fixture
async def asked(database: None, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the lists ask a crowded database from now on."""
    await mark_some()
    statements: Asked = []
    for client, name in product((Sqlite, Postgres), ("execute_query", "execute_query_dict")):
        ask = getattr(client, name)

        async def note(self: Any, sql: str, values: Any = None, ask: Any = ask) -> Any:
            statements.append((sql, values))
            return await ask(self, sql, values)

        monkeypatch.setattr(client, name, note)
    return statements


async def mark_some() -> None:
    """Give some clients a tag or a status."""
    await Tag.create(id=1, name="VIP", key="vip")
    for statement in (
        "INSERT INTO tagging (tag_id, client_id) SELECT 1, id FROM client WHERE id % 97 = 0",
        "UPDATE client SET status = 'block' WHERE id % 101 = 0",
        "UPDATE client SET status = 'archived' WHERE id % 103 = 0",
        "VACUUM ANALYZE" if dialect() == "postgres" else "VACUUM",
    ):
        await get_connection("default").execute_query(statement)


def queries() -> Iterator[tuple[Listing, Query, int]]:
    """What is asked of which list, and from which row on."""
    for name, listing in LISTS.items():
        usual, filters = listing.default_sort, FILTERS[name]
        sorts = [way + column for column in listing.sorts for way in ("", "-")]
        yield from ((listing, Query(sort=sort), start) for sort in sorts for start in (0, FAR))
        yield from (
            (listing, Query(sort=sort, filters=one), 0) for one in filters for sort in ("", usual)
        )
        both = ",".join((*reversed(list(listing.sorts)), usual))
        yield from ((listing, Query(sort=both), start) for start in (0, FAR))
        yield from ((listing, Query(group=one.name), FAR) for one in listing.groupings)
        searched = () if listing is PAIRS else (*RARE, *SHORT)
        yield from ((listing, Query(text, usual), 0) for text in searched)
        if name in {"clients", "articles", "journal", "sale"}:
            for sort, one in product(sorts, filters[:3]):
                yield listing, Query(sort=sort, filters=one), 0
            for sort, text in product(sorts, (RARE[0], SHORT[0])):
                yield listing, Query(text, sort), 0
            for one, text in product(filters, (*RARE, *SHORT)):
                yield listing, Query(text, usual, one), 0


async def plan(sql: str, values: list[Any]) -> list[str]:
    """How the database goes about a statement, line by line."""
    explain = {"sqlite": "EXPLAIN QUERY PLAN", "postgres": "EXPLAIN"}[dialect()]
    _, rows = await reader().execute_query(f"{explain} {sql}", values)
    return [str(list(dict(row).values())[-1]) for row in rows]


async def scans(sql: str, values: list[Any]) -> list[str]:
    """The lines of the plan that read a whole table."""
    lines = await plan(sql, values)
    if any(map(FEW.search, lines)):
        return []
    return [line for line in lines if SCANS[dialect()].search(line)]


async def costly(asked: Asked) -> dict[str, list[str]]:
    """The statements whose plan reads a whole table."""
    statements = {
        sql: values
        for sql, values in asked
        if not (CAPPED.search(sql) or COUNTED.match(sql) or SORTED_FEW.search(sql))
    }
    assert statements
    return {sql: found for sql, values in statements.items() if (found := await scans(sql, values))}


async def test_neither_a_page_nor_a_look_for_look_alikes_costs_a_whole_table(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    assert await scans("SELECT id FROM client ORDER BY website LIMIT 100", []), "it would be seen"
    monkeypatch.setattr("models.lists.listing.MOST_SORTED", 1_000)
    asked.clear()
    for listing, query, start in queries():
        page = await listing.page(query, start)
        if listing in WALKED:
            await ids_after(listing, query, start, 51)
        if listing is CLIENTS and page.rows and not query.search:
            await listing.position(query, page.rows[-1]["id"])
    if dialect() == "sqlite":  # where all is wanted, PostgreSQL may read the table as its index
        for listing in LISTS.values():
            await listing.ids(Query())
    with subtests.test("a page"):
        assert not await costly(asked)

    known = Client(id=50_000, name="Zingueurs réunis", sort_key="zingueurs reunis")
    known.search = known.sort_key
    await known.save(force_create=True)
    asked.clear()
    typed = {
        "name": known.name,
        "siret": "55208131766522",
        "phone": "+33199001234",
        "email": "accueil@nulle-part.example",
    }
    with subtests.test("a look for look-alikes"):
        assert known in [client for client, _ in await look_alikes(typed)]
        assert not await costly(asked)


@pytest.mark.sqlite
async def test_a_search_in_a_short_list_reads_no_other_row(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    monkeypatch.setattr("models.lists.search.SHORT_LIST", 100_000)
    short = [(one.name, one.few) for one in CLIENTS.filters if one.few]
    for (name, index), text in product(short, (*RARE, *SHORT, "garage")):
        with subtests.test(name=name, text=text):
            asked.clear()
            await CLIENTS.page(Query(text, filters={name: "1"}))
            looked = next(statement for statement in asked if "looked" in statement[0])
            assert index in "".join(await plan(*looked))
    assert short


@pytest.mark.sqlite
async def test_what_a_client_owes_is_read_of_its_own_documents_alone(asked: Asked) -> None:
    client = await Client.all().order_by("id").first()
    assert client
    asked.clear()

    await balance_of(client.id)
    await outstanding_on(client.id, today())
    await documents_by_kind(client.id)
    await open_invoices(client.id)

    lines = [line for one in list(asked) for line in await plan(*one) if "document" in line]
    assert len(lines) >= 4
    assert not [line for line in lines if not re.search("document_of_(client|parent)", line)]


async def test_invoices_to_print_are_found_without_a_look_at_all(asked: Asked) -> None:
    await get_connection("default").execute_query("UPDATE document SET pdf_hash = 'printed'")
    asked.clear()

    await print_waiting()

    assert not await costly(asked)


async def test_what_is_saved_is_compared_without_a_look_at_everybody(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: Asked = []

    async def note(sql: str, values: Sequence[Any]) -> list[dict[str, Any]]:
        compared.append((marked(sql), list(values)))
        return await select(sql, values)

    monkeypatch.setattr("models.clients.matching.select", note)
    client = Client(id=50_000, name="Zingueurs réunis", phone="+33298001122", city="Brest")
    await client.save(force_create=True)
    async with transaction():
        match_anew([client.id])
    assert len(compared) > 3
    assert not await costly(compared)
