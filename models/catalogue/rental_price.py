"""The price of a rental: the cheapest combination of tariffs that covers it, explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.catalogue.billable import Billable
from models.catalogue.kinds import Period
from models.catalogue.rental_rules import DAY, HOUR, RentalRules
from models.company import UNITS
from models.french.wording import NBSP

LONGEST_MONTH = 31 * DAY
Tariffs = Mapping[str, Decimal]
"""Prices by their period."""


@dataclass(frozen=True)
class Offer:
    """What a rental costs, and of how many of which tariffs that is made up."""

    price: Decimal
    units: tuple[tuple[int, str], ...]

    @property
    def explanation(self) -> str:
        """« 1 semaine + 1 jour »."""
        return " + ".join(worded(count, period) for count, period in self.units)


@dataclass(frozen=True)
class _Cover:
    """Some tariffs together."""

    price: Decimal
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def rank(self) -> tuple[Decimal, int]:
        """The cheapest is first; of those that cost the same, the one with the fewest parts."""
        return self.price, sum(count for _, count in self.counts)

    def times(self, count: int) -> _Cover:
        counts = tuple((period, count * one) for period, one in self.counts) if count else ()
        return _Cover(self.price * count, counts)

    def with_(self, other: _Cover) -> _Cover:
        counts = Counter(dict(self.counts))
        counts.update(dict(other.counts))
        return _Cover(self.price + other.price, tuple(counts.items()))


_NOTHING = _Cover(Decimal(0))


@dataclass(frozen=True)
class _Unit:
    period: str
    size: int
    price: Decimal

    @property
    def alone(self) -> _Cover:
        return _Cover(self.price, ((self.period, 1),))


def cheapest(tariffs: Tariffs, time: Billable) -> Offer | None:
    """The cheapest combination that covers this time; None where no tariff does.

    Never dearer than a single tariff that covers it, and never less for a longer rental.
    """
    found = _best(
        (
            _alone(tariffs, Period.FLAT),
            _alone(tariffs, Period.WEEKEND) if time.is_weekend else None,
            *_by_months(tariffs, time),
        )
    )
    if found is None:
        return None
    counts = dict(found.counts)
    longest_first = [period for period in reversed(Period) if period in counts]
    return Offer(found.price, tuple((counts[one], str(one)) for one in longest_first))


def worded(count: int, period: str) -> str:
    """« 2 jours »."""
    return f"{count}{NBSP}{UNITS[period].worded(is_plural=count > 1)}"


def dear_tariffs(tariffs: Tariffs, rules: RentalRules | None = None) -> dict[str, str]:
    """Of the tariffs that are never the cheapest, a sentence that says why."""
    rules = rules or RentalRules()
    units = _units(tariffs, rules)
    sizes = {str(unit.period): unit.size for unit in units}
    sizes |= {Period.WEEKEND: rules.weekend, Period.MONTH: LONGEST_MONTH}
    found = {}
    for period, price in tariffs.items():
        if period == Period.FLAT:
            continue
        longer = (_alone(tariffs, one) for one in (*sizes, Period.FLAT) if _is_longer(one, period))
        size = sizes[period]
        shorter = _covered(size, [one for one in units if one.size < size])
        other = _best((*longer, shorter))
        if other and other.price < price:
            parts = (worded(count, one) for one, count in other.counts)
            found[str(period)] = f"{worded(1, period)} coûte plus que {' + '.join(parts)}."
    return found


def _is_longer(one: str, other: str) -> bool:
    order = list(Period)
    return order.index(Period(one)) > order.index(Period(other))


def _alone(tariffs: Tariffs, period: str) -> _Cover | None:
    return _Unit(period, 0, tariffs[period]).alone if period in tariffs else None


def _best(covers: Iterable[_Cover | None]) -> _Cover | None:
    return min((one for one in covers if one), key=lambda one: one.rank, default=None)


def _by_months(tariffs: Tariffs, time: Billable) -> Iterable[_Cover | None]:
    """With no month, with one, and so on until nothing is left."""
    units = _units(tariffs, time.rules)
    month = _alone(tariffs, Period.MONTH)
    for months, left in enumerate(time.after_months if month else time.after_months[:1]):
        rest = _covered(left, units)
        yield month.times(months).with_(rest) if month and rest else rest


def _units(tariffs: Tariffs, rules: RentalRules) -> Sequence[_Unit]:
    """The tariffs of a fixed length, the longest first; each length divides those before it."""
    sizes = {
        Period.WEEK: rules.week,
        Period.DAY: DAY,
        Period.HALF_DAY: rules.half_day,
        Period.HOUR: HOUR,
    }
    return [_Unit(one, size, tariffs[one]) for one, size in sizes.items() if one in tariffs]


def _covered(minutes: int, units: Sequence[_Unit]) -> _Cover | None:
    """The cheapest way to cover so many minutes; None where there are no tariffs."""
    if minutes <= 0:
        return _NOTHING
    if not units:
        return None
    longest, *shorter = units
    whole = _best((longest.alone, _covered(longest.size, shorter)))
    assert whole
    count, rest = divmod(minutes, longest.size)
    ending = _best((whole, _covered(rest, shorter))) if rest else _NOTHING
    return whole.times(count).with_(ending or whole)
