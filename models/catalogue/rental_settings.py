"""How the firm counts the time of a rental, as its settings keep it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any, ClassVar

from tortoise import fields

from models.catalogue.rental_rules import DAY, HALVES, Counting, RentalRules
from models.errors import Invalid
from models.permissions import Permission
from models.records.field import Field, Typed
from models.records.known import Known
from models.records.only import Only
from models.records.reading import any_of, choice, one_of, whole_number

COUNTING_WORDS: Mapping[str, str] = {
    Counting.CALENDAR: "tous les jours, 24 heures depuis le départ",
    Counting.WORKING: "les jours d’ouverture seulement",
}
WEEK: Mapping[str, str] = {
    str(number): day
    for number, day in enumerate(
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    )
}
"""The days of the week from Monday, by the code that the form has for each."""
HOURS: Mapping[str, str] = {str(hours): f"{hours} heures" for hours in HALVES}


def _clock(text: str, _typed: Typed) -> str:
    try:
        return time.fromisoformat(text.strip()).isoformat("minutes")
    except ValueError:
        raise ValueError("Indiquez l’heure, par exemple 08:00.") from None


def _optional_clock(text: str, typed: Typed) -> str:
    return _clock(text, typed) if text.strip() else ""


def _half_day(text: str, typed: Typed) -> int:
    return int(one_of(HOURS)(text, typed))


def _time_field(name: str) -> Field:
    return Field(name, clean=_clock, input_type="time", is_half=True)


def _cut_off(name: str) -> Field:
    return Field(name, clean=_optional_clock, input_type="time", is_half=True)


def _day_field(name: str, section: str = "") -> Field:
    return Field(
        name,
        clean=one_of(WEEK),
        choices=WEEK,
        input_type="select",
        is_half=True,
        section=section,
    )


def _at(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def rules_of(values: Mapping[str, Any]) -> RentalRules:
    """The rules that these fields say; raises Invalid."""
    return RentalRules(
        counting=values["counting"],
        open_days=frozenset(int(day) for day in values["open_days"].split(",") if day),
        opens=time.fromisoformat(values["opens"]),
        closes=time.fromisoformat(values["closes"]),
        grace=values["grace"],
        late_pickup=_at(values["late_pickup"]),
        early_return=_at(values["early_return"]),
        weekend_from=(int(values["weekend_from"]), time.fromisoformat(values["weekend_from_at"])),
        weekend_to=(int(values["weekend_to"]), time.fromisoformat(values["weekend_to_at"])),
        half_day_hours=values["half_day_hours"],
    )


def known_rules() -> RentalRules:
    """The firm's rules as they were last read, for what cannot wait for the database."""
    return rules_of(RentalSettings.checked(KNOWN_SETTINGS)) if KNOWN_SETTINGS else RentalRules()


class RentalSettings(Only):
    """The rules by which rentals are priced from now on."""

    counting = fields.CharEnumField(
        Counting, default=Counting.CALENDAR, max_length=20, description="Jours comptés"
    )
    half_day_hours = fields.IntField(default=4, description="Durée d’une demi-journée")
    grace = fields.IntField(default=60, description="Tolérance au retour (minutes)")
    open_days = fields.CharField(20, default="0,1,2,3,4,5", description="Jours d’ouverture")
    opens = fields.CharField(5, default="08:00", description="Ouverture")
    closes = fields.CharField(5, default="18:00", description="Fermeture")
    late_pickup = fields.CharField(5, default="", description="Départ tardif, à partir de")
    early_return = fields.CharField(5, default="", description="Retour matinal, jusqu’à")
    weekend_from = fields.CharField(1, default="4", description="Début du week-end (jour)")
    weekend_from_at = fields.CharField(5, default="16:00", description="Début du week-end (heure)")
    weekend_to = fields.CharField(1, default="0", description="Fin du week-end (jour)")
    weekend_to_at = fields.CharField(5, default="10:00", description="Fin du week-end (heure)")

    TOPIC: ClassVar[str] = "rental_settings"
    HEADING: ClassVar[str] = "Règles de location"
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = (
        Field("counting", clean=choice(Counting), choices=COUNTING_WORDS, input_type="select"),
        Field(
            "half_day_hours",
            clean=_half_day,
            choices=HOURS,
            input_type="select",
            is_half=True,
        ),
        Field("grace", clean=whole_number(0, DAY - 1), input_type="decimal", is_half=True),
        Field(
            "open_days",
            clean=any_of(WEEK),
            choices=WEEK,
            input_type="several",
            section="Ouverture",
        ),
        _time_field("opens"),
        _time_field("closes"),
        _cut_off("late_pickup"),
        _cut_off("early_return"),
        _day_field("weekend_from", section="Week-end"),
        _time_field("weekend_from_at"),
        _day_field("weekend_to"),
        _time_field("weekend_to_at"),
    )

    class Meta:
        table = "rental_settings"

    @property
    def caption(self) -> str:
        return "Règles de location"

    @property
    def path(self) -> str:
        return "/parametres"

    @property
    def rules(self) -> RentalRules:
        return rules_of(vars(self))

    @classmethod
    def errors_between(cls, values: dict[str, Any], typed: Typed) -> dict[str, str]:
        if len(values) < len(cls.FIELDS):  # what cannot be read says so itself
            return {}
        try:
            rules_of(values)
        except Invalid as invalid:
            return invalid.errors
        return {}


async def _read() -> dict[str, str]:
    return (await RentalSettings.current()).typed()


KNOWN_SETTINGS = Known(RentalSettings.TOPIC, _read)
"""What the form of the settings holds."""
