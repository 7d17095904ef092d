"""What the clerks were told is saved, held against what the database has."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

IN_TRASH = {"": "trash"}
QUERY = "SELECT name, contact, notes, trashed_at IS NOT NULL FROM client"


@dataclass
class Filed:
    """A client that one clerk files: as last confirmed on screen, and as last sent."""

    name: str
    told: dict[str, str] | None = None
    sent: dict[str, str] | None = None

    def send(self, fields: dict[str, str]) -> None:
        self.sent = {**(self.told or {}), **fields}

    def confirm(self) -> None:
        self.told = self.sent

    def loss(self, rows: list[dict[str, str]]) -> str | None:
        """What is missing of this client in the database, or None."""
        if not rows:
            return f"{self.name} is lost" if self.told is not None else None
        if rows[0] in (self.told, self.sent):
            return None
        return f"{self.name} is {rows[0]}, was told {self.told}, last sent {self.sent}"


@dataclass
class Ledger:
    """All that the clerks of one run have filed."""

    filed: dict[str, Filed] = field(default_factory=dict)
    confirmed: int = 0
    saved_untold: int = 0
    lost: dict[str, str] = field(default_factory=dict)
    doubled: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def begin(self, name: str) -> Filed:
        self.filed[name] = filed = Filed(name)
        return filed

    def check(self) -> None:
        """Hold the database against what is known now; for use between two events of the loop."""
        raise NotImplementedError

    def compare(self, clients: Iterable[Sequence[Any]]) -> None:
        """Hold what QUERY finds against what is known now."""
        stored = _stored(clients)
        for filed in self.filed.values():
            rows = stored[filed.name]
            if len(rows) > 1:
                self.doubled[filed.name] = f"{filed.name} is there {len(rows)} times"
            if loss := filed.loss(rows):
                self.lost[filed.name] = loss
            if rows and rows[0] == filed.sent != filed.told:
                self.saved_untold += 1


class FileLedger(Ledger):
    """A ledger beside a database in one file."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def check(self) -> None:
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as database:
            self._check_file(database)
            self.compare(database.execute(QUERY))

    def check_search(self) -> None:
        """Hold the search's index against the clients; nobody else may use the database."""
        with closing(sqlite3.connect(self._file)) as database:
            try:
                database.execute(
                    "INSERT INTO client_search (client_search, rank) VALUES ('integrity-check', 1)"
                )
            except sqlite3.DatabaseError as error:
                self.broken.append(f"search index: {error}")

    def _check_file(self, database: sqlite3.Connection) -> None:
        answer = [row[0] for row in database.execute("PRAGMA integrity_check")]
        if answer != ["ok"]:
            self.broken.append(f"integrity_check: {answer[:3]}")
        if orphans := database.execute("PRAGMA foreign_key_check").fetchall():
            self.broken.append(f"foreign_key_check: {orphans[:3]}")


def _stored(clients: Iterable[Sequence[Any]]) -> defaultdict[str, list[dict[str, str]]]:
    """The clients by name: the fields that the clerks fill in, and whether in the trash."""
    stored: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for name, contact, notes, is_trashed in clients:
        trash = IN_TRASH if is_trashed else {}
        stored[name].append({"Contact": contact, "Notes": notes, **trash})
    return stored
