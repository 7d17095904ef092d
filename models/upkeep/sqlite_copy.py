"""Copies of a SQLite file, made and checked while people work on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from models.errors import Refused
from models.french.wording import quoted
from models.upkeep.held_mail import HOLD_ALL
from models.upkeep.new_file import reason

HEADER = b"SQLite format 3\0"
STEP = 1_000
"""Pages copied before Ctrl-C is heard: about 4 MB."""


class Damaged(Refused):
    """The file is not, or no longer, a database."""


def copy(source: Path, target: Path) -> None:
    """Copy all that is committed by now into one sound file; Refused when that cannot be.

    The open transaction sees one moment and makes no writer wait. Without it SQLite would begin
    again whenever somebody writes, and with steady writers never end.
    """
    with _opened(source, "n’a pas pu être copié") as present, closing(_connect(target)) as made:
        present.execute("BEGIN")
        present.execute("SELECT count(*) FROM sqlite_master").fetchone()
        present.backup(made, pages=STEP, progress=_listen_to_ctrl_c)
        made.execute("PRAGMA journal_mode = DELETE")
        is_whole = made.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        if not is_whole or made.execute("PRAGMA foreign_key_check").fetchone():
            raise Damaged(f"{quoted(str(source))} est abîmé : sa copie ne serait pas fiable.")


def settle(file: Path) -> None:
    """Leave nothing of the file in a journal beside it; Refused while another program uses it."""
    with _opened(file, "n’est pas libre") as present:
        present.execute("PRAGMA journal_mode = DELETE")


def tables(file: Path) -> set[str]:
    with _opened(file, "ne se lit pas") as present:
        return {row[0] for row in present.execute("SELECT name FROM sqlite_master")}


def migrations(file: Path) -> set[str]:
    """The names of the migrations that made this schema."""
    with _opened(file, "ne se lit pas") as present:
        query = "SELECT name FROM tortoise_migrations WHERE app = 'models'"
        return {row[0] for row in present.execute(query)}


def head(file: Path) -> tuple[str, str] | None:
    """The number and the seal with which the journal ends; None if there is none yet."""
    if "journal_head" not in tables(file):
        return None
    with _opened(file, "ne se lit pas") as present:
        row = present.execute("SELECT number, seal FROM journal_head").fetchone()
        return (str(row[0]), row[1]) if row else None


def accounts(file: Path) -> list[dict[str, Any]]:
    """Each account, with whatever columns the table has."""
    with _opened(file, "ne se lit pas") as present:
        found = present.execute("SELECT * FROM account")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]


def end_what_went_on(file: Path) -> None:
    """Nobody is in, nor half in, and no message is about to be sent."""
    with _opened(file, "ne s’écrit pas") as present:
        for table in ("session", "api_token"):
            present.execute(f"UPDATE {table} SET ended_at = ? WHERE ended_at IS NULL", [_now()])
        present.execute("DELETE FROM ticket")
        present.executescript(HOLD_ALL)


def _now() -> str:
    """As Tortoise writes an instant."""
    return datetime.now(UTC).isoformat(sep=" ")


@contextmanager
def _opened(file: Path, failure: str) -> Iterator[sqlite3.Connection]:
    """The file, which must exist; Refused with this failure and SQLite's reason."""
    try:
        with closing(_connect(file)) as connection:
            yield connection
    except sqlite3.Error as error:
        is_damaged = error.sqlite_errorcode in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
        outcome = Damaged if is_damaged else Refused
        raise outcome(f"{quoted(str(file))} {failure} : {reason(error)}.") from None


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)


def _listen_to_ctrl_c(*_: object) -> None:
    """Python looks for signals only between its own instructions."""
