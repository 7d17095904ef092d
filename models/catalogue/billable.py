"""From two moments to the time that is billed between them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.catalogue.rental_rules import DAY, WEEK_DAYS, Counting, RentalRules
from models.french.wording import PARIS


@dataclass(frozen=True)
class Billable:
    """Billed time: how many minutes are left after so many months from the start, none at the end.

    A month begins and ends on the same day of the month, or on the last one of a shorter month.
    """

    after_months: tuple[int, ...]
    is_weekend: bool
    rules: RentalRules

    @property
    def minutes(self) -> int:
        return self.after_months[0]


def billable(starts_at: datetime, ends_at: datetime, rules: RentalRules | None = None) -> Billable:
    """The time that is billed in [start, end), both aware; ValueError where it ends too early.

    It never gets less when the end gets later or the start earlier, also when the clocks change.
    """
    rules = rules or RentalRules()
    if ends_at <= starts_at:
        raise ValueError("La fin est avant le début.")
    picked_up, back = _wall(starts_at), _wall(ends_at, is_end=True)
    start, end = _fetched(picked_up, rules), _returned(back, rules)
    left = [max(_first_left(start, end, rules), 1)]
    while left[-1]:
        left.append(_left(_months_later(start, len(left)), end, rules))
    return Billable(tuple(left), _is_weekend(picked_up, back, rules), rules)


def _wall(moment: datetime, *, is_end: bool = False) -> datetime:
    """What the clock on the wall shows; it does not go back in the hour that comes twice."""
    local = moment.astimezone(PARIS)
    comes_again = local.fold == 1 and local.replace(fold=0).utcoffset() != local.utcoffset()
    wall = local.replace(tzinfo=None, fold=0)
    if is_end and comes_again:
        return wall.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return wall


def _fetched(start: datetime, rules: RentalRules) -> datetime:
    """From when on it is billed; between a late pick-up and opening time nothing changes."""
    if rules.late_pickup is None:
        return start
    is_late = start.time() >= rules.late_pickup
    return max(start, datetime.combine(start.date() + timedelta(days=is_late), rules.opens))


def _returned(end: datetime, rules: RentalRules) -> datetime:
    """Until when it is billed; between closing time and the early return nothing changes."""
    if rules.early_return is None:
        return end
    if end.time() <= rules.early_return:
        return datetime.combine(end.date() - timedelta(days=1), rules.closes)
    return min(end, datetime.combine(end.date(), rules.closes))


def _first_left(start: datetime, end: datetime, rules: RentalRules) -> int:
    """Billed minutes; of less than a day no more than have passed."""
    return max(_left(start, end, rules), min(_passed(start, end), DAY))


def _left(start: datetime, end: datetime, rules: RentalRules) -> int:
    """Billed minutes, but for what is forgiven at the end."""
    late = max(_passed(start, end) - rules.grace, 0)
    if rules.counting == Counting.CALENDAR:
        return late
    days = _open_days(start, end, rules) if start.date() < end.date() else 0
    return max(DAY * days, min(late, DAY))


def _passed(start: datetime, end: datetime) -> int:
    """Minutes, one that has begun as a whole one."""
    return max(-((start - end) // timedelta(minutes=1)), 0)


def _open_days(start: datetime, end: datetime, rules: RentalRules) -> int:
    """The open days from the first to the last; that of the return counts once it is too late."""
    back_in_time = datetime.combine(end.date(), rules.opens) + timedelta(minutes=rules.grace)
    days = (end.date() - start.date()).days + (end > back_in_time)
    weeks, rest = divmod(days, len(WEEK_DAYS))
    begun = [(start.weekday() + day) % len(WEEK_DAYS) for day in range(rest)]
    return weeks * len(rules.open_days) + sum(day in rules.open_days for day in begun)


def _months_later(start: datetime, months: int) -> datetime:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return start.replace(year=year, month=month + 1, day=min(start.day, last))


def _is_weekend(start: datetime, end: datetime, rules: RentalRules) -> bool:
    """Whether all of it lies in one week-end."""
    day, at = rules.weekend_from
    until, back = rules.weekend_to
    since = (start.weekday() - day) % len(WEEK_DAYS)
    begins = datetime.combine(start.date() - timedelta(days=since), at)
    if begins > start:
        begins -= timedelta(days=len(WEEK_DAYS))
    ends = datetime.combine(begins.date() + timedelta(days=(until - day) % len(WEEK_DAYS)), back)
    return end <= ends + timedelta(minutes=rules.grace)
