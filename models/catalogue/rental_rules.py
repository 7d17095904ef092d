"""How the firm counts the time for which something is rented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from models.errors import Invalid

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
    with their times. Raises Invalid.
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
        checks = (
            ("open_days", bool(self.open_days), "Indiquez au moins un jour d’ouverture."),
            ("closes", self.opens < self.closes, "La fermeture est avant l’ouverture."),
            ("grace", 0 <= self.grace < DAY, "La tolérance va de 0 à 1 439 minutes."),
            (
                "late_pickup",
                not self.late_pickup or self.late_pickup > self.opens,
                "Un départ tardif est après l’ouverture.",
            ),
            (
                "early_return",
                not self.early_return or self.early_return < self.closes,
                "Un retour matinal est avant la fermeture.",
            ),
            ("weekend_to", self.weekend > 0, "Le week-end finit avant de commencer."),
            (
                "half_day_hours",
                self.half_day_hours in HALVES,
                "Une demi-journée dure 2, 3, 4, 6, 8 ou 12 heures.",
            ),
        )
        if errors := {name: text for name, holds, text in checks if not holds}:
            raise Invalid(errors)

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
