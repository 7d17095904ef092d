"""What every test may use: a fresh migrated database in a real file."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import nullcontext, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from argon2 import PasswordHasher
from hypothesis import settings
from tortoise import Model
from tortoise.apps import Apps
from tortoise.connection import get_connection

from models.attachments import FILES
from models.config import FILES_FOLDER
from models.database.connection import connect, disconnect
from models.log import log_handler
from models.staff import credentials
from models.upkeep.migrating import migrate
from tests.hesitation import hesitant
from tests.postgres_databases import Databases, databases

DIALECTS = ("sqlite", "postgres")
ON_EACH = Path(__file__).parent / "models"
"""A test here runs once on each database, one elsewhere on SQLite; the mark of one has it run on
that one alone."""
MEMORY = Path("/dev/shm")
ROOM = 1 << 30
"""Bytes: containers often have too few."""

Logged = Callable[[], list[dict[str, Any]]]

# The same examples at every run: an accepted change stays accepted.
settings.register_profile("comptoir", deadline=None, derandomize=True, database=None)
settings.load_profile("comptoir")


def pytest_collection_finish() -> None:
    """Keep the imported code out of every later search for garbage, and search less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", action="append", choices=DIALECTS, help="only on this one, not on both"
    )
    parser.addoption("--all-databases", action="store_true", help="the screens on both, too")
    parser.addoption("--hesitant", type=int, metavar="SEED", help="answers come late now and then")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "dialect" in metafunc.fixturenames:
        metafunc.parametrize("dialect", dialects_of(metafunc), scope="session")


def dialects_of(metafunc: pytest.Metafunc) -> list[str]:
    """The databases on which a test runs."""
    options, test = metafunc.config.option, metafunc.definition
    is_on_each = options.all_databases or test.path.is_relative_to(ON_EACH)
    marked = [one for one in DIALECTS if test.get_closest_marker(one)]
    wanted = marked or (DIALECTS if is_on_each or options.database else DIALECTS[:1])
    return [one for one in wanted if one in (options.database or DIALECTS)]


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hashes that take no time, unlike those of the product."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(credentials, "_hasher", quick)
        patch.setattr(credentials, "_nobody", credentials.hash_of_nothing(quick))
        yield


@pytest.fixture(scope="session", autouse=True)
def hesitation(pytestconfig: pytest.Config) -> Iterator[None]:
    """What is late on a busy machine is late here, if that is asked for."""
    seed: int | None = pytestconfig.option.hesitant
    with nullcontext() if seed is None else hesitant(seed):
        yield


@pytest.fixture(scope="session", autouse=True)
def prepared_models() -> Iterator[None]:
    """Models that Tortoise prepares once for each kind of database, not for each test on it."""
    prepare = Apps._build_initial_querysets
    prepared: dict[type[Model], type] = {}

    def prepare_once(apps: Apps) -> None:
        kind = type(get_connection("default"))
        models = [model for app in apps.apps.values() for model in app.values()]
        if any(prepared.get(model) is not kind for model in models):
            prepare(apps)
            prepared.update(dict.fromkeys(models, kind))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Apps, "_build_initial_querysets", prepare_once)
        yield


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the schema and nothing in it, to copy."""
    file = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    asyncio.run(migrate(f"sqlite://{file}"))
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[Databases]:
    """Databases on a PostgreSQL of this process's own."""
    with databases() as found:
        yield found


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the files of this test's databases are: a disk is slow to forget so many."""
    with TemporaryDirectory(prefix="comptoir-", dir=memory()) as made:
        yield Path(made)


@cache
def memory() -> Path | None:
    """A folder that is held in memory, if the system has one with room enough."""
    with suppress(OSError):
        if shutil.disk_usage(MEMORY).free > ROOM:
            return MEMORY
    return None


@pytest.fixture
def database_url(dialect: str, request: pytest.FixtureRequest) -> str:
    """A migrated database with nothing in it, for this test alone."""
    if dialect == "postgres":
        found: Databases = request.getfixturevalue("postgres")
        return found.emptied()
    return _copy(request, "comptoir.sqlite3")


@pytest.fixture
def second_url(dialect: str, request: pytest.FixtureRequest) -> str:
    """Another such database."""
    if dialect == "postgres":
        found: Databases = request.getfixturevalue("postgres")
        return found.copied()
    return _copy(request, "second.sqlite3")


def _copy(request: pytest.FixtureRequest, name: str) -> str:
    file = request.getfixturevalue("folder") / name
    shutil.copyfile(request.getfixturevalue("migrated"), file)
    return f"sqlite://{file}"


@pytest.fixture
async def database(database_url: str, folder: Path) -> AsyncIterator[None]:
    """The models, connected to a database of this test's own, and a folder for its files."""
    await connect(database_url)
    FILES.open(str(folder / FILES_FOLDER))
    yield
    await disconnect()


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[Logged]:
    """What stands in the log so far, as a machine reads it."""
    monkeypatch.setattr("models.log._outages", {})  # another test's are not this one's
    stream = io.StringIO()
    handler = log_handler(stream)
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().split("\n") if line]
    logging.getLogger().removeHandler(handler)
