"""PINs that are tried first: whoever holds the tablet has five tries, and begins with these."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date
from itertools import pairwise

from models.staff.guessable import listed_in

EASY_PIN = (
    "Ce code se devine trop facilement. Évitez les suites, les répétitions, les dates et les "
    "lignes du clavier."
)


def is_guessable_pin(pin: str) -> bool:
    """Whether a PIN, which is one, is a pattern, a year, a date or simply common."""
    return pin in listed_in("pins.csv") or _repeats(pin) or _runs(pin) or _is_date(pin)


def _repeats(pin: str) -> bool:
    """« 1111 », « 9998 », « 1212 », « 123123 », « 112233 », « 1221 »."""
    again = (pin + pin).find(pin, 1) < len(pin)
    is_nearly_one_digit = max(Counter(pin).values()) >= len(pin) - 1
    return again or is_nearly_one_digit or pin[::2] == pin[1::2] or pin == pin[::-1]


def _runs(pin: str) -> bool:
    """« 1234 », « 4321 », « 2468 », and on from the end: « 7890 », « 1470 »."""
    return len({(int(after) - int(before)) % 10 for before, after in pairwise(pin)}) == 1


def _is_date(pin: str) -> bool:
    """« 1998 » and « 2026 », and as a day « 140789 » or « 890714 »."""
    if len(pin) == 4:
        return pin.startswith(("19", "20"))
    first, month, last = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    for year, day in ((last, first), (first, last)):
        with suppress(ValueError):
            date(2000 + year, month, day)
            return len(pin) == 6
    return False
