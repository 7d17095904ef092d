"""Databases with so many made-up clients: filled once, kept, and copied for each run."""

from __future__ import annotations

import asyncio
import shutil
import sys
from hashlib import sha256
from pathlib import Path
from typing import Protocol, Self

from models.database import connect, disconnect
from models.demo import fill
from models.demo.accounts import open_demo_accounts
from models.french.wording import number
from models.upkeep import migrate
from tests.bench import documents
from tests.bench.documents import multiply
from tests.processes import ROOT

KEPT = ROOT / ".bench"


class Database(Protocol):
    """A kind of database; inside its `with`, copies can be made."""

    name: str

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def copy(self, size: int, folder: Path) -> str:
        """The URL of a database with `size` clients, to be changed at will and thrown away."""
        ...


class Sqlite:
    """One file for each size."""

    name = "SQLite"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Copies go with the folder in which they were made."""

    def kept(self, size: int) -> Path:
        """The file with `size` clients, filled once and brought up to date."""
        kept = KEPT / f"clients-{size}-{_recipe()}.sqlite3"
        if not kept.exists():
            KEPT.mkdir(exist_ok=True)
            for former in KEPT.glob(f"clients-{size}*"):
                former.unlink()
            part = kept.with_suffix(".part")
            fill_with(f"sqlite://{part}", size)
            part.rename(kept)
        asyncio.run(migrate(f"sqlite://{kept}", copies_first=False))
        return kept

    def copy(self, size: int, folder: Path) -> str:
        return f"sqlite://{shutil.copyfile(self.kept(size), folder / 'comptoir.sqlite3')}"


def _recipe() -> str:
    """Another one whenever the made-up clients and accounts are made in another way."""
    sources = [*sorted((ROOT / "models" / "demo").glob("*.py")), Path(documents.__file__)]
    return sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()[:8]


def fill_with(url: str, size: int) -> None:
    """Put the demo's accounts and so many clients into a new database."""

    async def run() -> None:
        await migrate(url)
        await connect(url)
        await open_demo_accounts()
        await fill(size, progress=_say)
        await multiply(size)
        await disconnect()

    asyncio.run(run())
    print(file=sys.stderr)


def _say(count: int) -> None:
    print(f"\r  {number(count)} clients…", end="", file=sys.stderr, flush=True)
