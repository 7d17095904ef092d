"""docs/bench.md: the figures, between two marks; what is said about them is written by hand."""

from __future__ import annotations

import sys
from importlib.metadata import version

from models.french import today
from tests.bench.figures import Times, figure_table
from tests.endurance.figures import machine
from tests.processes import ROOT

FILE = ROOT / "docs" / "bench.md"
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"
LIBRARIES = ("nicegui", "tortoise-orm", "uvicorn")


class Report:
    """What one run has measured."""

    def __init__(self, runs: int) -> None:
        self._runs = runs
        self._parts: list[str] = []
        self._chromium = ""

    def add(self, database: str, chromium: str, times: Times) -> None:
        self._chromium = chromium
        self._parts.append(f"## {database}\n\n{figure_table(times)}")

    def write(self) -> None:
        """Put the figures in the place of the former ones."""
        libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
        head = (
            f"{today():%d %B %Y}; {machine()}; Chromium {self._chromium}; {libraries}. "
            f"{self._runs} runs; in brackets, times the smallest."
        )
        figures = "\n\n".join((BEGIN, head, *self._parts, END))
        before, _, rest = FILE.read_text("utf-8").partition(BEGIN)
        FILE.write_text(f"{before}{figures}{rest.partition(END)[2]}", "utf-8")
        print(f"Written: {FILE.relative_to(ROOT)}", file=sys.stderr)
