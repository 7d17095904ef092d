"""Bringing a database to the current schema, by one process at a time."""

from __future__ import annotations

import asyncio
import fcntl
import pkgutil
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.api.migrate import migrate as run_migrations
from tortoise.migrations.executor import PlanStep
from tortoise.migrations.recorder import MigrationRecorder

from models.config import ROOT, sqlite_file
from models.database.connection import dialect, forget_statements, patient_config
from models.database.outage import Outage
from models.database.postgres import ORDER_TEXT_BY_BYTES, by_turns
from models.errors import Refused
from models.french.wording import quoted
from models.upkeep.backup import back_up_before_migration

MIGRATING = int.from_bytes(b"Comptoir")
"""The number of the lock under which a process migrates."""
OVERWRITING = "0028_erasing"
"""Since then SQLite overwrites what is freed."""
TAKEN = (
    "Comptoir ne démarre pas. Il tourne déjà sur cette base : arrêtez l’autre, ou "
    "passez à PostgreSQL avec COMPTOIR_DATABASE_URL pour en lancer plusieurs."
)


@contextmanager
def claim(url: str, refusal: str = TAKEN) -> Iterator[bool]:
    """Hold a SQLite file for this process: two that write to one lock each other out.

    Gives whether nobody else is at this database.
    """
    file = sqlite_file(url)
    if file is None:
        yield False
        return
    _create_folder(url)
    with Path(f"{file}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit(refusal) from None
        yield True


async def migrate(url: str, *, copies_first: bool = True) -> None:
    """Bring the database to the current schema, creating it if need be.

    What it holds is copied before it changes. Refused when the copy cannot be made, and when a
    newer version of Comptoir made the schema.
    """

    steps: list[str] = []

    async def prepare(_connection: str, plan: list[PlanStep], *_: bool) -> None:
        steps.extend(step.migration.name for step in plan)
        connection = get_connection("default")
        applied = await MigrationRecorder(connection).applied_migrations()
        check_version({key.name for key in applied})
        if copies_first and plan and await _has_tables(connection):
            migration = plan[0].migration.name
            if kept := await asyncio.to_thread(back_up_before_migration, url, migration):
                print(f"La base est mise à niveau ; sa copie d’avant est {quoted(str(kept))}.")

    _create_folder(url)
    forget_statements()
    try:
        async with _alone_in_migrating(url), TortoiseContext():
            await run_migrations(
                config=patient_config(url), app_labels=["models"], reporter=prepare
            )
            if OVERWRITING in steps and dialect() == "sqlite":
                await _forget_what_was_freed()
            if dialect() == "postgres":
                await get_connection("default").execute_query(ORDER_TEXT_BY_BYTES)
    except Outage as outage:
        raise SystemExit(f"Comptoir ne démarre pas. {outage} ({outage.__cause__})") from None


async def _forget_what_was_freed() -> None:
    """Write the file anew: what was changed or deleted before it was overwritten is in its gaps."""
    with suppress(Outage):  # a full disk: it goes on as it is
        await get_connection("default").execute_query("VACUUM")


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
    return {name for _, name, _ in pkgutil.iter_modules([str(ROOT / "models" / "migrations")])}


async def _has_tables(connection: Any) -> bool:
    """Whether there is anything to lose."""
    tables = {
        "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name <> $1 LIMIT 1",
        "postgres": "SELECT 1 FROM pg_tables WHERE schemaname = current_schema()"
        " AND tablename <> $1 LIMIT 1",
    }[connection.capabilities.dialect]
    return bool(await connection.execute_query_dict(tables, ["tortoise_migrations"]))


def _create_folder(url: str) -> None:
    if file := sqlite_file(url):
        file.parent.mkdir(parents=True, exist_ok=True)
