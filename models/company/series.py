"""Series of numbers: one for each kind of document, without a gap and without a double."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self

from tortoise import fields
from tortoise.models import Model

from models.company.numbering import (
    MOST_DIGITS,
    PATTERN_WORDS,
    Numbering,
    Pattern,
)
from models.database.connection import one_at_a_time
from models.database.transaction import is_in_transaction
from models.errors import Invalid, Refused
from models.french.wording import quoted, today
from models.permissions import Permission
from models.records.changes import announce
from models.records.field import Field, Typed
from models.records.reading import choice, one_of, whole_number
from models.records.undoing import Undoable

SHARED: Mapping[tuple[str, str], tuple[str, str]] = {
    ("invoice", "down_payment"): ("invoice", "invoice")
}
"""What is numbered in the series of something else."""
RESTARTS = {"yearly": "chaque année", "never": "jamais"}
WITHOUT_YEAR = 0
IN_USE = "Cette série a déjà donné un numéro : elle ne change plus."


class Series(Undoable):
    """The numbers of one stage of a kind of document."""

    kind = fields.CharField(20, description="Nature")
    stage = fields.CharField(20, description="Étape")
    label = fields.CharField(60, default="", description="Série")
    prefix = fields.CharField(20, default="", description="Préfixe")
    pattern = fields.CharEnumField(
        Pattern, default=Pattern.YEAR, max_length=20, description="Forme du numéro"
    )
    digits = fields.IntField(default=5, description="Chiffres du compteur")
    restarts = fields.CharField(10, default="yearly", description="Le compteur repart à 1")
    rank = fields.IntField(default=100)

    TOPIC: ClassVar[str] = "series"
    HEADING: ClassVar[str] = "Séries de numéros"
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = (
        Field("prefix", is_required=True, is_half=True),
        Field("digits", clean=whole_number(3, MOST_DIGITS), input_type="decimal", is_half=True),
        Field("pattern", clean=choice(Pattern), choices=PATTERN_WORDS, input_type="select"),
        Field("restarts", clean=one_of(RESTARTS), choices=RESTARTS, input_type="select"),
    )

    class Meta:
        table = "series"
        unique_together = (("kind", "stage"),)

    # --- what it is -------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return self.label

    @property
    def numbering(self) -> Numbering:
        return Numbering(self.prefix, self.pattern, self.digits, self.restarts == "yearly")

    @classmethod
    async def in_order(cls) -> list[Self]:
        return await cls.all().order_by("rank", "id")

    @classmethod
    async def of(cls, kind: str, stage: str) -> Self:
        """The series in which this stage of a kind is numbered, locked for the transaction."""
        found = await cls.select_for_update().get_or_none(kind=kind, stage=stage)
        if found is None:
            kind, stage = SHARED[kind, stage]
            found = await cls.select_for_update().get(kind=kind, stage=stage)
        return found

    async def following(self, day: date | None = None) -> str:
        """The number that comes next, if nobody takes it before."""
        day = day or today()
        counter = await SeriesCounter.get_or_none(series_id=self.id, year=self._year(day))
        return self.numbering.number(day.year, counter.following if counter else 1)

    async def edit_reason(self) -> str | None:
        """Why it cannot be changed any more, or None."""
        return IN_USE if await SeriesCounter.exists(series_id=self.id) else None

    def _year(self, day: date) -> int:
        """The year whose counter counts on that day."""
        return day.year if self.restarts == "yearly" else WITHOUT_YEAR

    # --- saving -----------------------------------------------------------------------------

    @classmethod
    def errors_between(cls, values: dict[str, Any], typed: Typed) -> dict[str, str]:
        if not {"prefix", "pattern", "digits", "restarts"} <= values.keys():
            return {}
        return _numbering_of(values).errors()

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        if record_id is None:
            raise Refused("Chaque document a déjà sa série : modifiez-la.")
        await one_at_a_time(cls.TOPIC)
        if await SeriesCounter.exists(series_id=record_id):
            raise Invalid({"prefix": IN_USE})
        numbering = _numbering_of(values)
        for other in await cls.exclude(id=record_id):
            if numbering.may_collide(other.numbering):
                return {
                    "prefix": f"Ce préfixe pourrait donner un numéro de la série "
                    f"{quoted(other.label)} ({other.prefix}) : choisissez-en un autre."
                }
        return {}

    # --- counting ---------------------------------------------------------------------------

    async def take(self, day: date) -> str:
        """The next number, of the series that the open transaction has locked."""
        counter, _ = await SeriesCounter.get_or_create(series_id=self.id, year=self._year(day))
        number = self.numbering.number(day.year, counter.following)
        counter.following += 1
        await counter.save(update_fields=["following"])
        announce(self.TOPIC, [self.id])
        return number


class SeriesCounter(Model):
    """How far a series has come in a year. It goes back with the transaction that took from it."""

    id = fields.IntField(primary_key=True)
    series: fields.ForeignKeyRelation[Series] = fields.ForeignKeyField(
        "models.Series", related_name="counters", on_delete=fields.RESTRICT
    )
    series_id: int
    year = fields.IntField()
    following = fields.IntField(default=1)

    class Meta:
        table = "series_counter"
        unique_together = (("series", "year"),)


def _numbering_of(values: Mapping[str, Any]) -> Numbering:
    is_yearly = values["restarts"] == "yearly"
    return Numbering(values["prefix"], values["pattern"], values["digits"], is_yearly)


async def take_number(kind: str, stage: str, day: date) -> str:
    """The next number of a series, for a document of that day, inside the open transaction.

    Whoever takes one makes the others wait until the end of the transaction: no number is given
    twice, and one that a rollback gives back goes to the next who asks.
    """
    if not is_in_transaction():
        raise LookupError("a number is taken inside a transaction")
    return await (await Series.of(kind, stage)).take(day)
