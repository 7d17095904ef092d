"""Tortoise's PostgreSQL client: it says what is wrong with the server, and comes back with it.

A pool opens a connection anew where the server has closed it, so that a restart costs the
statements under way and nothing else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, cast

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import (
    ConnectionWrapper,
    NestedTransactionContext,
    PoolConnectionWrapper,
    TransactionContextPooled,
)
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.connection import get_connections
from tortoise.exceptions import DBConnectionError

from models.database.outage import (
    BUSY,
    DAMAGED,
    FULL,
    GONE,
    READ_ONLY,
    Outage,
)

PATIENCE = 15.0
"""Seconds that a statement waits for a free connection, or for a new one."""

SENTENCES = {
    "08": GONE,  # connection exception
    "25006": READ_ONLY,  # read-only transaction: a server that follows another
    "40": BUSY,  # serialization failure, deadlock
    "53100": FULL,
    "53": BUSY,  # out of memory, too many connections
    "55P03": BUSY,  # lock not available
    "57P": GONE,  # shut down, crashed, starting up, database dropped
    "57": BUSY,  # statement timeout
    "58": GONE,  # error of the server's own disk
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}
LOGIN = ("host", "port", "user", "password", "database", "ssl")
CONNECTING = 5.0
"""Seconds."""
ORDER_TEXT_BY_BYTES = """
DO $$ DECLARE one record; BEGIN
    FOR one IN
        SELECT attrelid::regclass AS name, string_agg(
            format('ALTER %I TYPE %s COLLATE "C"', attname, format_type(atttypid, atttypmod)), ', '
        ) AS changes
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
        AND attnum > 0 AND NOT attisdropped AND attcollation = 'pg_catalog.default'::regcollation
        GROUP BY attrelid
    LOOP
        EXECUTE format('ALTER TABLE %s %s', one.name, one.changes);
    END LOOP;
END $$
"""
"""Whatever language the server speaks: SQLite orders so, and so do the indexes of the lists."""
UNREACHABLE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, DBConnectionError)


@contextmanager
def explained(connection: Any) -> Iterator[None]:
    """Raise as an Outage what says something about the server, and as it is what about a
    statement."""
    try:
        yield
    except asyncpg.PostgresError as error:
        code = error.sqlstate or ""
        for begin, sentence in SENTENCES.items():
            if code.startswith(begin):
                raise Outage(sentence) from error
        raise
    except TimeoutError as error:
        raise Outage(BUSY) from error
    except OSError as error:
        raise Outage(GONE) from error
    except asyncpg.InterfaceError as error:
        if _is_lost(connection):
            raise Outage(GONE) from error
        raise


def _is_lost(connection: Any) -> bool:
    """Whether it is closed; the pool takes back at once what the server has closed."""
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:
        return True


class Postgres(AsyncpgDBClient):
    """A pool of connections."""

    def acquire_connection(self) -> PoolConnectionWrapper[Any]:
        return StatementConnection(self, self._pool_init_lock)

    def _in_transaction(self) -> TransactionContextPooled:
        return Transaction(TransactionConnection(self), self._pool_init_lock)

    async def take(self) -> Any:
        """A connection that was open a moment ago, or a new one."""
        try:
            if not self._pool:
                async with self._pool_init_lock:
                    if not self._pool:
                        await self.create_connection(with_db=True)
            return await cast("Any", self._pool).acquire(timeout=PATIENCE)
        except UNREACHABLE as error:
            raise Outage(GONE) from error

    async def give_back(self, connection: Any) -> None:
        with suppress(*UNREACHABLE):  # it is closed: the pool will open another
            await cast("Any", self._pool).release(connection)


class TransactionConnection(TransactionWrapper):
    """One connection of the pool inside a transaction."""

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        return StatementInTransaction(self._lock, self)

    def _in_transaction(self) -> NestedTransactionContext:
        return NestedTransactionContext(TransactionConnection(self))


class StatementInTransaction(ConnectionWrapper[Any]):
    """The connection of a transaction for one statement."""

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        self._lock.release()
        if exc_val:
            with explained(self.connection):
                raise exc_val


class StatementConnection(PoolConnectionWrapper[Any]):
    """A connection for one statement."""

    client: Postgres

    async def __aenter__(self) -> Any:
        self.connection = await self.client.take()
        return self.connection

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        try:
            if exc_val:
                with explained(self.connection):
                    raise exc_val
        finally:
            await self.client.give_back(self.connection)


class Transaction(TransactionContextPooled):
    """Unlike Tortoise's own, it gives its connection back to the pool when it cannot begin."""

    async def __aenter__(self) -> TransactionConnection:
        writing = cast("TransactionConnection", self.client)
        pool = cast("Postgres", writing._parent)
        writing._connection = await pool.take()
        try:
            with explained(writing._connection):
                await writing.begin()
        except BaseException:
            await pool.give_back(writing._connection)
            raise
        self.token = get_connections().set(self.connection_name, writing)
        return writing

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        writing = cast("TransactionConnection", self.client)
        try:
            with explained(writing._connection):
                if not writing._finalized:
                    await (writing.rollback() if exc_type else writing.commit())
        except Exception:
            if exc_type is None:
                raise
        finally:
            get_connections().reset(self.token)
            await cast("Postgres", writing._parent).give_back(writing._connection)


async def lone_connection(url: str, *, command_timeout: float | None = None) -> Any:
    """A connection outside the pools; raises what asyncpg does."""
    known = expand_db_url(url)["credentials"]
    login = {name: known[name] for name in LOGIN if name in known}
    return await asyncpg.connect(**login, timeout=CONNECTING, command_timeout=command_timeout)


@asynccontextmanager
async def by_turns(url: str, what: int) -> AsyncIterator[None]:
    """Let one process after the other do this; raises Outage."""
    try:
        connection = await lone_connection(url)
    except UNREACHABLE as error:
        raise Outage(GONE) from error
    try:
        with explained(connection):
            await connection.execute("SELECT pg_advisory_lock($1)", what)
        yield
    finally:
        with suppress(*UNREACHABLE):
            await connection.close(timeout=CONNECTING)


client_class = Postgres
