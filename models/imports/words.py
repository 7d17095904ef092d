"""Cells that say a choice in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from models.french.days import when_in
from models.french.text import fold
from models.french.wording import listed, local_day, today

ReadWord = Callable[[str], str]
"""From what a cell says to what the form would hold; raises ValueError."""
_CLOCK = r"(?:[T ]\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
_DAY = re.compile(rf"(\d{{1,2}})[/. -](\d{{1,2}})[/. -](\d{{4}}|\d{{2}}){_CLOCK}")
_YEAR_FIRST = re.compile(rf"(\d{{4}})[/.-](\d{{2}})[/.-](\d{{2}}){_CLOCK}")
_IN_WORDS = re.compile(r"\d{1,2}(?:er)? \w+\.? \d{4}")
_SERIAL = re.compile(r"([2-7]\d{4})(?:[.,]\d+)?")
"""Days since _DAY_ZERO, from 1954 to 2118."""
_DAY_ZERO = date(1899, 12, 30)
_BETWEEN = re.compile(r"[,;/|+\n]|\bet\b")


def one_of(labels: Mapping[str, str], *synonyms: Mapping[str, str]) -> ReadWord:
    """The code of a word, whichever of these it is; a synonym takes no word from a label."""
    words = {fold(label): str(code) for code, label in labels.items()}
    for more in synonyms:
        for code, texts in more.items():
            words |= {fold(text): str(code) for text in texts.split(",") if fold(text) not in words}
    words |= {fold(str(code)): str(code) for code in labels if fold(str(code)) not in words}
    known = listed([label.lower() for label in labels.values() if label])

    def read(text: str) -> str:
        code = words.get(fold(text))
        if code is None:
            raise ValueError(f"Mot inconnu ici : écrivez {known}.")
        return code

    return read


def several_of(labels: Mapping[str, str]) -> ReadWord:
    """The codes of several words, as « Livraison, chantier »."""
    read_one = one_of(labels)

    def read(text: str) -> str:
        chosen = {read_one(part) for part in _BETWEEN.split(text) if part.strip()}
        return ",".join(code for code in labels if code in chosen)

    return read


def _local(text: str) -> str:
    """The day that an instant has in France; midnight there is the evening before in UTC."""
    try:
        return local_day(datetime.fromisoformat(text)).isoformat()
    except ValueError:
        return text


def read_day(text: str) -> str:
    """A day as a date field holds it: « 24/11/2026 », « 24.11.26 », « 2026-11-24T00:00 »,
    « 24 novembre 2026 », « 46350 » as a spreadsheet counts days; else the text itself."""
    plain = text.strip()
    if serial := _SERIAL.fullmatch(plain):
        return (_DAY_ZERO + timedelta(days=int(serial[1]))).isoformat()
    if found := _DAY.fullmatch(plain):
        day, month, year = found.groups()
        return f"{int(year) + (2000 if len(year) == 2 else 0):04}-{int(month):02}-{int(day):02}"
    if found := _YEAR_FIRST.fullmatch(plain):
        return _local(plain) if plain.endswith("Z") else "-".join(found.groups())
    if _IN_WORDS.fullmatch(plain) and (day_meant := when_in(plain, today()).day):
        return day_meant.isoformat()
    return text
