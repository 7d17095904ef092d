"""Moving a whole SQLite database into an empty PostgreSQL database: all of it, or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from tortoise.connection import get_connection
from tortoise.exceptions import BaseORMException

from models.database.connection import connect, disconnect
from models.database.outage import Outage
from models.database.postgres import UNREACHABLE
from models.database.transaction import transaction
from models.errors import Refused
from models.french.wording import quoted
from models.records.verifying import first_break
from models.upkeep.migrating import check_version, migrate, missing_migrations
from models.upkeep.moved_table import BATCH, Fingerprint, Table
from models.upkeep.new_file import reason
from models.upkeep.restore import OURS

MIGRATIONS = "tortoise_migrations"
FILLED = ("client", "document", "account", "journal")
"""What has no row as long as nothing has been done: whatever is done leaves one in the journal."""
NOT_EMPTY = (
    "La base d’arrivée n’est pas vide : donnez à --to une base PostgreSQL neuve. "
    "Rien n’y a été changé."
)
FOREIGN = (
    "La base d’arrivée contient les tables d’un autre logiciel : donnez à --to une base neuve."
)
TABLES = """
SELECT relname AS name FROM pg_class
WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
AND relname NOT LIKE '%\\_search'
ORDER BY relname
"""
"""Without what is searched, which follows the others by itself."""
COLUMNS = """
SELECT column_name AS name, data_type AS type FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position
"""
REFERENCES = """
SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint
JOIN pg_class child ON child.oid = conrelid JOIN pg_class parent ON parent.oid = confrelid
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND child.oid <> parent.oid
"""
INDEXES = """
SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS definition
FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
WHERE relnamespace = current_schema()::regnamespace AND relname <> $1
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Moved:
    """How many rows of each table, and what was wrong with the journal before, if anything."""

    counts: dict[str, int]
    journal_break: str | None


async def move(file: Path, url: str, progress: Progress) -> Moved:
    """Copy all that is in the file, which stays as it is; Refused with the reason.

    `progress` is told a table, how many of its rows have been copied, and how many there are.
    """
    with _reading(file) as source:
        _check_source(file, source)
        await _prepare(url)
        async with _opened(url):
            with as_refusal():
                async with transaction():
                    moved = await _copy(source, progress)
                await get_connection("default").execute_query("VACUUM (ANALYZE)")
    return moved


@contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    """One moment of the file, which cannot be written to, nor anything beside it if it was closed
    as it should be."""
    log = Path(f"{file}-wal")
    is_closed = not log.exists() or log.stat().st_size == 0
    address = f"{file.resolve().as_uri()}?mode=ro{'&immutable=1' if is_closed else ''}"
    try:
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as source:
            source.execute("BEGIN")
            yield source
    except sqlite3.Error as error:
        raise Refused(f"{quoted(str(file))} ne se lit pas : {reason(error)}.") from None


def _check_source(file: Path, source: sqlite3.Connection) -> None:
    found = source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    if not {name for (name,) in found} >= OURS:
        raise Refused(f"{quoted(str(file))} n’est pas une base de Comptoir.")
    rows = source.execute(f"SELECT name FROM {MIGRATIONS} WHERE app = 'models'")
    applied = {name for (name,) in rows}
    check_version(applied)
    if missing_migrations(applied):
        raise Refused(
            f"{quoted(str(file))} doit d’abord être mise à niveau : lancez Comptoir une fois, "
            "arrêtez-le, puis recommencez."
        )
    if source.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise Refused(f"{quoted(str(file))} est abîmé : restaurez d’abord une sauvegarde.")


async def _prepare(url: str) -> None:
    """Give the target the schema; Refused if something else is there already."""
    async with _opened(url):
        with as_refusal():
            found = {row["name"] for row in await _all(TABLES)}
            if found and not found >= OURS:
                raise Refused(FOREIGN)
            if found:
                await _check_empty()
    with as_refusal():
        await migrate(url, copies_first=False)


async def _check_empty() -> None:
    for table in FILLED:
        if await _all(f'SELECT 1 FROM "{table}" LIMIT 1'):
            raise Refused(NOT_EMPTY)


async def _copy(source: sqlite3.Connection, progress: Progress) -> Moved:
    target = get_connection("default")._connection
    tables = await _tables()
    names = ", ".join(f'"{table.name}"' for table in tables)
    await target.execute("SET LOCAL lock_timeout = '10s'; SET LOCAL maintenance_work_mem = '256MB'")
    await target.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
    await _check_empty()
    await target.execute(f"TRUNCATE {names}")
    indexes = await _all(INDEXES, MIGRATIONS)
    for index in indexes:  # built at the end at once, which is several times faster
        await target.execute(f"DROP INDEX {index['name']}")
    sent = {table.name: await _send(table, source, target, progress) for table in tables}
    for done, index in enumerate(indexes):
        progress("index", done, len(indexes))
        await target.execute(index["definition"])
    await _set_sequences(source, target)
    for table in tables:
        progress("vérification", 0, sent[table.name].count)
        if await table.fingerprint(target) != sent[table.name]:
            name = quoted(table.name)
            raise Refused(f"La table {name} n’est pas arrivée telle quelle : rien n’est gardé.")
    return Moved({name: seen.count for name, seen in sent.items()}, await first_break())


async def _tables() -> list[Table]:
    """The tables that move, those that others refer to before these."""
    order = TopologicalSorter({row["name"]: set() for row in await _all(TABLES)})
    for row in await _all(REFERENCES):
        order.add(row["child"], row["parent"])
    return [
        Table(name, {row["name"]: row["type"] for row in await _all(COLUMNS, name)})
        for name in order.static_order()
        if name != MIGRATIONS
    ]


async def _send(
    table: Table, source: sqlite3.Connection, target: Any, progress: Progress
) -> Fingerprint:
    seen = Fingerprint()
    (total,) = source.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()

    def told() -> Iterable[Any]:
        for row in table.rows(source, seen):
            yield row
            if seen.count % BATCH == 0:
                progress(table.name, seen.count, total)

    try:
        await target.copy_records_to_table(table.name, records=told(), columns=list(table.types))
    except (ValueError, OverflowError) as error:
        raise Refused(
            f"La table {quoted(table.name)} contient une valeur que PostgreSQL ne prend pas, "
            f"rien n’y est gardé : {error}."
        ) from None
    return seen


async def _set_sequences(source: sqlite3.Connection, target: Any) -> None:
    """Let no number be given twice, not even that of a row which is gone."""
    for name, last in source.execute("SELECT name, seq FROM sqlite_sequence WHERE seq > 0"):
        await target.execute("SELECT setval(pg_get_serial_sequence($1, 'id'), $2)", name, last)


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[None]:
    await connect(url, is_patient=True)
    try:
        yield
    finally:
        await disconnect()


@contextmanager
def as_refusal() -> Iterator[None]:
    """What PostgreSQL says of it, as a refusal; nothing of the move is there then."""
    try:
        yield
    except (Outage, BaseORMException, *UNREACHABLE) as error:
        cause = error.__cause__ if isinstance(error, Outage) else error
        said = str(cause or error).strip().rstrip(".").splitlines()[0]
        raise Refused(
            f"La base d’arrivée n’a pas pu être remplie, rien n’y est gardé : {said}."
        ) from None


async def _all(sql: str, *values: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await get_connection("default").execute_query_dict(
        sql, list(values)
    )
    return rows
