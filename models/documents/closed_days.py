"""Days of the till that are closed: who closes them signs up here, since documents do not know."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from models.database.connection import one_at_a_time
from models.french.wording import short_date, today

TILL = "till"
LastClosed = Callable[[], Awaitable[date | None]]
_signed_up: list[LastClosed] = []


def depend_on_closings(last_closed: LastClosed) -> None:
    """Have this asked for the last day that is closed."""
    _signed_up.append(last_closed)


async def closed_reason(day: date) -> str | None:
    """Why nothing can be entered on a day any more, or None; nobody closes it meanwhile."""
    await one_at_a_time(TILL)
    for last_closed in _signed_up:
        closed = await last_closed()
        if closed is not None and day <= closed:
            if closed >= today():
                return "La caisse d’aujourd’hui est clôturée : ce sera possible demain."
            return (
                f"La caisse est clôturée jusqu’au {short_date(closed)} : prenez une date d’après."
            )
    return None
