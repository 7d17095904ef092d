"""How the firm counts the time for which something is rented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any, Self

HOUR, DAY = 60, 1_440
"""Minutes."""
HALVES = (2, 3, 4, 6, 8, 12)
"""Hours that half a day may have: they divide a day, so that no price falls from one to two."""
WEEK_DAYS = frozenset(range(7))
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
MONDAY = 0


class Counting(StrEnum):
    """Which days are billed: those of the calendar, 24 hours from the start each, or open ones."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True)
class RentalRules:
    """The rules of one firm. Days of the week are counted from Monday, 0; times are those of Paris.

    `grace` is in minutes: what comes back so late, after a day at least, is in time. Who fetches at
    `late_pickup` or later pays from the next opening on, and who brings back by `early_return`
    pays until closing time of the day before. A week-end lies between two moments, days of the week
    with their times.
    """

    counting: Counting = Counting.CALENDAR
    open_days: frozenset[int] = frozenset({0, 1, 2, 3, FRIDAY, SATURDAY})
    opens: time = time(8)
    closes: time = time(18)
    grace: int = 60
    late_pickup: time | None = None
    early_return: time | None = None
    weekend_from: tuple[int, time] = (FRIDAY, time(16))
    weekend_to: tuple[int, time] = (MONDAY, time(10))
    half_day_hours: int = 4

    def __post_init__(self) -> None:
        if not self.open_days or not self.open_days <= WEEK_DAYS:
            raise ValueError("Indiquez au moins un jour d’ouverture.")
        if self.opens >= self.closes:
            raise ValueError("La fermeture est avant l’ouverture.")
        if not 0 <= self.grace < DAY:
            raise ValueError("La tolérance va de 0 à 1 439 minutes.")
        if self.half_day_hours not in HALVES:
            raise ValueError("Une demi-journée dure 2, 3, 4, 6, 8 ou 12 heures.")
        if self.late_pickup and self.late_pickup <= self.opens:
            raise ValueError("Un départ tardif est après l’ouverture.")
        if self.early_return and self.early_return >= self.closes:
            raise ValueError("Un retour matinal est avant la fermeture.")

    @property
    def half_day(self) -> int:
        """Minutes."""
        return self.half_day_hours * HOUR

    @property
    def week(self) -> int:
        """Billed minutes that a week has."""
        days = len(self.open_days) if self.counting == Counting.WORKING else len(WEEK_DAYS)
        return days * DAY

    @property
    def weekend(self) -> int:
        """Minutes that the longest week-end lasts."""
        (day, at), (until, back) = self.weekend_from, self.weekend_to
        days = (until - day) % len(WEEK_DAYS)
        return days * DAY + (back.hour - at.hour) * HOUR + back.minute - at.minute

    def to_json(self) -> dict[str, Any]:
        """As the firm's settings keep it."""
        return {
            "counting": str(self.counting),
            "open_days": sorted(self.open_days),
            "opens": _text(self.opens),
            "closes": _text(self.closes),
            "grace": self.grace,
            "late_pickup": _text(self.late_pickup),
            "early_return": _text(self.early_return),
            "weekend_from": [self.weekend_from[0], _text(self.weekend_from[1])],
            "weekend_to": [self.weekend_to[0], _text(self.weekend_to[1])],
            "half_day_hours": self.half_day_hours,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` made, also without some of it; ValueError where it is anything else."""
        try:
            given = {name: _READERS[name](value) for name, value in data.items()}
        except (KeyError, TypeError, IndexError) as error:
            raise ValueError(f"not rules of rental: {error}") from error
        return cls(**given)


def _text(moment: time | None) -> str | None:
    return moment.isoformat("minutes") if moment else None


def _optional(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _moment_of_week(data: Any) -> tuple[int, time]:
    day, text = data
    if day not in WEEK_DAYS:
        raise ValueError("not a day of the week")
    return int(day), time.fromisoformat(text)


_READERS: Mapping[str, Any] = {
    "counting": Counting,
    "open_days": frozenset,
    "opens": time.fromisoformat,
    "closes": time.fromisoformat,
    "grace": int,
    "late_pickup": _optional,
    "early_return": _optional,
    "weekend_from": _moment_of_week,
    "weekend_to": _moment_of_week,
    "half_day_hours": int,
}
