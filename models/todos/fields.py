"""The fields of what is to be done: how each is cleaned, shown and said."""

from __future__ import annotations

from datetime import date, time

from models.french.wording import NBSP, clock, short_date, today
from models.integers import integer_in
from models.records.field import Field, Typed
from models.records.reading import clean_date, shown_date
from models.staff.people import PEOPLE


def _clean_time(text: str, _typed: Typed) -> str:
    if not text.strip():
        return ""
    try:
        return time.fromisoformat(text.strip()).strftime("%H:%M")
    except ValueError:
        raise ValueError("Cette heure est incomplète ou fausse : par exemple 14:30.") from None


def _clean_person(text: str, _typed: Typed) -> int | None:
    if not text:
        return None
    if (account_id := integer_in(text)) is None:
        raise ValueError("Choisissez l’une des personnes.")
    return account_id


TODO_FIELDS = (
    Field("text", is_required=True),
    Field("due_on", clean=clean_date, show=shown_date, input_type="date", is_half=True),
    Field("due_time", clean=_clean_time, input_type="time", is_half=True),
    Field(
        "account_id",
        clean=_clean_person,
        show=lambda account_id: str(account_id or ""),
        choices=PEOPLE,
        input_type="select",
    ),
)


def when_said(day: date, at: str) -> str:
    """A day as one says it, with the time if there is one."""
    ahead = (day - today()).days
    dated = short_date(day)
    if day.year == today().year:
        dated = dated.removesuffix(f"{NBSP}{day.year}")
    said = {-1: "hier", 0: "aujourd’hui", 1: "demain"}.get(ahead, dated)
    return f"{said}, {clock(time.fromisoformat(at))}" if at else said
