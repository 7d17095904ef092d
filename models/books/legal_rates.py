"""The legal rate of interest by half-year: data/penalty_rates.json, and the firm's own rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Any, ClassVar

from tortoise import fields

from models.books.dated import rows_of
from models.database.connection import one_at_a_time
from models.database.exact import ExactField
from models.french.money import percent, show_number
from models.french.wording import short_date
from models.permissions import Permission
from models.records.draft import Draft
from models.records.field import Field, Typed
from models.records.reading import clean_date, clean_decimal, shown_date
from models.records.undoing import Undoable

FILE = "penalty_rates.json"
HIGHEST = Decimal(30)


@dataclass(frozen=True)
class Rate:
    """The legal rate between professionals, in percent a year, from a day to a day."""

    first: date
    last: date | None
    legal: Decimal


def _rate(text: str, typed: Typed) -> Decimal:
    rate = clean_decimal(2)(text, typed)
    if not rate or rate > HIGHEST:
        raise ValueError(f"Indiquez le taux légal, de 0,01 à {show_number(HIGHEST)} %.")
    return rate


class LegalRate(Undoable):
    """A rate that the firm has entered, in place of that of the data on its day, or after it."""

    valid_from: date = fields.DateField(unique=True, description="Depuis le")
    rate: Decimal = ExactField(2, default=Decimal(0), description="Taux légal (% par an)")

    TOPIC: ClassVar[str] = "legal_rate"
    HEADING: ClassVar[str] = "Taux d’intérêt légal"
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = (
        Field("valid_from", clean=clean_date, show=shown_date, input_type="date", is_half=True),
        Field("rate", clean=_rate, show=show_number, input_type="decimal", is_half=True),
    )

    class Meta:
        table = "legal_rate"

    @property
    def caption(self) -> str:
        return f"{percent(self.rate)} depuis le {short_date(self.valid_from)}"

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        await one_at_a_time(cls.TOPIC)
        same = cls.filter(valid_from=values["valid_from"]).exclude(id=record_id or 0)
        if await same.exists():
            return {"valid_from": "Un taux est déjà noté depuis ce jour : modifiez-le."}
        return {}

    @classmethod
    async def draft_of(cls, rate: Rate) -> Draft:
        """A draft of the rate that begins on that day; the data stay as they are."""
        stored = await cls.get_or_none(valid_from=rate.first)
        if stored:
            return stored.draft()
        given = cls(valid_from=rate.first, rate=rate.legal)
        return Draft(cls.TOPIC, base=given.typed(), typed=given.typed(), caption=given.caption)


async def legal_rates() -> list[Rate]:
    """All rates, each until the day before the next one."""
    by_day = {date.fromisoformat(row["from"]): Decimal(row["legal"]) for row in rows_of(FILE)}
    by_day |= {one.valid_from: one.rate for one in await LegalRate.all()}
    days = sorted(by_day)
    return [
        Rate(first, following and following - timedelta(days=1), by_day[first])
        for first, following in zip_longest(days, days[1:])
    ]
