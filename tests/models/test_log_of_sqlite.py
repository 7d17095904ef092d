"""SQLite's write-ahead log is moved into the file, and no commit waits for that."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.changes import transaction
from models.database import connect, disconnect
from models.sqlite import LOG_BYTES, Sqlite
from tests.factories import make_client
from tests.simulation import until

NOTES = "x" * 20_000
ENOUGH = 2 * LOG_BYTES // len(NOTES)


@pytest.fixture
async def file(migrated: Path, tmp_path: Path) -> AsyncIterator[Path]:
    file = tmp_path / "comptoir.sqlite3"
    shutil.copyfile(migrated, file)
    await connect(f"sqlite://{file}")
    yield file
    await disconnect()


async def write_much() -> None:
    async with transaction():
        for serial in range(ENOUGH):
            await make_client(f"Client {serial}", notes=NOTES)


def size(path: Path | str) -> int:
    return Path(path).stat().st_size


async def test_a_long_log_is_moved_into_the_file_and_cut(file: Path) -> None:
    await write_much()
    assert size(f"{file}-wal") > LOG_BYTES
    assert await until(lambda: size(file) > ENOUGH * len(NOTES))

    for serial in range(20):  # the thread may still be at it
        await make_client(f"Un de plus {serial}")
        await asyncio.sleep(0.05)
    assert size(f"{file}-wal") <= LOG_BYTES


async def test_no_commit_moves_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sqlite, "move_log", lambda _: None)
    before = size(file)
    await write_much()
    assert size(file) == before
