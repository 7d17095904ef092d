"""docs/bench.md: the figures, between marks; what is said about them is written by hand."""

from __future__ import annotations

import sys
from importlib.metadata import version

from models.french.wording import today
from tests.bench.figures import Times, figure_table
from tests.endurance.figures import machine
from tests.processes import ROOT

FILE = ROOT / "docs" / "bench.md"
LIBRARIES = ("nicegui", "tortoise-orm", "uvicorn")


def write(database: str, runs: int, chromium: str, times: Times) -> None:
    """Put what one run has measured on a database in the place of the former figures."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    head = (
        f"{today():%d %B %Y}; {machine()}; Chromium {chromium}; {libraries}. "
        f"{runs} runs; in brackets, times the smallest."
    )
    begin, end = f"<!-- {database} -->", f"<!-- /{database} -->"
    before, _, rest = FILE.read_text("utf-8").partition(begin)
    figures = f"{begin}\n\n## {database}\n\n{head}\n\n{figure_table(times)}\n\n{end}"
    FILE.write_text(f"{before}{figures}{rest.partition(end)[2]}", "utf-8")
    print(f"Written: {FILE.relative_to(ROOT)}", file=sys.stderr)
