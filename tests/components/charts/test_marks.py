"""What a chart is drawn of, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from components.charts.marks import ABOVE, BELOW, HEIGHT, Mark, marks

GROUND = HEIGHT - BELOW


@dataclass(frozen=True)
class Drawn:
    """A chart of two series over some months."""

    rows: list[tuple[str, tuple[Decimal, ...]]]
    before: tuple[Decimal, ...] = ()
    is_stacked: bool = True
    is_lying: bool = False
    title: str = "Essai"
    series: tuple[str, ...] = ("un", "deux")

    def said(self, value: Decimal) -> str:
        return f"{value} €"


def chart(*rows: tuple[int, ...], **more: object) -> Drawn:
    named = [(f"mois {place}", tuple(map(Decimal, row))) for place, row in enumerate(rows)]
    return Drawn(named, **more)  # type: ignore[arg-type]


def bars(of: Drawn) -> list[Mark]:
    return [one for one in marks(of) if one.tag == "rect"]


def test_bars_stand_on_each_other_or_beside_each_other_and_say_what_they_are() -> None:
    lower, upper = bars(chart((30, 70)))
    assert (lower.numbers["y"], lower.numbers["height"]) == (151.4, 60.6)
    assert (upper.numbers["y"], upper.numbers["height"]) == (ABOVE, 141.4)
    assert upper.text == "mois 0, deux : 70 €"
    left, right = bars(chart((30, 70), is_stacked=False))
    assert left.numbers["x"] + left.numbers["width"] == right.numbers["x"]
    assert {one.numbers["y"] + one.numbers["height"] for one in (left, right)} == {GROUND}


def test_other_values_are_the_same_marks_in_the_same_order() -> None:
    for is_lying in (False, True):
        some, others = (
            [(one.tag, one.look) for one in marks(chart(*rows, is_lying=is_lying))]
            for rows in (((0, 0), (0, 0), (1, 0)), ((5, -3), (0, 900), (2, 7)))
        )
        assert some == others, is_lying


def test_nothing_and_less_than_nothing_have_no_height() -> None:
    assert [one.numbers["height"] for one in bars(chart((0, -5)))] == [0, 0]
    assert all(one.numbers["y"] <= GROUND for one in bars(chart((0, -5))))


def test_a_year_ago_is_a_mark_where_there_was_anything() -> None:
    found = bars(chart((1, 1), (2, 2), before=(Decimal(0), Decimal(8))))
    assert [one.text for one in found if one.look == "bar-before"] == ["mois 1, un an avant : 8 €"]


def test_the_half_of_the_axis_is_what_is_said_beside_it() -> None:
    for most in (0, 1, 2, 3, 5, 7, 9, 10, 45, 99):
        axis = [one.text for one in marks(chart((most, 0))) if one.look == "bars-value"]
        nothing, half, whole = (int(text.split()[0]) for text in axis)
        assert (nothing, half * 2) == (0, whole), axis
