"""The connection: SQLite unless a URL says otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from tortoise import Tortoise
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection
from tortoise.exceptions import BaseORMException
from tortoise.models import Model

from models import TABLES
from models.config import SETTINGS, sqlite_file
from models.database.outage import Outage
from models.database.transaction import is_in_transaction

T = TypeVar("T")

SQLITE = {
    "engine": "models.database.sqlite",
    "synchronous": "NORMAL",
    "busy_timeout": 5000,
    # In pages: a commit waits for that only if the log grows faster than it is moved meanwhile.
    "wal_autocheckpoint": 250_000,
}
READING = {"query_only": "ON", "cache_size": -65_536}  # kB
WRITING = {"cache_size": -196_608, "secure_delete": "ON"}
"""Deleting 10,000 clients among a million changes as many pages: else they are written twice. What
is erased or changed is overwritten, and not only marked as free."""
POSTGRES = {"engine": "models.database.postgres", "timeout": 5, "command_timeout": 60}
"""In seconds: nobody waits for ever for a server that has vanished."""
PATIENCE = 2.0
"""Seconds after which the database is held not to answer."""
CHUNK = 500
"""Ids in one IN (…) list: well under SQLite's limit on variables in a statement."""
_forgetting: list[Callable[[], None]] = []


def when_connecting(forget: Callable[[], None]) -> None:
    """Have this called when the process turns to another database: what is kept of the former."""
    _forgetting.append(forget)


def forget_statements() -> None:
    """Have every statement made anew: those that are kept are in the language of the database that
    was open before, and of its columns at the time."""
    EXECUTOR_CACHE.clear()


class Router:
    """Reads have a connection of their own, so that they never wait for a transaction.

    SQLite's connections do one thing after the other, so it has a further one for what takes long.

    Inside a transaction a read must see what was written, so it uses the writing one. A query's
    `update()` or `delete()` counts as a read here: it belongs inside `transaction()`.
    """

    def db_for_read(self, _model: type[Model]) -> str:
        return reading_alias()

    def db_for_write(self, _model: type[Model]) -> str:
        return "default"


def reading_alias() -> str:
    return "default" if is_in_transaction() else "ro"


def reader() -> Any:
    """The connection for a raw query that only reads."""
    return get_connection(reading_alias())


def marked(sql: str) -> str:
    """A statement whose parameters are marked `?`, with the marks of the database."""
    if dialect() == "sqlite":
        return sql
    head, *tail = sql.split("?")
    return head + "".join(f"${n}{part}" for n, part in enumerate(tail, 1))


async def select(sql: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    """The rows of a query that only reads; its parameters are marked `?`."""
    rows: list[dict[str, Any]] = await reader().execute_query_dict(marked(sql), list(parameters))
    return rows


async def select_apart(sql: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    """The same of a query that looks at very much: no other reading waits for it."""
    alias = "default" if is_in_transaction() else "apart" if dialect() == "sqlite" else "ro"
    rows: list[dict[str, Any]] = await get_connection(alias).execute_query_dict(
        marked(sql), list(parameters)
    )
    return rows


def instant(value: datetime | str) -> datetime:
    """SQLite gives instants back as text from a raw query, without their zone."""
    if not isinstance(value, str):
        return value
    read = datetime.fromisoformat(value)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def day(value: date | str) -> date:
    """SQLite gives dates back as text from a raw query."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def chunks(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    """The ids in portions that one statement can name."""
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def dialect() -> str:
    """`sqlite` or `postgres`."""
    return str(get_connection("default").capabilities.dialect)


async def one_at_a_time(what: str) -> None:
    """Wait for every other transaction that has asked for this turn; it ends with the open one.

    For a rule about several rows, or about one that is not there yet, which nobody can lock.
    SQLite lets one transaction write at a time anyway.
    """
    if dialect() == "postgres":
        lock = "SELECT pg_advisory_xact_lock(hashtext($1))"
        await get_connection("default").execute_query(lock, [what])


def _connection(url: str, **options: Any) -> dict[str, Any]:
    usual = SQLITE if sqlite_file(url) else POSTGRES
    credentials = {**usual, **expand_db_url(url)["credentials"], **options}
    return {"engine": credentials.pop("engine"), "credentials": credentials}


def orm_config(url: str) -> dict[str, Any]:
    """Tortoise's configuration for a database URL without options."""
    reading, writing = (READING, WRITING) if sqlite_file(url) else ({}, {})
    readers = ("ro", "apart") if sqlite_file(url) else ("ro",)
    return {
        "connections": {
            "default": _connection(url, **writing),
            **{alias: _connection(url, **reading) for alias in readers},
        },
        "apps": {
            "models": {
                "models": list(TABLES),
                "migrations": "models.migrations",
                "default_connection": "default",
            }
        },
        "routers": ["models.database.connection.Router"],
        "use_tz": True,
        "timezone": "UTC",
    }


TORTOISE = orm_config(SETTINGS.database_url)


def patient_config(url: str) -> dict[str, Any]:
    """The configuration for what takes its time with a million rows."""
    config = orm_config(url)
    for connection in config["connections"].values():
        connection["credentials"].pop("command_timeout", None)
    return config


async def connect(url: str, *, is_patient: bool = False) -> None:
    """Open the database for this process; `migrate` comes first."""
    for forget in _forgetting:
        forget()
    forget_statements()
    config = patient_config(url) if is_patient else orm_config(url)
    await Tortoise.init(config=config, _enable_global_fallback=True)


async def disconnect() -> None:
    """Close the readers first: the writer then leaves no write-ahead log behind."""
    for alias in ("ro", "apart") if dialect() == "sqlite" else ("ro",):
        await get_connection(alias).close()
    await Tortoise.close_connections()


async def is_answering() -> bool:
    """Whether the database answers, within `PATIENCE`."""
    asked = asyncio.ensure_future(_ask())
    await asyncio.wait({asked}, timeout=PATIENCE)
    if not asked.done():
        asked.cancel()  # and no more waiting: a statement may be slow to give up, too
        return False
    return asked.result()


async def _ask() -> bool:
    try:
        await reader().execute_query("SELECT id FROM company LIMIT 1")
    except (Outage, BaseORMException):
        return False
    return True
