"""What an article costs in the price lists of the firm, where that is not the usual price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from models.catalogue.fields import PRICE_PLACES, TARIFFS, is_rental, is_sold, is_sold_by_unit
from models.catalogue.kinds import PERIOD_LABELS, PRICED_BY
from models.company.price_lists import LONGEST_LIST, list_key, lists_like
from models.french.money import read_number, show_number
from models.french.wording import Noun
from models.records.children import Child, ChildField, Children
from models.records.field import Field, Typed

LONGEST_PRICE = 30


@dataclass(frozen=True)
class Asked:
    """What is asked for an article: the price of its unit, and of each period for which it is
    rented."""

    price: Decimal
    tariffs: Mapping[str, Decimal]


def _price(text: str, _typed: Typed) -> str:
    if not text.strip():
        return ""
    return f"{read_number(text, PRICE_PLACES).normalize():f}"


def _shown(stored: str) -> str:
    return show_number(Decimal(stored), 2) if stored else ""


SPECIAL_PRICES = Children(
    "special_prices",
    "Grilles de prix",
    "Ajouter un prix de grille",
    Noun("prix de grille", "prix de grille", "ce prix de grille"),
    (
        ChildField(
            Field("list", is_required=True, suggest=lambda typed: lists_like(typed["list"])),
            "Grille de prix",
            LONGEST_LIST,
        ),
        ChildField(
            Field(
                "price",
                clean=_price,
                show=_shown,
                applies=is_sold_by_unit,
                input_type="decimal",
                is_half=True,
            ),
            "Prix unitaire HT",
            LONGEST_PRICE,
        ),
        *(
            ChildField(
                Field(
                    name,
                    clean=_price,
                    show=_shown,
                    applies=is_rental,
                    input_type="decimal",
                    is_half=True,
                ),
                PERIOD_LABELS[period],
                LONGEST_PRICE,
            )
            for period, name in TARIFFS.items()
        ),
    ),
    named=("list",),
    most=20,
    follows=TARIFFS["flat"],
    applies=is_sold,
)


def asked(usual: Asked, stored: Iterable[Child], price_list: str) -> Asked:
    """What is asked by this list; where the list says nothing, the usual price."""
    key = list_key(price_list)
    own = next((one for one in stored if key and list_key(one["list"]) == key), {})
    told = {str(period): own.get(name) for period, name in TARIFFS.items()}
    tariffs = {**usual.tariffs, **{period: Decimal(text) for period, text in told.items() if text}}
    price = price_of_rental(tariffs) if tariffs else Decimal(own.get("price") or usual.price)
    return Asked(price, tariffs)


def price_of_rental(tariffs: Mapping[str, Decimal]) -> Decimal:
    """That of a day, or of what comes nearest."""
    period = next((one for one in PRICED_BY if one in tariffs), None)
    return tariffs[period] if period else Decimal(0)


def lists_named_twice(stored: Iterable[Child]) -> dict[str, str]:
    """A sentence under each price whose list another one has already."""
    seen: set[str] = set()
    errors = {}
    for one in stored:
        if (key := list_key(one["list"])) in seen:
            name = SPECIAL_PRICES.name_of(one["key"], "list")
            errors[name] = "Cet article a déjà un prix dans cette grille."
        seen.add(key)
    return errors
