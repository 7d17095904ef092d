"""A journal of before its values could be erased keeps its seals, and its file no telling gaps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import orjson
import pytest
from tortoise.context import TortoiseContext
from tortoise.migrations.api.migrate import migrate as run_migrations

from models.database import connect, disconnect, transaction
from models.database.connection import orm_config
from models.permissions import THE_HOUSE
from models.records import look_through
from models.records.journal import Subject, note
from models.upkeep.migrating import migrate

BEFORE = "models.0021_contacts_and_addresses"
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
SAID = (1, AT.isoformat(timespec="microseconds"), None, "Zoé", "Poste 1", "client", 7)
VALUES = ("Garage", "amend", {"name": ["", "Garage"]}, "zoe garage")


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file)) as connection:
        yield connection
        connection.commit()


def put_old(file: Path) -> str:
    """An entry as the older version wrote it, and a text in a gap; its seal."""
    seal = sha256(orjson.dumps(["", *SAID, *VALUES])).hexdigest()
    number, _, account, *subject = SAID
    caption, action, changes, search = VALUES
    row = (number, "2026-01-02 03:04:05+00:00", account, *subject)
    values = (caption, action, orjson.dumps(changes).decode(), search, seal)
    with opened(file) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute(
            "INSERT INTO journal (id, at, account_id, staff, device, topic, record_id, caption,"
            " action, changes, search, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, *values),
        )
        connection.execute("UPDATE journal_head SET number = 1, seal = ?", (seal,))
        connection.execute("INSERT INTO logo VALUES ('h', 'Zygomar')")
    with opened(file) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("DELETE FROM logo")
    return seal


@pytest.mark.sqlite
async def test_old_entries_keep_their_seals_and_gaps_are_closed(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    url = f"sqlite://{file}"
    async with TortoiseContext():
        await run_migrations(config=orm_config(url), app_labels=["models"], target=BEFORE)
    seal = put_old(file)
    assert b"Zygomar" in file.read_bytes()

    await migrate(url, copies_first=False)

    await connect(url)
    try:
        assert await look_through() == (None, 0)
        async with transaction():
            await note(THE_HOUSE, "amend", Subject("client", 7, "Garage"))
        assert await look_through() == (None, 0)
    finally:
        await disconnect()
    with opened(file) as connection:
        assert connection.execute("SELECT seal FROM journal WHERE id = 1").fetchone() == (seal,)
    assert b"Zygomar" not in file.read_bytes()
