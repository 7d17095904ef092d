"""Numbers under fire: `python -m tests.endurance.numbers` has two processes issue invoices at once.

They are killed again and again. Afterwards no number may lack, stand twice, or be another one than
the process was told before it died.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from models.database import Outage, connect, disconnect, transaction
from models.documents import Document, DocumentLine
from models.errors import Refused
from models.upkeep import migrate
from tests.endurance.figures import machine, table
from tests.factories import ADDRESS, ANYBODY, SIREN, make_client, make_document, set_up_firm
from tests.postgres_databases import databases
from tests.processes import ROOT, clean_environment

PROCESSES = 2
LOOK = 0.02
"""Seconds between two looks at how far they are."""
ROLLED_BACK = 0.03
"""The share of invoices that are issued in a transaction that then fails."""
MANY = 500
"""Rows inserted at once."""

Row = TypeVar("Row", Document, DocumentLine)


# --- a process that issues ------------------------------------------------------------------


async def issue_all(url: str, ledger: Path, seed: int) -> None:
    """Issue every draft that is left, in an order of its own, and note what was told."""
    chance = random.Random(seed)
    await connect(url)
    with ledger.open("a", buffering=1) as told:
        while drafts := await Document.filter(kind="invoice", number=None).values_list("id"):
            ids = [id_ for (id_,) in drafts]
            chance.shuffle(ids)
            for id_ in ids:
                if number := await _issue(id_, is_rolled_back=chance.random() < ROLLED_BACK):
                    told.write(f"{id_} {number}\n")
    await disconnect()


async def _issue(id_: int, *, is_rolled_back: bool) -> str | None:
    """Its number, or None where another process was faster or nothing came of it."""
    with suppress(Refused, Outage, LookupError):
        async with transaction():
            issued = await (await Document.get(id=id_)).issue(by=ANYBODY)
            if is_rolled_back:
                raise LookupError
        return issued.number
    return None


# --- who starts and kills them --------------------------------------------------------------


@dataclass
class Race:
    """One run on one database, and what was found wrong at its end."""

    url: str
    wanted: int
    kills: int
    seconds: float = 0
    killed: int = 0
    faults: list[str] = field(default_factory=list)

    def run(self) -> Race:
        asyncio.run(self._fill())
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="comptoir-") as folder:
            ledgers = [Path(folder) / str(place) for place in range(PROCESSES)]
            self._shoot(ledgers)
            self.seconds = time.monotonic() - start
            told = [line for one in ledgers for line in _lines(one)]
        asyncio.run(self._check(told))
        return self

    async def _fill(self) -> None:
        """A firm, a client, and as many drafts of one line."""
        await migrate(self.url)
        await connect(self.url)
        await set_up_firm()
        client = await make_client("Pressé", siren=SIREN, **ADDRESS)
        draft = await make_document(client, "invoice")
        (line,) = await draft.lines_in_order()
        async with transaction():
            for begun in range(1, self.wanted, MANY):
                count = min(MANY, self.wanted - begun)
                await Document.bulk_create([_copy(draft) for _ in range(count)])
            made = await Document.exclude(id=draft.id).values_list("id", flat=True)
            lines = [_copy(line, document_id=id_, key=uuid4()) for id_ in made]
            await DocumentLine.bulk_create(lines, batch_size=MANY)
        await disconnect()

    def _shoot(self, ledgers: Sequence[Path]) -> None:
        """Start a process for each ledger, and another one for each that is killed."""
        chance = random.Random(self.wanted)
        moments = sorted(chance.sample(range(1, self.wanted * 9 // 10), self.kills))
        running = {ledger: self._start(ledger, 0) for ledger in ledgers}
        while any(one.poll() is None for one in running.values()):
            time.sleep(LOOK)
            if self.killed < self.kills and _told(ledgers) >= moments[self.killed]:
                ledger = chance.choice(ledgers)
                running[ledger].kill()
                running[ledger].wait()
                self.killed += 1
                running[ledger] = self._start(ledger, self.killed)
        ends = [one.wait() for one in running.values()]
        self.faults += [f"a process ended with {end}" for end in ends if end]

    def _start(self, ledger: Path, seed: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.endurance.numbers", "--issue", str(ledger)]
        return subprocess.Popen(
            [*command, "--url", self.url, "--seed", str(seed)], env=clean_environment(), cwd=ROOT
        )

    async def _check(self, told: Sequence[str]) -> None:
        await connect(self.url)
        found = dict(await Document.filter(kind="invoice").values_list("id", "number"))
        await disconnect()
        numbers = [number or "" for number in found.values()]
        counts = sorted(int(number.rpartition("-")[2] or 0) for number in numbers)
        gaps = set(range(1, self.wanted + 1)) - set(counts)
        doubles = len(numbers) - len(set(numbers))
        self.faults += [f"gaps: {sorted(gaps)[:20]}"] if gaps else []
        self.faults += [f"{doubles} doubles"] if doubles else []
        pairs = (line.split() for line in told)
        self.faults += [f"told {line}" for line in pairs if found[int(line[0])] != line[1]]


def _copy(row: Row, **more: object) -> Row:
    kept = {name: getattr(row, name) for name in row._meta.fields_db_projection if name != "id"}
    return type(row)(**{**kept, **more})


def _told(ledgers: Sequence[Path]) -> int:
    """How many numbers were noted so far."""
    return sum(file.read_bytes().count(b"\n") for file in ledgers if file.exists())


def _lines(file: Path) -> Iterator[str]:
    """What was noted in full: the last line may be cut."""
    if file.exists():
        yield from (line for line in file.read_text().splitlines(keepends=True) if "\n" in line)


# --- the command ----------------------------------------------------------------------------


@contextmanager
def a_database(kind: str) -> Iterator[str]:
    """The URL of a new one."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="comptoir-") as folder:
            yield f"sqlite://{folder}/comptoir.sqlite3"
    else:
        with databases() as found:
            yield found.emptied()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wanted", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--databases", default="sqlite,postgres")
    parser.add_argument("--issue", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.issue:
        asyncio.run(issue_all(options.url, options.issue, options.seed))
        return 0
    rows = [("database", "numbers", "kills", "gaps, doubles, wrong", "seconds")]
    faults: list[str] = []
    for kind in options.databases.split(","):
        with a_database(kind) as url:
            race = Race(url, options.wanted, options.kills).run()
        found = (f"{race.wanted:,}", f"{race.killed}", f"{len(race.faults)}", f"{race.seconds:.0f}")
        rows.append((kind, *found))
        faults += [f"{kind}: {one}" for one in race.faults]
    print(f"\n{machine()}.\n\n{table(rows)}", *faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
