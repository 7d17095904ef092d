"""Bars, drawn as SVG of plain elements: each says what it is, and a table beside says all of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from components.charts.marks import Bars, Mark, marks, size

BEFORE = "Un an avant"


class BarsBox:
    """A chart in one tab: the drawing, what its colours mean, and the table, folded."""

    def __init__(self, chart: Bars) -> None:
        self._svg = ui.element("svg").classes("bars")
        self._svg.props["role"] = "img"
        self._drawn: list[_Drawn] = []
        if len(chart.series) > 1 or chart.before:
            _legend(chart)
        self._table = _Table(chart.title)
        self.show(chart)

    def show(self, chart: Bars) -> None:
        """Draw it as it is now: what is the same stays, and an unfolded table stays unfolded."""
        width, height = size(chart)
        self._say("viewBox", f"0 0 {width} {height}")
        self._say("aria-label", _summary(chart))
        self._draw(marks(chart))
        self._table.show(_lines(chart))

    def _say(self, name: str, text: str) -> None:
        if self._svg.props.get(name) != text:
            self._svg.props[name] = text

    def _draw(self, wanted: Sequence[Mark]) -> None:
        pairs = zip(self._drawn, wanted, strict=False)
        same = next(
            (place for place, (one, mark) in enumerate(pairs) if not one.can_be(mark)),
            min(len(self._drawn), len(wanted)),
        )
        for one in self._drawn[same:]:
            one.element.delete()
        for one, mark in zip(self._drawn[:same], wanted, strict=False):
            one.become(mark)
        with self._svg:
            self._drawn[same:] = [_Drawn(mark) for mark in wanted[same:]]


class _Drawn:
    """A mark as an element, which becomes another mark of its kind."""

    def __init__(self, mark: Mark) -> None:
        self._mark = mark
        self._said: TextElement | None = None
        if mark.tag == "text":
            self.element: ui.element = (made := TextElement(tag="text", text=mark.text))
            self._said = made
        else:
            self.element = ui.element(mark.tag)
            with self.element:
                self._said = TextElement(tag="title", text=mark.text) if mark.text else None
        self.element.classes(mark.look).props.update(mark.numbers)

    def can_be(self, mark: Mark) -> bool:
        return (self._mark.tag, self._mark.look) == (mark.tag, mark.look)

    def become(self, mark: Mark) -> None:
        if mark.numbers != self._mark.numbers:
            self.element.props.update(mark.numbers)
        if self._said:
            self._said.set_text(mark.text)
        self._mark = mark


class _Table:
    """All that the drawing shows, in words."""

    def __init__(self, title: str) -> None:
        self._lines: Sequence[Sequence[str]] = ()
        self._cells: list[list[TextElement]] = []
        with ui.element("details").classes("bars-table"):
            with ui.element("summary"):
                ui.label(f"Tableau : {title}")
            self._body = ui.element("table")

    def show(self, lines: Sequence[Sequence[str]]) -> None:
        """The first line and the first text of each are headings."""
        if [len(line) for line in lines] == [len(line) for line in self._lines]:
            for cells, texts in zip(self._cells, lines, strict=True):
                for cell, text in zip(cells, texts, strict=True):
                    cell.set_text(text)
        else:
            self._body.clear()
            with self._body:
                self._cells = [_cells(place, line) for place, line in enumerate(lines)]
        self._lines = lines


def _cells(place: int, line: Sequence[str]) -> list[TextElement]:
    with ui.element("tr"):
        return [
            TextElement(tag="th" if text and not (place and turn) else "td", text=text)
            for turn, text in enumerate(line)
        ]


def _lines(chart: Bars) -> list[Sequence[str]]:
    heads = ["", *chart.series, *([BEFORE] if chart.before else [])]
    rows = [
        (label, *map(chart.said, (*values, *chart.before[place : place + 1])))
        for place, (label, values) in enumerate(chart.rows)
    ]
    return [heads, *rows]


def _summary(chart: Bars) -> str:
    named = ", ".join(
        f"{label} {chart.said(sum(values, Decimal(0)))}" for label, values in chart.rows
    )
    return f"{chart.title} : {named}"


def _legend(chart: Bars) -> None:
    with ui.element("ul").classes("bars-legend"):
        for turn, name in enumerate(chart.series):
            with ui.element("li"):
                ui.element("span").classes(f"bars-key bar-{turn}")
                ui.label(name)
        if chart.before:
            with ui.element("li"):
                ui.element("span").classes("bars-key bar-before")
                ui.label(BEFORE)
