"""The connection: SQLite unless a URL says otherwise, migrated before it is used."""

from __future__ import annotations

import asyncio
import fcntl
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from tortoise import Tortoise
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.exceptions import BaseORMException
from tortoise.migrations.api.migrate import migrate as run_migrations
from tortoise.migrations.executor import PlanStep
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.models import Model

from models import migrations
from models.backup import back_up_before_migration
from models.changes import is_in_transaction
from models.config import SETTINGS, sqlite_file
from models.errors import Outage, Refused
from models.french import quoted
from models.postgres import ORDER_TEXT_BY_BYTES, by_turns

MODULES = (
    *("models.company", "models.journal", "models.devices", "models.accounts", "models.sessions"),
    *("models.clients", "models.documents", "models.throttle", "models.setting_up"),
)
SQLITE = {
    "engine": "models.sqlite",
    "synchronous": "NORMAL",
    "busy_timeout": 5000,
    # In pages: a commit waits for that only if the log grows faster than it is moved meanwhile.
    "wal_autocheckpoint": 250_000,
}
READING = {"query_only": "ON", "cache_size": -65_536}  # kB
WRITING = {"cache_size": -196_608}
"""Deleting 10,000 clients among a million changes as many pages: else they are written twice."""
POSTGRES = {"engine": "models.postgres", "timeout": 5, "command_timeout": 60}
"""In seconds: nobody waits for ever for a server that has vanished."""
PATIENCE = 2.0
"""Seconds after which the database is held not to answer."""
MIGRATING = int.from_bytes(b"Comptoir")
"""The number of the lock under which a process migrates."""
CHUNK = 500
"""Ids in one IN (…) list: well under SQLite's limit on variables in a statement."""
TAKEN = (
    "Comptoir ne démarre pas. Il tourne déjà sur cette base : arrêtez l’autre, ou "
    "passez à PostgreSQL avec COMPTOIR_DATABASE_URL pour en lancer plusieurs."
)


_forgetting: list[Callable[[], None]] = []


def when_connecting(forget: Callable[[], None]) -> None:
    """Have this called when the process turns to another database: what is kept of the former."""
    _forgetting.append(forget)


class Router:
    """Reads have a connection of their own, so that they never wait for a transaction.

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


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
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
    return {
        "connections": {"default": _connection(url, **writing), "ro": _connection(url, **reading)},
        "apps": {
            "models": {
                "models": list(MODULES),
                "migrations": "models.migrations",
                "default_connection": "default",
            }
        },
        "routers": ["models.database.Router"],
        "use_tz": True,
        "timezone": "UTC",
    }


TORTOISE = orm_config(SETTINGS.database_url)


@contextmanager
def claim(url: str, refusal: str = TAKEN) -> Iterator[None]:
    """Hold a SQLite file for this process: two that write to one lock each other out."""
    file = sqlite_file(url)
    if file is None:
        yield
        return
    _create_folder(url)
    with Path(f"{file}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit(refusal) from None
        yield


async def migrate(url: str, *, copies_first: bool = True) -> None:
    """Bring the database to the current schema, creating it if need be.

    What it holds is copied before it changes. Refused when the copy cannot be made, and when a
    newer version of Comptoir made the schema.
    """

    async def prepare(_connection: str, plan: list[PlanStep], *_: bool) -> None:
        connection = get_connection("default")
        applied = await MigrationRecorder(connection).applied_migrations()
        check_version({key.name for key in applied})
        if copies_first and plan and await _has_tables(connection):
            migration = plan[0].migration.name
            if kept := await asyncio.to_thread(back_up_before_migration, url, migration):
                print(f"La base est mise à niveau ; sa copie d’avant est {quoted(str(kept))}.")

    _create_folder(url)
    try:
        async with _alone_in_migrating(url), TortoiseContext():
            await run_migrations(config=_patient(url), app_labels=["models"], reporter=prepare)
            if dialect() == "postgres":
                await get_connection("default").execute_query(ORDER_TEXT_BY_BYTES)
    except Outage as outage:
        raise SystemExit(f"Comptoir ne démarre pas. {outage} ({outage.__cause__})") from None


def _alone_in_migrating(url: str) -> AbstractAsyncContextManager[None]:
    """Of several processes that start at once one migrates, and the others then find it done.

    SQLite's file is claimed by one anyway.
    """
    return nullcontext() if sqlite_file(url) else by_turns(url, MIGRATING)


def check_version(applied: set[str]) -> None:
    """Refused when these migrations go beyond what this version of Comptoir knows."""
    if newer := sorted(applied - _known_migrations()):
        raise Refused(
            f"Cette base vient d’une version plus récente de Comptoir ({', '.join(newer)}) : "
            "installez cette version."
        )


def missing_migrations(applied: set[str]) -> set[str]:
    """The migrations that a database has yet to go through."""
    return _known_migrations() - applied


def _known_migrations() -> set[str]:
    return {name for _, name, _ in pkgutil.iter_modules(migrations.__path__)}


async def _has_tables(connection: Any) -> bool:
    """Whether there is anything to lose."""
    tables = {
        "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name <> $1 LIMIT 1",
        "postgres": "SELECT 1 FROM pg_tables WHERE schemaname = current_schema()"
        " AND tablename <> $1 LIMIT 1",
    }[connection.capabilities.dialect]
    return bool(await connection.execute_query_dict(tables, ["tortoise_migrations"]))


def _patient(url: str) -> dict[str, Any]:
    """The configuration for what takes its time with a million rows."""
    config = orm_config(url)
    for connection in config["connections"].values():
        connection["credentials"].pop("command_timeout", None)
    return config


async def connect(url: str, *, is_patient: bool = False) -> None:
    """Open the database for this process; `migrate` comes first."""
    for forget in _forgetting:
        forget()
    EXECUTOR_CACHE.clear()  # statements in the language of the database that was open before
    config = _patient(url) if is_patient else orm_config(url)
    await Tortoise.init(config=config, _enable_global_fallback=True)


async def disconnect() -> None:
    """Close the reader first: the writer then leaves no write-ahead log behind."""
    await get_connection("ro").close()
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


def _create_folder(url: str) -> None:
    if file := sqlite_file(url):
        file.parent.mkdir(parents=True, exist_ok=True)
