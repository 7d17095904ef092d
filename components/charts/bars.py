"""Bars, drawn as SVG of plain elements: each says what it is, and a table beside says all of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import floor, log10
from typing import Protocol

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

WIDTH, HEIGHT = 640, 240
"""Of the drawing, in its own units; on screen it is as wide as its place."""
LEFT, BELOW, ABOVE = 84, 28, 10
LINE = 26
"""The height of a bar that lies."""
NAMED = 230
"""The width that its name has."""
GAP = 0.24
"""The part of a place that stays free."""
MOST_LABELS = 12


class Bars(Protocol):
    """What is drawn: `rows` are named and have a value for each of `series`, which stand on each
    other if `is_stacked`; with long names they are lying below each other, of one series. `before`
    is a mark across each row. `said` words a value."""

    @property
    def title(self) -> str: ...

    @property
    def series(self) -> Sequence[str]: ...

    @property
    def rows(self) -> Sequence[tuple[str, Sequence[Decimal]]]: ...

    @property
    def before(self) -> Sequence[Decimal]: ...

    @property
    def is_stacked(self) -> bool: ...

    @property
    def is_lying(self) -> bool: ...

    def said(self, value: Decimal) -> str: ...


def _most(chart: Bars) -> Decimal:
    """What the highest bar stands for, rounded up to what one reads easily."""
    nothing = Decimal(0)
    if chart.is_stacked:
        tops = [sum((one for one in values if one > 0), nothing) for _, values in chart.rows]
    else:
        tops = [max(values, default=nothing) for _, values in chart.rows]
    return _round_up(max([*tops, *chart.before, nothing]))


def _round_up(value: Decimal) -> Decimal:
    if value <= 0:
        return Decimal(1)
    step = Decimal(10) ** floor(log10(value))
    return next(one * step for one in (1, 2, 4, 5, 8, 10) if one * step >= value)


def bars(chart: Bars) -> None:
    """The drawing, what its colours mean, and the table, folded."""
    high = LINE * len(chart.rows) if chart.is_lying else HEIGHT
    with ui.element("svg").classes("bars") as drawing:
        drawing.props["viewBox"] = f"0 0 {WIDTH} {high}"
        drawing.props["role"], drawing.props["aria-label"] = "img", _summary(chart)
        if not chart.is_lying:
            _axis(chart)
        for place in range(len(chart.rows)):
            (_lying if chart.is_lying else _row)(chart, place)
    if len(chart.series) > 1 or chart.before:
        _legend(chart)
    _table(chart)


def _summary(chart: Bars) -> str:
    named = ", ".join(
        f"{label} {chart.said(sum(values, Decimal(0)))}" for label, values in chart.rows
    )
    return f"{chart.title} : {named}"


def _axis(chart: Bars) -> None:
    most = _most(chart)
    for part in (0, 1, 2):
        height = _height(most * part / 2, most)
        y = HEIGHT - BELOW - height
        _shape("line", "bars-line", x1=LEFT, x2=WIDTH, y1=y, y2=y)
        said = chart.said(most * part / 2).replace(",00", "")
        _text(said, "bars-value", x=LEFT - 8, y=y + 4)


def _lying(chart: Bars, place: int) -> None:
    """A row with one value."""
    label, (value, *_) = chart.rows[place]
    y, room = LINE * place, WIDTH - NAMED - 50
    width = float(value / _most(chart)) * room
    _text(label, "bars-value", x=NAMED - 8, y=y + 17)
    named = f"{label} : {chart.said(value)}"
    _shape("rect", "bar bar-0", named, x=NAMED, y=y + 4, width=width, height=LINE - 8)
    _text(chart.said(value), "bars-said", x=NAMED + width + 6, y=y + 17)


def _row(chart: Bars, place: int) -> None:
    label, values = chart.rows[place]
    room = (WIDTH - LEFT) / len(chart.rows)
    x, width = LEFT + room * (place + GAP / 2), room * (1 - GAP)
    y = float(HEIGHT - BELOW)
    for turn, value in enumerate(values):
        height = _height(max(value, Decimal(0)), _most(chart))
        share = width if chart.is_stacked else width / len(values)
        left = x if chart.is_stacked else x + turn * share
        top = y - height if chart.is_stacked else HEIGHT - BELOW - height
        named = f"{label}, {chart.series[turn]} : {chart.said(value)}"
        if height:
            _shape("rect", f"bar bar-{turn}", named, x=left, y=top, width=share, height=height)
        y = top if chart.is_stacked else y
    if chart.before and chart.before[place] > 0:
        y = HEIGHT - BELOW - _height(chart.before[place], _most(chart))
        named = f"{label}, un an avant : {chart.said(chart.before[place])}"
        _shape("rect", "bar-before", named, x=x - 3, y=y - 1.5, width=width + 6, height=3)
    every = -(-len(chart.rows) // MOST_LABELS)
    if place % every == 0:
        _text(label, "bars-label", x=x + width / 2, y=HEIGHT - 8)


def _height(value: Decimal, most: Decimal) -> float:
    return float(value / most) * (HEIGHT - BELOW - ABOVE)


def _shape(tag: str, look: str, title: str = "", **numbers: float) -> None:
    with ui.element(tag).classes(look) as shape:
        for name, value in numbers.items():
            shape.props[name] = round(value, 2)
        if title:
            TextElement(tag="title", text=title)


def _text(text: str, look: str, *, x: float, y: float) -> None:
    made = TextElement(tag="text", text=text).classes(look)
    made.props["x"], made.props["y"] = round(x, 2), round(y, 2)


def _legend(chart: Bars) -> None:
    with ui.element("ul").classes("bars-legend"):
        for turn, name in enumerate(chart.series):
            with ui.element("li"):
                ui.element("span").classes(f"bars-key bar-{turn}")
                ui.label(name)
        if chart.before:
            with ui.element("li"):
                ui.element("span").classes("bars-key bar-before")
                ui.label("Un an avant")


def _table(chart: Bars) -> None:
    with ui.element("details").classes("bars-table"):
        with ui.element("summary"):
            ui.label(f"Tableau : {chart.title}")
        with ui.element("table"):
            heads = ["", *chart.series, *(["Un an avant"] if chart.before else [])]
            with ui.element("tr"):
                for head in heads:
                    TextElement(tag="th" if head else "td", text=head)
            for place, (label, values) in enumerate(chart.rows):
                before = [chart.before[place]] if chart.before else []
                with ui.element("tr"):
                    TextElement(tag="th", text=label)
                    for value in (*values, *before):
                        TextElement(tag="td", text=chart.said(value))
