"""Two moments become the time that is billed, by the firm's rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.catalogue.billable import billable
from models.catalogue.rental_rules import HALVES, Counting, RentalRules
from models.errors import Invalid
from models.french.wording import PARIS

HOUR, DAY = 60, 1_440
WORKING = RentalRules(counting=Counting.WORKING, open_days=frozenset(range(5)))
CUT_OFFS = RentalRules(late_pickup=time(16), early_return=time(9))


def at(text: str) -> datetime:
    """A moment in Paris."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def minutes(starts: str, ends: str, rules: RentalRules | None = None) -> int:
    return billable(at(starts), at(ends), rules).minutes


TABLE: tuple[tuple[str, str, RentalRules | None, int], ...] = (
    # a day has 24 hours, and what comes back an hour late is in time
    ("2026-11-02 08:00", "2026-11-02 10:30", None, 150),
    ("2026-11-02 08:00", "2026-11-03 08:00", None, DAY),
    ("2026-11-02 08:00", "2026-11-03 09:00", None, DAY),
    ("2026-11-02 08:00", "2026-11-03 09:01", None, DAY + 1),
    ("2026-11-02 08:00", "2026-11-03 09:01", RentalRules(grace=0), DAY + 61),
    # the days on which the clocks change have 24 hours on the wall
    ("2026-03-28 10:00", "2026-03-29 10:00", None, DAY),
    ("2026-10-24 10:00", "2026-10-25 10:00", None, DAY),
    ("2026-03-29 01:30", "2026-03-29 03:30", None, 120),
    # leap years, month ends
    ("2028-02-28 08:00", "2028-03-01 08:00", RentalRules(grace=0), 2 * DAY),
    ("2027-02-28 08:00", "2027-03-01 08:00", None, DAY),
    # open days: Friday to Monday are two of them, a return at opening is in time
    ("2026-11-06 08:00", "2026-11-09 17:00", WORKING, 2 * DAY),
    ("2026-11-06 08:00", "2026-11-09 09:00", WORKING, DAY),
    ("2026-11-06 08:00", "2026-11-09 09:01", WORKING, 2 * DAY),
    ("2026-11-02 08:00", "2026-11-02 12:00", WORKING, 240),
    ("2026-11-07 10:00", "2026-11-08 10:00", WORKING, DAY),
    ("2026-11-02 08:00", "2026-11-30 09:00", WORKING, 20 * DAY),
    # fetched in the evening, paid from the next opening on; brought back first thing: until closing
    ("2026-11-02 16:00", "2026-11-03 18:00", CUT_OFFS, 600),
    ("2026-11-02 15:59", "2026-11-03 18:00", CUT_OFFS, DAY + 61),
    ("2026-11-02 08:00", "2026-11-04 09:00", CUT_OFFS, DAY + 540),
    ("2026-11-02 08:00", "2026-11-02 23:00", CUT_OFFS, 600),
    ("2026-11-02 17:00", "2026-11-02 18:00", CUT_OFFS, 1),
)


def test_the_time_between_two_moments_follows_the_rules() -> None:
    for starts, ends, rules, expected in TABLE:
        assert minutes(starts, ends, rules) == expected, (starts, ends)


def test_months_are_those_of_the_calendar() -> None:
    for starts, ends, months in (
        ("2026-11-02 08:00", "2026-12-02 09:00", 1),
        ("2026-11-02 08:00", "2026-12-02 09:01", 2),
        ("2026-01-31 08:00", "2026-02-28 08:00", 1),
        ("2028-01-31 08:00", "2028-02-29 08:00", 1),
        ("2026-01-31 08:00", "2026-03-31 08:00", 2),
        ("2026-12-15 08:00", "2027-01-15 08:00", 1),
        ("2028-02-29 08:00", "2029-02-28 08:00", 12),
    ):
        assert len(billable(at(starts), at(ends)).after_months) - 1 == months, (starts, ends)


def test_a_weekend_is_from_friday_evening_to_monday_morning() -> None:
    for starts, ends, is_weekend in (
        ("2026-11-06 16:00", "2026-11-09 10:00", True),
        ("2026-11-06 16:00", "2026-11-09 11:00", True),
        ("2026-11-06 16:00", "2026-11-09 11:01", False),
        ("2026-11-06 15:59", "2026-11-09 10:00", False),
        ("2026-11-07 08:00", "2026-11-08 18:00", True),
        ("2026-11-09 08:00", "2026-11-09 09:00", True),
        ("2026-11-09 09:00", "2026-11-09 18:00", False),
        ("2026-11-06 17:00", "2026-11-16 09:00", False),
        ("2026-10-23 17:00", "2026-10-26 10:00", True),
    ):
        assert billable(at(starts), at(ends)).is_weekend == is_weekend, (starts, ends)


def test_an_end_before_the_start_is_said() -> None:
    for ends in ("2026-11-02 08:00", "2026-11-01 08:00"):
        with pytest.raises(ValueError, match="avant le début"):
            billable(at("2026-11-02 08:00"), at(ends))


def test_the_hour_that_comes_twice_is_never_less_the_second_time() -> None:
    start = datetime(2026, 10, 24, 22, tzinfo=UTC)
    spans = [billable(start, start + timedelta(minutes=one)).minutes for one in range(1, 400)]
    assert spans == sorted(spans)


# --- properties ---------------------------------------------------------------------------------

clock = st.times(max_value=time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0))


@st.composite
def rules(draw: Callable[[Any], Any]) -> RentalRules:
    opens, closes = time(draw(st.integers(5, 10))), time(draw(st.integers(12, 22)))
    cut_off = st.one_of(st.none(), clock)
    late, early = draw(cut_off), draw(cut_off)
    return RentalRules(
        counting=draw(st.sampled_from(Counting)),
        open_days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        opens=opens,
        closes=closes,
        grace=draw(st.integers(0, 180)),
        late_pickup=late if late and late > opens else None,
        early_return=early if early and early < closes else None,
        half_day_hours=draw(st.sampled_from(HALVES)),
    )


moments = st.integers(0, 4 * 365 * DAY).map(
    lambda one: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=one)
)
spans = st.integers(1, 60 * 24 * 70).map(lambda one: timedelta(minutes=one))


@given(moments, spans, spans, rules())
def test_a_later_end_or_an_earlier_start_is_never_less(
    start: datetime, span: timedelta, more: timedelta, by: RentalRules
) -> None:
    short = billable(start, start + span, by).after_months
    for longer in (
        billable(start, start + span + more, by).after_months,
        billable(start - more, start + span, by).after_months,
    ):
        assert len(longer) >= len(short)
        assert all(one <= other for one, other in zip(short, longer, strict=False))


def test_rules_that_cannot_be_are_refused_each_under_its_name() -> None:
    wrong: tuple[tuple[str, dict[str, Any]], ...] = (
        ("grace", {"grace": -1}),
        ("open_days", {"open_days": frozenset()}),
        ("closes", {"opens": time(19)}),
        ("half_day_hours", {"half_day_hours": 5}),
        ("late_pickup", {"late_pickup": time(7)}),
        ("early_return", {"early_return": time(18)}),
        ("weekend_to", {"weekend_from": (0, time(10)), "weekend_to": (0, time(10))}),
    )
    for name, nonsense in wrong:
        with pytest.raises(Invalid) as caught:
            RentalRules(**nonsense)
        assert set(caught.value.errors) == {name}
