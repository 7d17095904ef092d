"""The figures to reach, and those that were measured, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.french import number
from tests.endurance.figures import percentile, table

Times = Mapping[int, Mapping[str, list[float]]]
"""For each number of clients, what was measured, by the keys of the figures."""


@dataclass(frozen=True)
class Figure:
    """One thing to measure. `share` 0.5 is the median; `most` is the greatest value wanted."""

    key: str
    label: str
    share: float = 0.95
    most: float | None = None
    times_smallest: float | None = None
    """At most so many times what the smallest database takes."""
    times_other: tuple[float, str] | None = None
    """At most so many times another figure of the same run."""
    unit: str = "ms"

    @property
    def wanted(self) -> str:
        wishes = [f"<= {self.most:g} {self.unit}"] if self.most else []
        if self.times_smallest:
            wishes.append(f"<= {self.times_smallest:g} x the smallest")
        if self.times_other:
            wishes.append(f"<= {self.times_other[0]:g} x {self.times_other[1]}")
        return ", ".join(wishes)

    @property
    def name(self) -> str:
        statistic = "median" if self.share == 0.5 else f"p{100 * self.share:.0f}"
        return f"{self.label} ({statistic}, {self.unit})"


EMPTY = Figure("empty", "an empty page of the framework", 0.5)
FIGURES = (
    EMPTY,
    Figure("open", "first rows of the list", 0.5, times_smallest=1.2, times_other=(1.6, "empty")),
    Figure("usable", "until they can be used", 0.5, times_smallest=1.2, times_other=(1.5, "open")),
    Figure("slow-empty", "an empty page on a processor four times slower", 0.5),
    Figure("slow-open", "first rows of the list there", 0.5, times_other=(1.6, "slow-empty")),
    Figure("slow-usable", "until they can be used there", 0.5, times_other=(1.5, "slow-open")),
    Figure("early", "a card, clicked before the list can be used there"),
    Figure("section", "to another section and back", most=300),
    Figure("key", "a keystroke in the search", most=100),
    Figure("model", "the same in the model", most=25),
    Figure("model-first", "the same, never searched for before"),
    Figure("everywhere", "a keystroke in the search of everything, in the model", most=100),
    Figure("card", "open a card", most=100),
    Figure("card-answer", "until the server has answered", 0.5),
    Figure("plain-card", "open a card with nothing on it"),
    Figure("plain-card-answer", "until the server has answered", 0.5),
    Figure(
        *("heavy-card", "open one with 20 contacts, 100 documents and 20 files"),
        times_other=(2.0, "plain-card"),
    ),
    Figure("heavy-card-answer", "until the server has answered", 0.5),
    Figure("drawer", "open the drawer", most=100, times_other=(1.3, "card")),
    Figure("drawer-answer", "until the server has answered", 0.5),
    Figure("save", "save a field", most=150),
    Figure("save-answer", "until the server has answered", 0.5),
    Figure("model-save", "the same in the model", 0.5),
    Figure("pairs", "a page of likely duplicates, in the model", 0.5, most=25),
    Figure("not-compared", "save a field by which nobody is compared", 0.5),
    Figure("compared", "save a telephone, compared with all others", 0.5, most=50),
    Figure("merge", "merge two clients with ten documents each", 0.5, most=250),
    Figure("unmerge", "undo it", 0.5, most=250),
    Figure("merge-50", "merge two clients with fifty documents each", 0.5, most=500),
    Figure("unmerge-50", "undo it", 0.5, most=500),
    Figure("bulk-tag", "a tag on 10,000 clients, in the model", 0.5, most=5_000),
    Figure("bulk-status", "a status for 10,000", 0.5, most=5_000),
    Figure("bulk-terms", "how 10,000 pay", 0.5, most=5_000),
    Figure("bulk-undo", "any of these taken back", 0.5, most=5_000),
    Figure("bulk-turn", "the longest that anybody waits meanwhile", most=200),
    Figure("doc-5", "open a document of 5 lines, until a field can be typed into", 0.5, most=300),
    Figure("doc-200", "the same with 200 lines", 0.5, times_other=(2.5, "doc-5")),
    Figure("line-key-5", "a key in a price, until the total", most=50),
    Figure("line-key-200", "the same with 200 lines", most=50),
    Figure("docs-open", "first rows of the invoices", 0.5, times_other=(1.6, "open")),
    Figure("docs-sums", "until they are added up", 0.5, times_smallest=1.5),
    Figure("docs-filter", "only the late ones", most=150),
    Figure("docs-sort", "these by what they come to", most=150),
    Figure("issue", "issue an invoice, in the model", most=50),
    Figure("today-model-first", "the day's figures in the model, after a start", 0.5, most=150),
    Figure("today-model", "the same later on", most=150),
    Figure("today-charts-first", "the charts of a year in the model, after a start", 0.5),
    Figure("today-charts", "the same later on", most=500),
    Figure("today", "the day opened, until its figures are there", 0.5, times_other=(1.6, "open")),
    Figure("today-cold", "the same as the first thing after a start", 0.5),
    Figure("charts", "the charts opened, until they are drawn", 0.5),
    Figure("view", "another view of the list", most=150),
    Figure("api-page", "a page of 50 by the API", most=100),
    Figure("api-list", "such pages for one program", 0.5, unit="a second"),
    Figure("api-create", "clients that one program creates", 0.5, unit="a second"),
    Figure("delete-some", "delete 50", most=200, times_other=(2.5, "save")),
    Figure("delete-many", "delete 10,000", 0.5, most=2_000),
    Figure("alive", "a keystroke of a colleague meanwhile", most=500),
    Figure("import-preview", "until the first of 100,000 rows are checked", 0.5, most=5_000),
    Figure("import-check", "until all of them are", 0.5, most=60_000),
    Figure("import", "until they are imported", 0.5, most=60_000),
    Figure("import-undo", "until they are taken back", 0.5, most=120_000),
    Figure("import-key-alone", "a keystroke of a colleague, in the model, before and after"),
    Figure("import-key-check", "while rows are checked", times_other=(2, "import-key-alone")),
    Figure("import-key", "while they are imported", times_other=(2, "import-key-alone")),
    Figure("import-save-alone", "a save of a colleague, in the model, before and after"),
    Figure("import-save-check", "while rows are checked", times_other=(2, "import-save-alone")),
    Figure("import-save", "while they are imported", times_other=(2, "import-save-alone")),
    Figure("live", "a save, seen in 50 other tabs", most=200),
    Figure("live-windows", "the same in 3 windows of Chromium", most=200),
    Figure("live-cpu", "processor time of such a save", 0.5, times_smallest=1.2),
    Figure("scroll", "rows after a stop while dragging", most=200),
    Figure("tab-kb", "memory of the server for a tab", 0.5, unit="kB"),
    Figure("fresh-mb", "memory of a fresh server", 0.5, unit="MB"),
    Figure("closed-mb", "after 500 tabs", 0.5, unit="MB", times_other=(1.3, "fresh-mb")),
    Figure("alone", "open a card, alone"),
    Figure("among", "the same among 300 tabs", times_other=(2.0, "alone")),
)


def figure_table(times: Times) -> str:
    """A line for each figure that was measured, a column for each number of clients.

    « Empty pages »: the last of them as a multiple of what an empty page took in the same run, so
    that it can be compared with what another machine took.
    """
    sizes = sorted(times)
    measured = {key for one in times.values() for key in one}
    head = ("what", "wanted", *(f"{number(size)}" for size in sizes), "empty pages", "reached")
    return table([head, *(_line(one, times, sizes) for one in FIGURES if one.key in measured)])


def _line(figure: Figure, times: Times, sizes: list[int]) -> tuple[str, ...]:
    values = {size: _value(figure, times[size]) for size in sizes}
    cells = (_cell(values[size], values[sizes[0]]) for size in sizes)
    failures = [size for size in sizes if not _is_reached(figure, size, values, times)]
    verdict = "no" if failures else "yes"
    pages = _in_empty_pages(figure, times[sizes[-1]])
    return (figure.name, figure.wanted, *cells, pages, verdict if figure.wanted else "")


def _in_empty_pages(figure: Figure, times: Mapping[str, list[float]]) -> str:
    value, empty = _value(figure, times), _value(EMPTY, times)
    is_time = figure is not EMPTY and figure.unit == "ms"
    return f"{value / empty:.2f} x" if is_time and value is not None and empty else ""


def _value(figure: Figure, times: Mapping[str, list[float]]) -> float | None:
    measured = times.get(figure.key)
    return percentile(measured, figure.share) if measured else None


def _cell(value: float | None, smallest: float | None) -> str:
    if value is None:
        return "–"
    ratio = f" ({value / smallest:.2f} x)" if smallest and value != smallest else ""
    return f"{value:,.0f}{ratio}" if value >= 10 else f"{value:.1f}{ratio}"


def _is_reached(
    figure: Figure, size: int, values: Mapping[int, float | None], times: Times
) -> bool:
    value, smallest = values[size], values[min(values)]
    return value is None or all(value <= one for one in _limits(figure, smallest, times[size]))


def _limits(
    figure: Figure, smallest: float | None, times: Mapping[str, list[float]]
) -> Iterable[float]:
    if figure.most:
        yield figure.most
    if figure.times_smallest and smallest:
        yield figure.times_smallest * smallest
    if figure.times_other:
        factor, key = figure.times_other
        other = next(one for one in FIGURES if one.key == key)
        if (value := _value(other, times)) is not None:
            yield factor * value
