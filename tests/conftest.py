"""What every test may use: a fresh migrated database in a real file."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from models import credentials, log_handler
from models.database import connect, disconnect, migrate

Logged = Callable[[], list[dict[str, Any]]]

# The same examples at every run: an accepted change stays accepted.
settings.register_profile("comptoir", deadline=None, derandomize=True, database=None)
settings.load_profile("comptoir")


def pytest_collection_finish() -> None:
    """Keep the imported code out of every later search for garbage: NiceGUI's simulation makes
    two of them for each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hashes that take no time, unlike those of the product."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(credentials, "_hasher", quick)
        patch.setattr(credentials, "_nobody", quick.hash("nobody"))
        yield


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the schema and nothing in it, to copy."""
    file = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    asyncio.run(migrate(f"sqlite://{file}"))
    return file


@pytest.fixture
def database_url(migrated: Path, tmp_path: Path) -> str:
    """A database of this test's own."""
    file = tmp_path / "comptoir.sqlite3"
    shutil.copyfile(migrated, file)
    return f"sqlite://{file}"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[None]:
    """The models, connected to a database of this test's own."""
    await connect(database_url)
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
