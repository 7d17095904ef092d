"""SQLite's write-ahead log is moved into the file, and no commit waits for that."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tortoise.connection import get_connection

from models.database import sqlite
from models.database.connection import connect, disconnect
from models.database.transaction import transaction
from tests.factories import make_client
from tests.waiting import until

NOTES = "x" * 20_000
CLIENTS = 20


@pytest.fixture
async def file(
    migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Path]:
    monkeypatch.setattr(sqlite, "LOG_BYTES", CLIENTS * len(NOTES) // 2)
    file = tmp_path / "comptoir.sqlite3"
    shutil.copyfile(migrated, file)
    await connect(f"sqlite://{file}")
    yield file
    await disconnect()


async def write_much() -> None:
    async with transaction():
        for serial in range(CLIENTS):
            await make_client(f"Client {serial}", notes=NOTES)


def size(file: Path) -> int:
    return file.stat().st_size


async def test_a_long_log_is_moved_into_the_file(file: Path) -> None:
    before = size(file)
    await write_much()
    assert await until(lambda: size(file) > before)


async def test_no_commit_moves_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite.Sqlite, "move_log", lambda _: None)
    before = size(file)
    await write_much()
    assert size(file) == before


async def test_a_log_that_was_moved_is_cut(file: Path) -> None:
    (row,) = await get_connection("default").execute_query_dict("PRAGMA journal_size_limit")
    assert 0 <= row["journal_size_limit"] <= sqlite.LOG_BYTES
