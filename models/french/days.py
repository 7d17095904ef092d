"""The day and the time that somebody means: « demain 14 h », « lundi », « dans 3 jours »."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from models.french.text import clean_line, fold
from models.french.wording import MONTHS

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
COUNTS = {
    word: count
    for count, word in enumerate(
        ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"), 1
    )
} | {"une": 1, "quinze": 15}
UNITS = {"jour": 1, "semaine": 7}
FURTHEST = 3
"""Digits of how many days or weeks somebody counts."""

_BEFORE = r"(?<![\w/.,:-])(?:(?:pour|le|ce|à partir de|dès)\s+)*"
_AFTER = r"(?![\w/]|[.,:-]\d)"
_MONTH = rf"(?:{'|'.join({one[:3] for name in MONTHS for one in (name, fold(name))})})\w*\.?"
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
_COUNT = rf"\d{{1,{FURTHEST}}}|{'|'.join(COUNTS)}"


@dataclass(frozen=True)
class Meant:
    """What a line says of when, and the rest of it; `day` is None where it says nothing of it."""

    day: date | None
    at: time | None
    rest: str


def when_in(line: str, today: date) -> Meant:
    """The first day and the first time of day that stand in a line."""
    text = clean_line(line)
    day = None
    for pattern, read in _DAYS:
        for found in pattern.finditer(text):
            if day := read(found, today):
                text = _without(text, found)
                break
        if day:
            break
    at = None
    if found_time := _TIME.search(text):
        at = _time(found_time)
        text = _without(text, found_time) if at else text
    return Meant(day, at, clean_line(text).strip(" ,;:–—-"))


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


# --- days ---------------------------------------------------------------------------------------

_Read = Callable[[re.Match[str], date], date | None]


def _named(found: re.Match[str], today: date) -> date:
    word = fold(found["word"])
    later = 2 if word.startswith("apres") else 1 if word == "demain" else 0
    return today + timedelta(days=later)


def _counted(found: re.Match[str], today: date) -> date | None:
    count = COUNTS.get(fold(found["count"])) or int(found["count"])
    unit = fold(found["unit"])
    if unit == "mois":
        return _months_later(today, count)
    return today + timedelta(days=count * UNITS[unit.rstrip("s")])


def _weekday(found: re.Match[str], today: date) -> date:
    """The next one, never today; « lundi en huit » is a week later."""
    ahead = (WEEKDAYS.index(fold(found["weekday"])) - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead + (7 if found["week"] else 0))


def _next(found: re.Match[str], today: date) -> date | None:
    """The Monday of next week; the first of next month."""
    if found["unit"]:
        return today + timedelta(days=7 - today.weekday())
    return _months_later(today.replace(day=1), 1)


def _end(found: re.Match[str], today: date) -> date:
    """The Friday of this week, or the next one; the last day of this month."""
    if fold(found["unit"]) == "semaine":
        return today + timedelta(days=(4 - today.weekday()) % 7)
    return today.replace(day=monthrange(today.year, today.month)[1])


def _in_figures(found: re.Match[str], today: date) -> date | None:
    return _coming(int(found["day"]), int(found["month"]), found["year"], today)


def _in_words(found: re.Match[str], today: date) -> date | None:
    begun = fold(found["name"]).rstrip(".")
    month = next((n for n, name in enumerate(MONTHS, 1) if fold(name).startswith(begun)), None)
    return _coming(int(found["day"]), month, found["year"], today) if month else None


def _of_month(found: re.Match[str], today: date) -> date | None:
    """« le 5 »: of this month, or of the next one that has such a day."""
    for ahead in range(3):
        first = _months_later(today.replace(day=1), ahead)
        day = _date(first.year, first.month, int(found["day"]))
        if day and day >= today:
            return day
    return None


def _coming(day: int, month: int, year: str | None, today: date) -> date | None:
    """A date without a year is the next one there is."""
    if year:
        return _date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    years = range(today.year, today.year + 5)  # the 29th of February may be four years away
    found = (_date(one, month, day) for one in years)
    return next((one for one in found if one and one >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months_later(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(_BEFORE + text + _AFTER, re.IGNORECASE)


_DAYS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_pattern(r"(?P<word>après[- ]?demain|apres[- ]?demain|demain|aujourd['’ ]?hui)"), _named),
    (
        _pattern(rf"(?:dans|d['’]ici)\s+(?P<count>{_COUNT})\s+(?P<unit>jours?|semaines?|mois)"),
        _counted,
    ),
    (
        _pattern(
            rf"(?:{_WEEKDAY}\s+)?(?P<day>\d{{1,2}})(?:er)?\s+(?P<name>{_MONTH})"
            r"(?:\s+(?P<year>\d{4}))?"
        ),
        _in_words,
    ),
    (
        _pattern(
            rf"(?:{_WEEKDAY}\s+)?(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})"
            r"(?:/(?P<year>\d{4}|\d{2}))?"
        ),
        _in_figures,
    ),
    (
        _pattern(r"(?P<day>\d{1,2})(?P<sign>[.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})"),
        _in_figures,
    ),
    (_pattern(rf"(?P<weekday>{_WEEKDAY})(?P<week>\s+en\s+huit)?(?:\s+prochain)?"), _weekday),
    (_pattern(r"(?:la\s+)?(?P<unit>semaine)\s+prochaine|(?:le\s+)?mois\s+prochain"), _next),
    (_pattern(r"(?:la\s+)?fin\s+(?:de\s+(?:la\s+)?|du\s+)?(?P<unit>semaine|mois)"), _end),
    (
        re.compile(r"(?<![\w/.,:-])le\s+(?P<day>\d{1,2})(?:er)?(?!\s?\d)" + _AFTER, re.IGNORECASE),
        _of_month,
    ),
)

# --- times --------------------------------------------------------------------------------------

_TIME = re.compile(
    r"(?<![\w/.,:-])(?:(?:à|a|vers|pour)\s+)?"
    r"(?:(?P<hour>\d{1,2})\s?(?:h(?:eures?)?\s?(?P<minute>\d{2})?|:(?P<minutes>\d{2}))"
    r"|(?P<noon>midi))(?![\w/]|[.,:-]\d)",
    re.IGNORECASE,
)


def _time(found: re.Match[str]) -> time | None:
    if found["noon"]:
        return time(12)
    hour, minute = int(found["hour"]), int(found["minute"] or found["minutes"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
