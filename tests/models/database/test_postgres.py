"""Which errors of PostgreSQL are an outage, and which are the statement's own."""

from __future__ import annotations

from dataclasses import dataclass

import asyncpg
import pytest

from models.database import Outage
from models.database.outage import (
    BUSY,
    DAMAGED,
    FULL,
    GONE,
    READ_ONLY,
)
from models.database.postgres import explained


@dataclass
class Connection:
    """One that is open, or not."""

    is_open: bool = True

    def is_closed(self) -> bool:
        return not self.is_open


def test_what_says_something_about_the_server_is_an_outage(subtests: pytest.Subtests) -> None:
    for error, sentence in (
        (asyncpg.ConnectionDoesNotExistError("closed in the middle of operation"), GONE),
        (asyncpg.AdminShutdownError("terminating connection"), GONE),
        (asyncpg.CrashShutdownError("another server process crashed"), GONE),
        (asyncpg.CannotConnectNowError("the database system is starting up"), GONE),
        (asyncpg.PostgresIOError("could not read block"), GONE),
        (ConnectionRefusedError(111, "refused"), GONE),
        (ConnectionResetError(104, "reset by peer"), GONE),
        (TimeoutError(), BUSY),
        (asyncpg.QueryCanceledError("statement timeout"), BUSY),
        (asyncpg.DeadlockDetectedError("deadlock detected"), BUSY),
        (asyncpg.TooManyConnectionsError("too many clients"), BUSY),
        (asyncpg.DiskFullError("could not extend file"), FULL),
        (asyncpg.ReadOnlySQLTransactionError("in a read-only transaction"), READ_ONLY),
        (asyncpg.DataCorruptedError("invalid page"), DAMAGED),
    ):
        with subtests.test(error=error, sentence=sentence):
            with pytest.raises(Outage) as told, explained(Connection()):
                raise error

            assert str(told.value) == sentence
            assert told.value.__cause__ is error


def test_what_says_something_about_the_statement_stays_as_it_is(subtests: pytest.Subtests) -> None:
    for error in (
        asyncpg.UniqueViolationError("duplicate key"),
        asyncpg.UndefinedTableError("no such table"),
        asyncpg.InterfaceError("another operation is in progress"),
        ValueError("no"),
    ):
        with subtests.test(error=error), pytest.raises(type(error)), explained(Connection()):
            raise error


def test_a_connection_that_turns_out_to_be_closed_is_an_outage() -> None:
    with pytest.raises(Outage, match=GONE), explained(Connection(is_open=False)):
        raise asyncpg.InterfaceError("connection is closed")
