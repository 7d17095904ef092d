"""Rates of VAT: dated rows, of which a document keeps what it needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Self

from tortoise import fields
from tortoise.expressions import Q

from models.company.places import PLACES
from models.database.connection import one_at_a_time
from models.database.exact import ExactField
from models.french.money import show_number
from models.french.text import clean_line
from models.permissions import Permission
from models.records.field import Field, Typed
from models.records.reading import (
    any_of,
    choice,
    clean_date,
    clean_decimal,
    optional_date,
    shown_date,
)
from models.records.undoing import Undoable

HIGHEST = Decimal(100)
IN_USE = "Ce taux a déjà servi : mettez-y fin, et créez-en un autre."
ENDABLE = {"valid_to", "rank"}
"""What may change of a rate that documents have."""

Uses = Callable[["VatRate"], Awaitable[bool]]
_users: list[Uses] = []


def depend_on_rates(uses: Uses) -> None:
    """Have this asked whether it has a rate, which then stays as it is."""
    _users.append(uses)


class VatCategory(StrEnum):
    """How a rate is treated, by the codes of UNTDID 5305."""

    STANDARD = "S"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    INTRA_COMMUNITY = "K"
    EXPORT = "G"
    OUT_OF_SCOPE = "O"


CATEGORY_WORDS: Mapping[str, str] = {
    VatCategory.STANDARD: "taxé",
    VatCategory.EXEMPT: "exonéré",
    VatCategory.REVERSE_CHARGE: "autoliquidation",
    VatCategory.INTRA_COMMUNITY: "livraison intracommunautaire",
    VatCategory.EXPORT: "exportation",
    VatCategory.OUT_OF_SCOPE: "hors champ",
}


def _rate(text: str, typed: Typed) -> Decimal:
    rate = clean_decimal(2)(text, typed)
    if rate is None:
        raise ValueError("Indiquez le taux ; 0 s’il n’y a pas de TVA.")
    if rate > HIGHEST:
        raise ValueError("Un taux va de 0 à 100 %.")
    return rate


class VatRate(Undoable):
    """A rate of VAT, or the reason why there is none."""

    code = fields.CharField(20, default="", unique=True, description="Code")
    label = fields.CharField(80, default="", description="Libellé")
    rate: Decimal = ExactField(2, default=Decimal(0), description="Taux (%)")
    category = fields.CharEnumField(
        VatCategory, default=VatCategory.STANDARD, max_length=2, description="Catégorie"
    )
    reason = fields.CharField(300, default="", description="Mention portée sur la facture")
    vatex = fields.CharField(40, default="", description="Code du motif (VATEX)")
    places = fields.CharField(60, default="", description="Usuel en")
    valid_from: date = fields.DateField(description="Valable depuis le")
    valid_to: date | None = fields.DateField(null=True, description="Jusqu’au")
    rank = fields.IntField(default=100, description="Rang dans la liste")

    TOPIC: ClassVar[str] = "vat_rate"
    HEADING: ClassVar[str] = "Taux de TVA"
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = (
        Field("code", is_required=True, is_half=True),
        Field("rate", clean=_rate, show=show_number, is_half=True),
        Field("label", is_required=True),
        Field("category", clean=choice(VatCategory), choices=CATEGORY_WORDS, input_type="select"),
        Field("reason"),
        Field("vatex", is_half=True),
        Field("places", clean=any_of(PLACES), choices=PLACES, input_type="several"),
        Field("valid_from", clean=clean_date, show=shown_date, input_type="date", is_half=True),
        Field("valid_to", clean=optional_date, show=shown_date, input_type="date", is_half=True),
    )

    class Meta:
        table = "vat_rate"

    # --- what it is -------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return self.label

    @property
    def is_taxed(self) -> bool:
        return self.category == VatCategory.STANDARD

    def is_usual_in(self, place: str) -> bool:
        """Whether it is offered first to a firm in this place."""
        return not self.places or place in self.places.split(",")

    @classmethod
    async def on(cls, day: date) -> list[Self]:
        """The rates that hold on that day, the most used first."""
        is_begun = Q(valid_from__lte=day)
        is_not_over = Q(valid_to=None) | Q(valid_to__gte=day)
        return await cls.filter(is_begun, is_not_over).order_by("rank", "id")

    @classmethod
    async def offered(cls, day: date, place: str, *, is_franchised: bool) -> list[Self]:
        """The rates of that day, first those that a firm there, or one without VAT, mostly has."""
        rates = await cls.on(day)
        return sorted(
            rates,
            key=lambda one: (
                one.is_taxed == is_franchised,
                not one.is_usual_in(place),
                -one.rate,
            ),
        )

    # --- saving -----------------------------------------------------------------------------

    @classmethod
    def errors_between(cls, values: dict[str, Any], typed: Typed) -> dict[str, str]:
        errors: dict[str, str] = {}
        if "category" not in values:
            return errors
        is_taxed = values["category"] == VatCategory.STANDARD
        if not is_taxed and not clean_line(typed.get("reason", "")):
            errors["reason"] = "La loi demande une mention quand il n’y a pas de TVA."
        if not is_taxed and values.get("rate"):
            errors["rate"] = "Sans TVA, le taux est 0."
        if is_taxed and values.get("rate") == 0:
            errors["rate"] = "Un taux de 0 n’est pas « taxé » : choisissez une autre catégorie."
        begins, ends = values.get("valid_from"), values.get("valid_to")
        if begins and ends and ends < begins:
            errors["valid_to"] = "La fin est avant le début."
        return errors

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        await one_at_a_time(cls.TOPIC)
        if await cls.filter(code=values["code"]).exclude(id=record_id or 0).exists():
            return {"code": "Ce code existe déjà : donnez-en un autre."}
        if record_id is None:
            return {}
        stored = await cls.get(id=record_id)
        changed = [
            field.name
            for field in cls.FIELDS
            if field.name not in ENDABLE and values[field.name] != getattr(stored, field.name)
        ]
        is_used = bool(changed) and any([await uses(stored) for uses in _users])
        return dict.fromkeys(changed, IN_USE) if is_used else {}
