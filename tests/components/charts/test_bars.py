"""A chart on the screen is drawn anew where it stands."""

from __future__ import annotations

from components.charts import BarsBox
from tests.components.charts.test_marks import Drawn, chart
from tests.simulation import Tab


def drawn(page: Tab) -> list[int]:
    return [
        one.id for look in ("bar-0", "bars-value", "bars-table") for one in page.with_class(look)
    ]


async def test_other_values_are_shown_by_the_same_elements(page: Tab) -> None:
    with page.client:
        box = BarsBox(chart((30, 70), (0, 0)))
    before = drawn(page)
    box.show(chart((30, 70), (120, 10)))
    assert drawn(page) == before
    assert "120 €" in page.texts
    (svg,) = page.with_class("bars")
    assert svg.props["aria-label"] == "Essai : mois 0 100 €, mois 1 130 €"


async def test_more_rows_or_fewer_are_drawn_and_none_is_left_over(page: Tab) -> None:
    with page.client:
        box = BarsBox(chart((1, 2)))
    for rows in (((1, 2), (3, 4), (5, 6)), ((7, 8),)):
        of: Drawn = chart(*rows)
        box.show(of)
        assert len(page.with_class("bar")) == 2 * len(rows), rows
        (table,) = page.with_class("bars-table")
        told = [one for one in page.texts_in(table) if one.startswith("mois")]
        assert told == [name for name, _ in of.rows]
