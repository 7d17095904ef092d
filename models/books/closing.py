"""Closing the till: each day once, one after the other, sealed to the day before; append-only."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar, NoReturn, Self

import orjson
from tortoise import fields

from models.books.day_totals import Totals, first_day, totals_of_day
from models.database.connection import one_at_a_time
from models.database.transaction import transaction
from models.documents.closed_days import TILL, depend_on_closings
from models.errors import Refused
from models.french.wording import plural, short_date, today
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.journal import Journalled, Subject, note
from models.records.reading import IMPLAUSIBLE, is_plausible

MOST_DAYS = 400
"""That are closed at once: more of them is a date that was mistyped."""


class Closing(Journalled):
    """What a day came to, and the seal that holds it and the closing before."""

    id = fields.IntField(primary_key=True)
    day: date = fields.DateField(unique=True, description="Journée")
    totals: Totals = fields.JSONField(default=dict)
    previous = fields.CharField(64, default="")
    seal = fields.CharField(64)
    author = fields.CharField(100, description="Clôturée par")
    at: datetime = fields.DatetimeField(description="Clôturée le")

    TOPIC: ClassVar[str] = "closing"
    HEADING: ClassVar[str] = "Clôtures de caisse"

    class Meta:
        table = "closing"

    @property
    def caption(self) -> str:
        return f"la journée du {short_date(self.day)}"

    def sealed(self) -> str:
        """The seal of what it says now."""
        moment = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        said = [self.previous, self.day.isoformat(), self.totals, self.author, moment]
        return sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()

    @classmethod
    async def last_one(cls) -> Self | None:
        return await cls.all().order_by("-day").first()

    async def save(self, *arguments: Any, **options: Any) -> None:
        if self._saved_in_db:
            raise TypeError("a closing never changes")
        await super().save(*arguments, **options)

    async def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a closing is never taken back")


async def last_closed() -> date | None:
    latest = await Closing.last_one()
    return latest.day if latest else None


depend_on_closings(last_closed)


async def days_to_close(until: date) -> list[date]:
    """The days that are open up to one, without a gap; only that one if nothing was before."""
    closed = await last_closed()
    first = closed + timedelta(days=1) if closed else await first_day() or until
    return [first + timedelta(days=past) for past in range((until - first).days + 1)]


async def closing_refusal(until: date) -> str | None:
    """Why the till cannot be closed up to a day, or None."""
    if not is_plausible(until):
        return IMPLAUSIBLE
    if until > today():
        return "Une journée se clôture le jour même ou après, pas d’avance."
    days = await days_to_close(until)
    if not days and await last_closed() is None:
        nothing = f"Jusqu’au {short_date(until)} inclus, rien n’est entré ni sorti"
        return f"{nothing} : choisissez un jour plus récent."
    if not days:
        return f"La caisse est déjà clôturée jusqu’au {short_date(until)}."
    if len(days) > MOST_DAYS:
        return (
            f"Il y aurait {plural(len(days), 'journée')} à clôturer : "
            f"clôturez d’abord jusqu’au {short_date(days[MOST_DAYS - 1])}."
        )
    return None


async def close_days(until: date, *, by: Staff) -> list[Closing]:
    """Close every open day up to one; nothing is received, reversed or issued on it any more."""
    by.need(Permission.RECEIVE)
    async with transaction():
        await one_at_a_time(TILL)
        if reason := await closing_refusal(until):
            raise Refused(reason)
        return [await _close(day, by=by) for day in await days_to_close(until)]


async def _close(day: date, *, by: Staff) -> Closing:
    before = await Closing.last_one()
    closing = Closing(
        day=day,
        totals=await totals_of_day(day, before.totals if before else None),
        previous=before.seal if before else "",
        author=by.name,
        at=datetime.now(UTC),
    )
    closing.seal = closing.sealed()
    await closing.save()
    subject = Subject(Closing.TOPIC, closing.id, closing.caption)
    await note(by, "close", subject, {"seal": ("", closing.seal)})
    announce(Closing.TOPIC, [closing.id])
    return closing
