"""Tortoise's SQLite client: it says what is wrong with the file, and goes on once that is over.

It has one connection that writes, one transaction after the other, and two that only read: one of
them what takes long.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from tortoise.backends.base.client import ConnectionWrapper, NestedTransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.connection import get_connections

from models.database.outage import BUSY, MOVED, Outage
from models.database.sqlite_faults import SOUND, explained

PATIENCE = 15.0
"""Seconds that a transaction waits for those before it."""

LOG_BYTES = 4 << 20
"""From this size on, what the write-ahead log holds is moved into the file."""


class Sqlite(SqliteClient):
    """One connection, opened anew where it may be broken, but never onto another file."""

    def __init__(self, file_path: str, **options: Any) -> None:
        super().__init__(file_path, **options)
        self._inode = _inode(file_path)
        self._only_reads = "query_only" in options
        self._moving: asyncio.Future[None] | None = None

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        return (ReadConnection if self._only_reads else WriteConnection)(self._lock, self)

    def _in_transaction(self) -> SqliteTransactionContext:
        return Transaction(TransactionConnection(self), self._lock)

    async def create_connection(self, with_db: bool) -> None:
        """Open the connection unless it is open."""
        if self._connection:
            return
        try:
            with explained():
                await super().create_connection(with_db)
        except BaseException:
            await self.drop()
            raise
        self._inode = self._inode or _inode(self.filename)  # the file may have been made just now

    def check_place(self) -> None:
        """Refuse to go on in a file that was moved away: nobody would find what is saved there."""
        if self._inode is not None and _inode(self.filename) != self._inode:
            raise Outage(MOVED)

    async def recover(self, error: BaseException) -> None:
        """After a failure: leave a connection that may be broken, or hold half a transaction."""
        if not (isinstance(error, Outage) and str(error) in SOUND):
            await self.drop()

    def move_log(self) -> None:
        """Have another thread move a long log into the file, for which a commit would wait."""
        if self._moving and not self._moving.done():
            return
        with suppress(OSError):
            if Path(f"{self.filename}-wal").stat().st_size > LOG_BYTES:
                loop = asyncio.get_running_loop()
                self._moving = loop.run_in_executor(None, _move_log, self.filename)

    async def drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            with suppress(sqlite3.Error):
                await connection.close()


class TransactionConnection(SqliteTransactionWrapper):
    """The same connection inside a transaction."""

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        return StatementInTransaction(self._lock, self)

    def _in_transaction(self) -> NestedTransactionContext:
        return NestedTransactionContext(TransactionConnection(self))

    async def begin(self) -> None:
        # Tortoise's own begin commits what an earlier failure has left open, and takes the lock
        # with the first write only, when it is too late to wait for a writer of another process.
        await self._connection.rollback()
        await self._connection.execute("BEGIN IMMEDIATE")


class StatementInTransaction(ConnectionWrapper[Any]):
    """The connection for one statement."""

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        self._lock.release()
        if exc_val:
            with explained():
                raise exc_val


class ReadConnection(ConnectionWrapper[Any]):
    """The connection for one reading among others.

    SQLite's thread takes one after the other. With a lock, which is let go in the busy loop, it
    would be idle in between, and a crowd would wait for the loop's turn at each statement.
    """

    client: Sqlite

    async def __aenter__(self) -> Any:
        self.client.check_place()
        if self._lock.locked() or not self.client._connection:
            async with self._lock:
                await self.client.create_connection(with_db=True)
        self.connection = self.client._connection
        return self.connection

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        try:
            if exc_val:
                with explained():
                    raise exc_val
        except Outage as outage:
            if self.connection is self.client._connection:  # else another has dropped it already
                await self.client.recover(outage)
            raise


class WriteConnection(ReadConnection):
    """The connection for one statement outside any transaction, which waits for those."""

    async def __aenter__(self) -> Any:
        await self._lock.acquire()
        try:
            self.client.check_place()
            await self.client.create_connection(with_db=True)
        except BaseException:
            self._lock.release()
            raise
        self.connection = self.client._connection
        return self.connection

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        try:
            await super().__aexit__(exc_type, exc_val, exc_tb)
        finally:
            self._lock.release()


class Transaction(SqliteTransactionContext):
    """Unlike Tortoise's own, it lets go of the lock when it cannot begin, and of what it has
    written when it cannot commit."""

    async def __aenter__(self) -> TransactionConnection:
        writing: TransactionConnection = self.connection
        client = cast("Sqlite", writing._parent)
        await self._take_turn()
        try:
            client.check_place()
            await client.create_connection(with_db=True)
            writing._connection = cast("Any", client._connection)
            with explained():
                await writing.begin()
        except BaseException as error:
            await client.recover(error)
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, writing)
        return writing

    async def _take_turn(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._trxlock.acquire()
        except TimeoutError:
            raise Outage(BUSY) from None

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        writing: TransactionConnection = self.connection
        try:
            with explained():
                if not writing._finalized:
                    await (writing.rollback() if exc_type else writing.commit())
        except BaseException as error:
            await cast("Sqlite", writing._parent).drop()
            if exc_type is None or not isinstance(error, Exception):
                raise
        finally:
            get_connections().reset(self.token)
            self._trxlock.release()
        cast("Sqlite", writing._parent).move_log()


def _move_log(file: str) -> None:
    with (
        suppress(sqlite3.Error),  # it stays in the log, and is moved after another commit
        closing(sqlite3.connect(f"file:{quote(file)}?mode=rw", uri=True)) as connection,
    ):
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _inode(path: str) -> int | None:
    try:
        return Path(path).stat().st_ino
    except OSError:
        return None


client_class = Sqlite
