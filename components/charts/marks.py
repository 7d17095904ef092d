"""What a chart's drawing consists of: plain SVG, in the drawing's own units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import floor, log10
from typing import Protocol

WIDTH, HEIGHT = 640, 240
"""On screen a drawing is as wide as its place."""
LEFT, BELOW, ABOVE = 84, 28, 10
LINE = 26
"""The height of a bar that lies."""
NAMED = 264
"""The width that its name has."""
GAP = 0.24
"""The part of a place that stays free."""
MOST_LABELS = 12
LEAST = Decimal(2)
"""What the highest bar stands for, however low it is."""


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


@dataclass(frozen=True)
class Mark:
    """An element: a `text`, or a shape whose text is its title; its look, and where it stands."""

    tag: str
    look: str
    text: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)


def size(chart: Bars) -> tuple[int, int]:
    return WIDTH, LINE * len(chart.rows) if chart.is_lying else HEIGHT


def marks(chart: Bars) -> list[Mark]:
    """All of them, in an order that no value changes: of nothing there is a bar, too, which nobody
    sees."""
    most = _most(chart)
    draw = _lying if chart.is_lying else _standing
    found = [] if chart.is_lying else [*_axis(chart, most)]
    return found + [mark for place in range(len(chart.rows)) for mark in draw(chart, place, most)]


def _most(chart: Bars) -> Decimal:
    """What the highest bar stands for, rounded up to what one reads easily."""
    nothing = Decimal(0)
    if chart.is_stacked:
        tops = [sum((one for one in values if one > 0), nothing) for _, values in chart.rows]
    else:
        tops = [max(values, default=nothing) for _, values in chart.rows]
    return _round_up(max([*tops, *chart.before, nothing]))


def _round_up(value: Decimal) -> Decimal:
    """Even, so that the half of it is a whole number, too."""
    if value <= LEAST:
        return LEAST
    step = Decimal(10) ** floor(log10(value))
    return next(one * step for one in (1, 2, 4, 6, 8, 10) if one * step >= value)


def _axis(chart: Bars, most: Decimal) -> Iterator[Mark]:
    for part in (0, 1, 2):
        y = _top(most * part / 2, most)
        yield _shape("line", "bars-line", x1=LEFT, x2=WIDTH, y1=y, y2=y)
        said = chart.said(most * part / 2).replace(",00", "")
        yield _text(said, "bars-value", x=LEFT - 8, y=y + 4)


def _lying(chart: Bars, place: int, most: Decimal) -> Iterator[Mark]:
    """A row with one value."""
    label, (value, *_) = chart.rows[place]
    y, room = LINE * place, WIDTH - NAMED - 50
    width = float(value / most) * room
    yield _text(label, "bars-named", x=NAMED - 8, y=y + 17)
    named = f"{label} : {chart.said(value)}"
    yield _shape("rect", "bar bar-0", named, x=NAMED, y=y + 4, width=width, height=LINE - 8)
    yield _text(chart.said(value), "bars-said", x=NAMED + width + 6, y=y + 17)


def _standing(chart: Bars, place: int, most: Decimal) -> Iterator[Mark]:
    label, values = chart.rows[place]
    room = (WIDTH - LEFT) / len(chart.rows)
    x, width = LEFT + room * (place + GAP / 2), room * (1 - GAP)
    share = width if chart.is_stacked else width / len(values)
    top = bottom = _top(Decimal(0), most)
    for turn, value in enumerate(values):
        height = bottom - _top(max(value, Decimal(0)), most)
        top = (top if chart.is_stacked else bottom) - height
        left = x if chart.is_stacked else x + turn * share
        named = f"{label}, {chart.series[turn]} : {chart.said(value)}"
        yield _shape("rect", f"bar bar-{turn}", named, x=left, y=top, width=share, height=height)
    if chart.before and (before := chart.before[place]) > 0:
        y, named = _top(before, most), f"{label}, un an avant : {chart.said(before)}"
        yield _shape("rect", "bar-before", named, x=x - 3, y=y - 1.5, width=width + 6, height=3)
    every = -(-len(chart.rows) // MOST_LABELS)
    if place % every == 0:
        yield _text(label, "bars-label", x=x + width / 2, y=HEIGHT - 8)


def _top(value: Decimal, most: Decimal) -> float:
    """Where a bar of this value ends, that stands on the ground."""
    return HEIGHT - BELOW - float(value / most) * (HEIGHT - BELOW - ABOVE)


def _shape(tag: str, look: str, title: str = "", **numbers: float) -> Mark:
    return Mark(tag, look, title, {name: round(value, 2) for name, value in numbers.items()})


def _text(text: str, look: str, *, x: float, y: float) -> Mark:
    return _shape("text", look, text, x=x, y=y)
