"""A database that is locked, full or gone: a sentence, nothing half done, and then it goes on."""

from __future__ import annotations

import asyncio
import errno
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from tortoise.connection import get_connection

from models.clients import CLIENTS, Client
from models.database import (
    Outage,
    is_answering,
    outage_of,
    transaction,
)
from models.database.connection import connect, disconnect
from models.database.outage import (
    BUSY,
    DAMAGED,
    FULL,
    GONE,
    MOVED,
    READ_ONLY,
)
from models.database.sqlite import TransactionConnection
from models.documents import Document
from models.lists import Query
from models.records import Changed
from models.upkeep.migrating import migrate
from tests.factories import ANYBODY, make_client, make_document
from tests.outages import file_of, full_disk, held_up, locked, moved_away, no_more_bytes

# A lock that is kept would wait for ever.
pytestmark = [pytest.mark.timeout(30), pytest.mark.sqlite]


async def write(name: str = "Écrit") -> None:
    await make_client(name)


async def names() -> list[str]:
    return [row["name"] for row in (await CLIENTS.page(Query())).rows]


async def test_a_locked_database_is_busy_and_then_goes_on(
    database_url: str, database: None
) -> None:
    async with locked(database_url):
        with pytest.raises(Outage, match=BUSY):
            await write()
        assert await names() == []

    await write()
    assert await names() == ["Écrit"]


async def test_a_transaction_reads_only_once_another_process_has_written(
    database_url: str, database: None
) -> None:
    client = await make_client("Avant")
    other = sqlite3.connect(file_of(database_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE client SET city = 'Brest'")
    asyncio.get_running_loop().call_later(0.05, other.execute, "COMMIT")

    async with transaction():
        seen = await Client.get(id=client.id)
        await seen.write({"name": "Après"}, by=ANYBODY)
    other.close()

    assert (seen.city, await names()) == ("Brest", ["Après"])


async def test_a_full_disk_is_said_and_keeps_nothing_of_the_transaction(database: None) -> None:
    async def write_two() -> None:
        async with transaction():
            await write("Petit")
            await make_client("Gros", notes="x" * 20_000)

    async with full_disk():
        with pytest.raises(Outage, match=FULL):
            await write_two()

    await write("Après")
    assert await names() == ["Après"]


async def test_a_disk_that_fails_while_writing_is_gone_and_then_goes_on(
    database_url: str, database: None
) -> None:
    await write("Avant")

    with no_more_bytes(database_url), pytest.raises(Outage, match=GONE):
        await make_client("Perdu", notes="x" * 20_000)

    assert await names() == ["Avant"]
    await write("Après")
    assert await names() == ["Après", "Avant"]


async def test_a_file_that_was_moved_away_takes_nothing_more(
    database_url: str, database: None
) -> None:
    await write("Avant")

    with moved_away(database_url):
        for action in (write, names):
            with pytest.raises(Outage, match=MOVED):
                await action()
        assert not file_of(database_url).exists()

    await write("Encore")
    assert await names() == ["Avant", "Encore"]


async def test_another_file_in_its_place_is_not_written_to(
    database_url: str, database: None, migrated: Path
) -> None:
    await write("Avant")

    with moved_away(database_url):
        shutil.copyfile(migrated, file_of(database_url))
        with pytest.raises(Outage, match=MOVED):
            await write()
        file_of(database_url).unlink()


async def test_a_read_only_database_says_so(database: None) -> None:
    await get_connection("default").execute_query("PRAGMA query_only=ON")

    with pytest.raises(Outage, match=READ_ONLY):
        await write()


async def test_a_connection_that_may_be_broken_is_opened_anew(database: None) -> None:
    await get_connection("default").execute_query("PRAGMA query_only=ON")
    with pytest.raises(Outage):
        await write()

    await write()

    assert await names() == ["Écrit"]


@pytest.fixture
async def no_connection() -> AsyncIterator[None]:
    """aiosqlite does not wait for the thread of a connection that could not be opened."""
    yield
    for thread in threading.enumerate():
        if "connection_worker" in thread.name:
            await asyncio.to_thread(thread.join, 5)


async def fails_twice(url: str, sentence: str) -> None:
    """The second time shows that the first has left no lock behind."""
    await connect(url)
    for _ in range(2):
        with pytest.raises(Outage, match=sentence):
            await Client.exists()
        with pytest.raises(Outage, match=sentence):
            await write()
    await disconnect()


async def test_a_file_that_is_no_database_is_damaged(tmp_path: Path, no_connection: None) -> None:
    (tmp_path / "junk.sqlite3").write_bytes(b"junk" * 1_000)

    await fails_twice(f"sqlite://{tmp_path}/junk.sqlite3", DAMAGED)


async def test_a_file_that_cannot_be_opened_is_gone(tmp_path: Path, no_connection: None) -> None:
    (tmp_path / "folder.sqlite3").mkdir()

    await fails_twice(f"sqlite://{tmp_path}/folder.sqlite3", GONE)


async def test_a_start_without_database_ends_with_the_sentence_and_its_cause(
    tmp_path: Path, no_connection: None
) -> None:
    (tmp_path / "folder.sqlite3").mkdir()

    with pytest.raises(SystemExit, match=r"Comptoir ne démarre pas\. .*\(unable to open"):
        await migrate(f"sqlite://{tmp_path}/folder.sqlite3")


async def test_what_a_failed_commit_has_left_is_not_committed_by_the_next(
    database: None,
) -> None:
    client = await make_client("Avant")
    document = await make_document(client)

    async def fail_to_commit() -> None:
        async with transaction():
            await get_connection("default").execute_query("PRAGMA defer_foreign_keys=ON")
            await Document.filter(id=document.id).update(client_id=999)
            await client.write({"name": "Perdu"}, by=ANYBODY)

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        await fail_to_commit()

    await write("Après")
    assert await names() == ["Après", "Avant"]


async def test_what_was_announced_is_told_even_if_the_commit_failed(
    database: None, heard: list[Changed], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_answer(_writing: TransactionConnection) -> None:
        raise Outage(GONE)

    monkeypatch.setattr(TransactionConnection, "commit", no_answer)

    with pytest.raises(Outage):
        await write()

    assert len(heard) == 1


async def test_nobody_waits_for_ever_behind_another_transaction(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database.sqlite.PATIENCE", 0.05)
    is_first_done = asyncio.Event()

    async def hold() -> None:
        async with transaction():
            await is_first_done.wait()

    first = asyncio.create_task(hold())
    await asyncio.sleep(0)
    with pytest.raises(Outage, match=BUSY):
        await write()
    is_first_done.set()
    await first

    await write()
    assert await names() == ["Écrit"]


async def test_whoever_gives_up_while_it_begins_leaves_no_lock(
    database_url: str, database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_beginning = asyncio.Event()
    execute = aiosqlite.Connection.execute

    def note(connection: aiosqlite.Connection, sql: str, *parameters: Any) -> Any:
        if sql.startswith("BEGIN"):
            is_beginning.set()
        return execute(connection, sql, *parameters)

    monkeypatch.setattr(aiosqlite.Connection, "execute", note)
    async with locked(database_url):
        writing = asyncio.create_task(write())
        await is_beginning.wait()
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing

    await write()
    assert await names() == ["Écrit"]


async def test_what_could_not_be_counted_is_counted_again(
    database_url: str, database: None
) -> None:
    await write()

    with moved_away(database_url), pytest.raises(Outage):
        await CLIENTS.page(Query())

    assert (await CLIENTS.page(Query())).found == "1\u00a0client"


async def test_whether_the_database_answers(database_url: str, database: None) -> None:
    assert await is_answering()
    with moved_away(database_url):
        assert not await is_answering()
    assert await is_answering()


async def test_an_answer_that_takes_too_long_is_none(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("models.database.connection.PATIENCE", 0.02)
        async with held_up():
            assert not await is_answering()
    assert await is_answering()


async def test_a_disk_that_is_full_for_another_file_is_full(
    database: None, subtests: pytest.Subtests
) -> None:
    for code in (errno.ENOSPC, errno.EDQUOT):
        with subtests.test(code=code), pytest.raises(Outage, match=FULL):
            async with transaction():
                raise OSError(code, "No space left on device")


def test_any_other_error_is_no_outage(subtests: pytest.Subtests) -> None:
    for error in (OSError(errno.ENOENT, "gone"), ValueError("no"), Exception()):
        with subtests.test(error=error):
            assert outage_of(error) is None
