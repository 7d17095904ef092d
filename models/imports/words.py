"""Cells that say a choice in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from models.french.text import fold
from models.french.wording import listed

ReadWord = Callable[[str], str]
"""From what a cell says to what the form would hold; raises ValueError."""
_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})(?: 0?0:00)?")
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


def read_day(text: str) -> str:
    """A day as a date field holds it: « 24/11/2026 », « 24.11.26 », « 2026-11-24 »."""
    if not (found := _DAY.fullmatch(text.strip())):
        return text
    day, month, year = found.groups()
    return f"{int(year) + (2000 if len(year) == 2 else 0):04}-{int(month):02}-{int(day):02}"
