"""The levels of a reminder: those of data/reminders.json, or what the firm says instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from tortoise import fields

from models.books.dated import rows_on
from models.database.connection import one_at_a_time
from models.database.exact import ExactField
from models.french.money import ZERO, show_number
from models.french.text import clean_text
from models.permissions import Permission
from models.records.draft import Draft
from models.records.field import Field, Typed
from models.records.reading import clean_decimal, one_of, whole_number
from models.records.undoing import Undoable

FILE = "reminders.json"
LONGEST = 365
LUMP = Decimal(40)
"""What the law lets one ask for without showing what was spent (Code de commerce, D441-5)."""
LEVELS: Mapping[str, str] = {str(level): f"niveau {level}" for level in range(1, 6)}
YES, NO = "yes", "no"
USED: Mapping[str, str] = {YES: "utilisé", NO: "passé"}


@dataclass(frozen=True)
class ReminderLevel:
    """A level: `days` after the due date, and `gap` days after the level before."""

    level: int
    label: str
    days: int
    gap: int
    subject: str
    text: str
    fee: Decimal = ZERO
    """In euros, asked of a professional."""


def _level(text: str, typed: Typed) -> int:
    return int(one_of(LEVELS)(text, typed))


def _fee(text: str, typed: Typed) -> Decimal:
    return clean_decimal(2)(text, typed) or ZERO


def _fee_advice(typed: Typed) -> str | None:
    try:
        fee = _fee(typed.get("fee", ""), typed)
    except ValueError:
        return None
    if not fee:
        return None
    return (
        "Demandé aux professionnels seulement, en plus de l’indemnité forfaitaire : "
        "gardez de quoi justifier ces frais."
    )


def _is_used(text: str, typed: Typed) -> bool:
    return bool(one_of(USED)(text, typed) == YES)


class ReminderRow(Undoable):
    """A level as the firm has it."""

    level = fields.IntField(default=1, unique=True, description="Niveau")
    label = fields.CharField(60, default="", description="Nom")
    days = fields.IntField(default=8, description="Jours après l’échéance")
    gap = fields.IntField(default=8, description="Jours après le niveau d’avant")
    fee: Decimal = ExactField(2, default=ZERO, description="Frais (€)")
    is_used = fields.BooleanField(default=True, description="État")
    subject = fields.CharField(200, default="", description="Objet")
    text = fields.CharField(4_000, default="", description="Texte")

    TOPIC: ClassVar[str] = "reminder_level"
    HEADING: ClassVar[str] = "Niveaux de relance"
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = (
        Field("level", clean=_level, choices=LEVELS, input_type="select", is_half=True),
        Field("label", is_required=True, is_half=True),
        Field("days", clean=whole_number(1, LONGEST), input_type="decimal", is_half=True),
        Field("gap", clean=whole_number(0, LONGEST), input_type="decimal", is_half=True),
        Field(
            "fee",
            clean=_fee,
            show=lambda fee: show_number(fee, 2),
            advise=_fee_advice,
            input_type="decimal",
            is_half=True,
        ),
        Field(
            "is_used",
            clean=_is_used,
            show=lambda is_used: YES if is_used else NO,
            choices=USED,
            input_type="select",
            is_half=True,
        ),
        Field("subject", is_required=True),
        Field(
            "text",
            clean=lambda text, _: clean_text(text),
            input_type="textarea",
            is_required=True,
        ),
    )

    class Meta:
        table = "reminder_level"

    @property
    def caption(self) -> str:
        return f"{LEVELS[str(self.level)]} : {self.label}"

    @property
    def as_level(self) -> ReminderLevel:
        said = (self.label, self.days, self.gap, self.subject, self.text, self.fee)
        return ReminderLevel(self.level, *said)

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        await one_at_a_time(cls.TOPIC)
        if await cls.filter(level=values["level"]).exclude(id=record_id or 0).exists():
            return {"level": "Ce niveau est déjà réglé : modifiez-le."}
        return {}

    @classmethod
    async def in_order(cls, day: date) -> list[ReminderRow]:
        """Each level on a day: the firm's, or else that of the data, which is stored nowhere."""
        own = {row.level: row for row in await cls.all()}
        rows = {level.level: _row_of(level) for level in given_levels(day)} | own
        return [rows[level] for level in sorted(rows)]

    @classmethod
    async def draft_of(cls, row: ReminderRow) -> Draft:
        """A draft of a level as it is now; of one of the data, of what stands in its place."""
        stored = await cls.get_or_none(level=row.level)
        if stored:
            return stored.draft()
        return Draft(cls.TOPIC, base=row.typed(), typed=row.typed(), caption=row.caption)


def given_levels(day: date) -> list[ReminderLevel]:
    """Those of the data that hold on a day."""
    names = ("level", "label", "days", "gap", "subject", "text")
    return [ReminderLevel(**{name: row[name] for name in names}) for row in rows_on(FILE, day)]


def _row_of(level: ReminderLevel) -> ReminderRow:
    return ReminderRow(**{name: getattr(level, name) for name in level.__dataclass_fields__})


async def levels_on(day: date) -> list[ReminderLevel]:
    """The levels of a day, the first one first."""
    return [row.as_level for row in await ReminderRow.in_order(day) if row.is_used]
