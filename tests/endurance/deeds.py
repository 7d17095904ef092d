"""What is done beside filing while the server is killed: imports, merges, files that are sent."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field

from models import books, documents  # noqa: F401 - they say which of their columns name files
from models.attachments import naming
from models.clients import Client
from tests.browser.conftest import Server
from tests.endurance.book import Book
from tests.endurance.clerk import Clerk
from tests.endurance.figures import Stopwatch
from tests.endurance.importing import ImportingClerk, Imports, make_known
from tests.endurance.merging import Merges, MergingClerk, make_pairs
from tests.endurance.robot import Account
from tests.endurance.uploading import UploadingClerk, Uploads
from tests.processes import ROOT, clean_environment

MERGING = UPLOADING = 2
STAFF = MERGING + UPLOADING + 1
"""How many do all that; one of them imports."""
PAIRS_LEFT = 10
"""Pairs beside those that each kill may leave merged."""
A_WEEK = 7 * 86_400.0


@dataclass
class Deeds:
    """Their books in one run, on one server with its files in a folder."""

    server: Server
    kills: int
    imports: Imports = field(default_factory=Imports)
    merges: Merges = field(default_factory=Merges)
    uploads: Uploads = field(default_factory=Uploads)
    orphans: list[str] = field(default_factory=list)
    swept: int = 0

    @property
    def books(self) -> list[Book]:
        return [self.imports, self.merges, self.uploads]

    def prepare(self) -> None:
        """Have what they work at, before the server starts."""
        self.uploads.folder = self.server.folder
        self.server.fill(self._fill)
        with self._open() as database:
            self.imports.look(database)
            self.merges.look(database)

    async def _fill(self) -> None:
        found = Client.filter(trashed_at=None).order_by("id")
        self._owners = [int(id_) for (id_,) in await found.values_list("id")]
        await make_known()
        self.merges.pairs = await make_pairs(MERGING * (self.kills + PAIRS_LEFT))

    def clerks(
        self, accounts: Sequence[Account], chance: random.Random, watch: Stopwatch
    ) -> list[Clerk]:
        """Who imports, merges and sends."""
        url, free = self.server.url, iter(accounts)

        def begun(number: int) -> tuple[int, str, Account, random.Random, Stopwatch]:
            return number, url, next(free), random.Random(chance.random()), watch

        merging = [
            MergingClerk(*begun(place), self.merges, self.merges.pairs[place::MERGING])
            for place in range(MERGING)
        ]
        sending = [
            UploadingClerk(*begun(place), self.uploads, self._owners[place::UPLOADING])
            for place in range(UPLOADING)
        ]
        return [ImportingClerk(*begun(0), self.imports), *merging, *sending]

    def check(self) -> None:
        """Hold the database against their books, after a kill."""
        with self._open() as database:
            for book in self.books:
                book.check(database)

    def check_end(self) -> None:
        """The same once nobody works any more; the server must have ended."""
        self.check()
        with self._open() as database:
            self.imports.check_end(database)
            stored = self.uploads.age(A_WEEK)
            self._sweep()
            self.orphans = self.uploads.orphans(database, naming())
            self.swept = stored - self.uploads.age(0)
        self.check()

    def _sweep(self) -> None:
        """Start once, which removes what was being written, then `app.py sweep`."""
        self.server.start()
        self.server.stop()
        subprocess.run(
            [sys.executable, str(ROOT / "app.py"), "sweep"],
            env={**clean_environment(), "COMPTOIR_DATABASE_URL": self.server.database_url},
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def _open(self) -> closing[sqlite3.Connection]:
        file = self.server.folder / "comptoir.sqlite3"
        return closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True))

    @property
    def problems(self) -> list[str]:
        return [*(one for book in self.books for one in book.problems), *self.orphans]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The lines of the report."""
        return [
            *(row for book in self.books for row in book.rows),
            ("stored files without a row, removed by `app.py sweep`", f"{self.swept}"),
            ("stored files without a row after that", f"{len(self.orphans)}"),
        ]
