"""What SQLite's error codes mean to a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from models.database.outage import BUSY, DAMAGED, FULL, GONE, MOVED, READ_ONLY, Outage

SENTENCES = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_PROTOCOL: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: GONE,
    sqlite3.SQLITE_CANTOPEN: GONE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
SOUND = {BUSY, FULL, MOVED}
"""Where the connection itself is not to blame."""


@contextmanager
def explained() -> Iterator[None]:
    """Raise as an Outage what SQLite says about the file, and as it is what about a statement."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in SENTENCES:
            raise Outage(SENTENCES[code]) from error
        raise
