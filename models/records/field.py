"""The fields of a form, declared beside their model: how each is cleaned, shown and advised on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from models.french.money import in_thousands
from models.french.text import clean_line
from models.french.wording import PARIS, clock, clock_moment, listed, short_date

Typed = Mapping[str, str]


def _plain(text: str, _typed: Typed) -> Any:
    return clean_line(text)


def _no_advice(_typed: Typed) -> str | None:
    return None


def _nothing(_typed: Typed) -> Mapping[str, str]:
    return {}


def _no_keypad(_typed: Typed) -> str:
    return ""


def _always(_typed: Typed) -> bool:
    return True


@dataclass(frozen=True)
class Field:
    """One field of a form. Its label and its length come from the model's field of that name.

    `clean` turns text into the stored value and raises ValueError with a French sentence;
    `show` turns it back; `advise` warns without blocking; `applies` hides what has no meaning.
    `keypad` is what a tablet shows to type it with, in HTML's words.
    `brings` is what a choice has other fields hold, unless somebody has said otherwise there.
    """

    name: str
    clean: Callable[[str, Typed], Any] = _plain
    show: Callable[[Any], str] = str
    advise: Callable[[Typed], str | None] = _no_advice
    applies: Callable[[Typed], bool] = _always
    choices: Mapping[str, str] | None = None
    brings: Callable[[Typed], Mapping[str, str]] = _nothing
    suggest: Callable[[Typed], list[str]] | None = None
    input_type: str = "text"
    keypad: Callable[[Typed], str] = _no_keypad
    is_required: bool = False
    is_half: bool = False
    section: str = ""

    def worded(self, text: str) -> str:
        """What the form holds as a sentence says it: a choice by its words, a number by thousands,
        a date or a time of day as in French."""
        if self.input_type == "date" and text:
            return short_date(date.fromisoformat(text))
        if self.input_type == "datetime-local" and text:
            return clock_moment(datetime.fromisoformat(text).replace(tzinfo=PARIS))
        if self.input_type == "time" and text:
            return clock(time.fromisoformat(text))
        if self.input_type == "decimal":
            return in_thousands(text)
        if self.input_type == "several" and self.choices:
            return listed([self.choices.get(code, code) for code in text.split(",") if code])
        return (self.choices or {}).get(text, text)
