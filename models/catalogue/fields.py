"""The fields of an article's form: how each is cleaned, shown and advised on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from models.catalogue.families import FAMILIES
from models.catalogue.kinds import (
    KIND_LABELS,
    NATURE_LABELS,
    USUAL,
    ArticleKind,
    Nature,
    Period,
)
from models.catalogue.rental_price import dear_tariffs
from models.catalogue.rental_settings import known_rules
from models.catalogue.vat import VAT_LABELS
from models.company import UNITS
from models.french.money import read_number, show_number
from models.french.text import clean_text, fold
from models.records.field import Field, Typed
from models.records.reading import choice, clean_decimal, one_of

PRICE_PLACES = 6
YES, NO = "yes", "no"
TARIFFS: Mapping[str, str] = {period: f"tariff_{period}" for period in Period}
"""The field of each period's price."""
UNIT_LABELS = {code: unit.label for code, unit in UNITS.items()}


def is_rental(typed: Typed) -> bool:
    return typed.get("kind") == ArticleKind.RENTAL


def is_sold(typed: Typed) -> bool:
    """Whether it has anything but words."""
    return typed.get("kind") != ArticleKind.TEXT


def is_sold_by_unit(typed: Typed) -> bool:
    return is_sold(typed) and not is_rental(typed)


def usual(name: str, typed: Typed) -> str:
    """What a field of an article of this kind holds as a rule."""
    return USUAL.get(typed.get("kind", ""), USUAL[ArticleKind.ARTICLE])[name]


def _price(text: str, _typed: Typed) -> Decimal:
    return read_number(text, PRICE_PLACES) if text.strip() else Decimal(0)


def _shown_price(price: Decimal | None) -> str:
    return show_number(price, 2) if price else ""


def _tariff(text: str, typed: Typed) -> Decimal | None:
    tariff = clean_decimal(PRICE_PLACES)(text, typed)
    if tariff == 0:
        raise ValueError("Laissez vide s’il n’y a pas de tarif pour cette durée.")
    return tariff


def tariffs_in(typed: Typed) -> dict[str, Decimal]:
    """The tariffs that can be read, by their period."""
    found = {}
    for period, name in TARIFFS.items():
        try:
            tariff = _tariff(typed.get(name, ""), typed)
        except ValueError:
            continue
        if tariff is not None:
            found[str(period)] = tariff
    return found


def _tariff_advice(period: str) -> Callable[[Typed], str | None]:
    return lambda typed: dear_tariffs(tariffs_in(typed), known_rules()).get(period)


def _families(typed: Typed) -> list[str]:
    """Those that begin as typed first, then those that have it elsewhere."""
    begun = fold(typed.get("family", ""))
    found = [label for label in FAMILIES.values() if begun in fold(label)]
    return sorted(found, key=lambda label: not fold(label).startswith(begun))


def _active(text: str, _typed: Typed) -> bool:
    if text not in {YES, NO}:
        raise ValueError("Choisissez actif ou inactif.")
    return text == YES


ARTICLE_FIELDS = (
    Field(
        "kind",
        clean=choice(ArticleKind),
        choices=KIND_LABELS,
        input_type="select",
        brings=lambda typed: {name: usual(name, typed) for name in ("nature", "unit")},
    ),
    Field("reference"),
    Field(
        "designation",
        clean=lambda text, _: clean_text(text),
        input_type="textarea",
        is_required=True,
    ),
    Field("family", suggest=_families, in_bulk=True),
    Field(
        "price",
        clean=_price,
        show=_shown_price,
        applies=is_sold_by_unit,
        input_type="decimal",
        section="Prix",
        is_half=True,
    ),
    Field(
        "unit",
        clean=lambda text, typed: one_of(UNITS)(text or usual("unit", typed), typed),
        choices=UNIT_LABELS,
        applies=is_sold_by_unit,
        input_type="select",
        is_half=True,
        in_bulk=True,
    ),
    *(
        Field(
            name,
            clean=_tariff,
            show=_shown_price,
            advise=_tariff_advice(period),
            applies=is_rental,
            input_type="decimal",
            section="Tarifs de location HT" if period == Period.HOUR else "",
            is_half=True,
        )
        for period, name in TARIFFS.items()
    ),
    Field(
        "vat_code",
        choices=VAT_LABELS,
        applies=is_sold,
        input_type="select",
        is_required=True,
        section="TVA",
        in_bulk=True,
    ),
    Field(
        "nature",
        clean=lambda text, typed: choice(Nature)(text or usual("nature", typed), typed),
        choices=NATURE_LABELS,
        applies=is_sold,
        in_bulk=True,
    ),
    Field(
        "is_active",
        clean=_active,
        show=lambda is_active: YES if is_active else NO,
        choices={YES: "Actif", NO: "Inactif"},
        section="Catalogue",
        in_bulk=True,
    ),
)
