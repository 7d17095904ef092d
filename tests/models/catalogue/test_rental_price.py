"""A rental costs what the cheapest combination of tariffs costs that covers it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from models.catalogue.billable import Billable, billable
from models.catalogue.kinds import Period
from models.catalogue.rental_price import Offer, cheapest, dear_tariffs
from models.catalogue.rental_rules import DAY, HOUR, RentalRules
from tests.models.catalogue.test_billable import at, moments, rules, spans

USUAL = {"day": Decimal(100), "week": Decimal(500)}
NBSP = "\u00a0"


def offer(starts: str, ends: str, tariffs: dict[str, Decimal]) -> Offer:
    found = cheapest(tariffs, billable(at(starts), at(ends)))
    assert found
    return found


def days(count: int, tariffs: dict[str, Decimal]) -> tuple[Decimal, str]:
    start = at("2026-11-03 08:00")
    found = cheapest(tariffs, billable(start, start + timedelta(days=count)))
    assert found
    return found.price, found.explanation.replace(NBSP, " ")


def test_the_price_is_explained() -> None:
    for count, price, why in (
        (1, 100, "1 jour"),
        (4, 400, "4 jours"),
        (5, 500, "1 semaine"),
        (7, 500, "1 semaine"),
        (8, 600, "1 semaine + 1 jour"),
        (12, 1_000, "2 semaines"),
    ):
        assert days(count, USUAL) == (Decimal(price), why), count


def test_each_period_has_its_part() -> None:
    tariffs = {
        "hour": Decimal(15),
        "half_day": Decimal(40),
        "day": Decimal(60),
        "weekend": Decimal(90),
        "week": Decimal(250),
        "month": Decimal(700),
    }
    for starts, ends, price, why in (
        ("2026-11-03 08:00", "2026-11-03 10:00", 30, "2 heures"),
        ("2026-11-03 08:00", "2026-11-03 11:00", 40, "1 demi-journée"),
        ("2026-11-03 08:00", "2026-11-03 13:00", 55, "1 demi-journée + 1 heure"),
        ("2026-11-03 08:00", "2026-11-03 18:00", 60, "1 jour"),
        ("2026-11-03 08:00", "2026-11-04 10:30", 90, "1 jour + 2 heures"),
        ("2026-11-06 17:00", "2026-11-09 09:00", 90, "1 week-end"),
        ("2026-11-07 08:00", "2026-11-07 18:00", 60, "1 jour"),
        ("2026-11-03 08:00", "2026-11-26 08:00", 700, "1 mois"),
        ("2026-11-03 08:00", "2026-12-05 08:00", 820, "1 mois + 2 jours"),
        ("2026-01-31 08:00", "2026-02-28 08:00", 700, "1 mois"),
    ):
        found = offer(starts, ends, tariffs)
        said = found.explanation.replace(NBSP, " ")
        assert (found.price, said) == (Decimal(price), why), (starts, ends)


def test_a_flat_price_is_for_however_long() -> None:
    tariffs = {"day": Decimal(100), "flat": Decimal(250)}

    assert days(2, tariffs) == (Decimal(200), "2 jours")
    assert days(400, tariffs) == (Decimal(250), "1 forfait")


def test_a_weekend_alone_covers_no_week() -> None:
    start = at("2026-11-03 08:00")
    assert cheapest({"weekend": Decimal(90)}, billable(start, start + timedelta(days=1))) is None
    assert cheapest({}, billable(start, start + timedelta(days=1))) is None


def test_a_tariff_that_is_never_the_cheapest_is_told() -> None:
    for tariffs, told in (
        ({"day": 100, "week": 500}, {}),
        ({"day": 100, "week": 701}, {"week": "1 semaine coûte plus que 7 jours."}),
        ({"day": 100, "week": 700}, {}),
        ({"day": 100, "week": 90}, {"day": "1 jour coûte plus que 1 semaine."}),
        ({"hour": 10, "day": 300}, {"day": "1 jour coûte plus que 24 heures."}),
        (
            {"day": 100, "week": 500, "month": 2400},
            {"month": "1 mois coûte plus que 4 semaines + 3 jours."},
        ),
        ({"day": 100, "flat": 80}, {"day": "1 jour coûte plus que 1 forfait."}),
        ({"weekend": 120, "week": 100}, {"weekend": "1 week-end coûte plus que 1 semaine."}),
    ):
        found = dear_tariffs({one: Decimal(price) for one, price in tariffs.items()})
        assert {one: said.replace(NBSP, " ") for one, said in found.items()} == told, tariffs


# --- properties ---------------------------------------------------------------------------------

prices = st.integers(1, 5_000).map(lambda cents: Decimal(cents) / 10)
tariffs = st.dictionaries(st.sampled_from([str(one) for one in Period]), prices, min_size=1)


def sizes(by: RentalRules) -> dict[str, int]:
    return {"hour": HOUR, "half_day": by.half_day, "day": DAY, "week": by.week}


def covers(counts: dict[str, int], time: Billable) -> bool:
    """Whether so many of each tariff are enough: what the price means, said once more."""
    if counts.get("flat") or (counts.get("weekend") and time.is_weekend):
        return True
    months = min(counts.get("month", 0), len(time.after_months) - 1)
    size = sizes(time.rules)
    covered = sum(size[one] * count for one, count in counts.items() if one in size)
    return covered >= time.after_months[months]


def by_brute_force(tariffs: dict[str, Decimal], time: Billable) -> Decimal | None:
    """The cheapest of all combinations up to as many of each as would do alone."""
    size, most = sizes(time.rules), {"flat": 1, "weekend": 1, "month": len(time.after_months) - 1}
    most |= {one: -(-time.minutes // length) for one, length in size.items()}
    ways = product(*(range(most[one] + 1) for one in tariffs))
    found = [
        sum((count * tariffs[one] for one, count in zip(tariffs, way, strict=True)), Decimal(0))
        for way in ways
        if covers(dict(zip(tariffs, way, strict=True)), time)
    ]
    return min(found, default=None)


@given(tariffs, moments, spans, spans, rules())
def test_a_longer_rental_never_costs_less(
    tariffs: dict[str, Decimal],
    start: datetime,
    span: timedelta,
    more: timedelta,
    by: RentalRules,
) -> None:
    short = cheapest(tariffs, billable(start, start + span, by))
    longer = cheapest(tariffs, billable(start, start + span + more, by))
    assert longer is None or (short is not None and short.price <= longer.price)


@given(tariffs, moments, spans, rules())
def test_it_covers_the_rental_and_is_the_sum_of_its_parts(
    tariffs: dict[str, Decimal], start: datetime, span: timedelta, by: RentalRules
) -> None:
    time = billable(start, start + span, by)
    found = cheapest(tariffs, time)
    for one in tariffs:
        if covers({one: 1}, time):
            assert found
            assert found.price <= tariffs[one]
    if found:
        assert sum(count * tariffs[one] for count, one in found.units) == found.price
        assert covers({one: count for count, one in found.units}, time)


short_spans = st.integers(1, 60 * 24 * 3).map(lambda one: timedelta(minutes=one))


@settings(max_examples=60)
@given(tariffs, moments, short_spans, rules())
def test_no_other_combination_is_cheaper(
    tariffs: dict[str, Decimal], start: datetime, span: timedelta, by: RentalRules
) -> None:
    few = {one: tariffs[one] for one in list(tariffs)[:4]}
    time = billable(start, start + span, by)
    found = cheapest(few, time)
    assert (found.price if found else None) == by_brute_force(few, time)


def test_the_price_of_years_is_found_at_once() -> None:
    start = datetime(2026, 1, 31, 8, tzinfo=UTC)
    tariffs = {str(one): Decimal(100 * place) for place, one in enumerate(Period, 1)}

    found = cheapest(
        {one: price for one, price in tariffs.items() if one != "flat"},
        billable(start, start + timedelta(days=20 * 365)),
    )

    assert found
    assert found.price > 0
