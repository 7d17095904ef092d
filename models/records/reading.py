"""How fields of several kinds are read from what was typed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from models.french.money import read_number
from models.records.field import Typed

Clean = Callable[[str, Typed], Any]

NO_DATE = "Cette date est incomplète ou n’existe pas : choisissez-la dans le calendrier."
IMPLAUSIBLE = "Cette date n’est pas plausible : vérifiez l’année."


def choice(kind: type[StrEnum]) -> Clean:
    """One of these."""

    def clean(text: str, _typed: Typed) -> StrEnum:
        try:
            return kind(text)
        except ValueError:
            raise ValueError("Choisissez l’une des possibilités.") from None

    return clean


def one_of(codes: Collection[str]) -> Clean:
    """One of these codes."""

    def clean(text: str, _typed: Typed) -> str:
        if text not in codes:
            raise ValueError("Choisissez l’une des possibilités.")
        return text

    return clean


def any_of(codes: Collection[str]) -> Clean:
    """Some of these codes, with commas between them, in their own order; none means all."""

    def clean(text: str, _typed: Typed) -> str:
        chosen = {part.strip() for part in text.split(",")} - {""}
        if not chosen <= set(codes):
            raise ValueError("Choisissez parmi les possibilités.")
        return ",".join(code for code in codes if code in chosen)

    return clean


def clean_decimal(places: int) -> Callable[[str, Typed], Decimal | None]:
    """A number with at most so many decimals; None where nothing is typed."""

    def clean(text: str, _typed: Typed) -> Decimal | None:
        return read_number(text, places) if text.strip() else None

    return clean


def whole_number(least: int, most: int, blank: int | None = None) -> Callable[[str, Typed], int]:
    """A whole number between these; where nothing is typed, `blank` if there is one."""

    def clean(text: str, _typed: Typed) -> int:
        if blank is not None and not text.strip():
            return blank
        number = int(read_number(text, 0))
        if not least <= number <= most:
            raise ValueError(f"Un nombre entier, de {least} à {most}.")
        return number

    return clean


def is_plausible(day: date) -> bool:
    """Whether anything here can be about that day."""
    return 1900 <= day.year <= 2200


def later(day: date, days: int) -> date | None:
    """So many days after a day; None where nothing here can be about that."""
    try:
        then = day + timedelta(days=days)
    except OverflowError:
        return None
    return then if is_plausible(then) else None


def optional_date(text: str, _typed: Typed) -> date | None:
    """The day that a date field gives; None where it is empty."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(NO_DATE) from None
    if not is_plausible(day):
        raise ValueError(IMPLAUSIBLE)
    return day


def clean_date(text: str, typed: Typed) -> date:
    """The day that a date field gives."""
    day = optional_date(text, typed)
    if day is None:
        raise ValueError("Indiquez la date.")
    return day


def shown_date(day: date | None) -> str:
    """A day as a date field holds it."""
    return day.isoformat() if day else ""
