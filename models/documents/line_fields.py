"""The fields of a document's line, as they are typed into its row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from models.catalogue import NATURE_LABELS, Nature
from models.company import UNITS
from models.french.money import ZERO, read_number, show_number
from models.french.text import clean_line, clean_text
from models.french.wording import PARIS
from models.integers import integer_in
from models.records.field import Field, Typed
from models.records.reading import NO_DATE


class LineKind(StrEnum):
    """What a line is for: goods and work have a price, the others only say something."""

    ARTICLE = "article"
    LABOUR = "labour"
    TRAVEL = "travel"
    RENTAL = "rental"
    TEXT = "text"
    TITLE = "title"
    SUBTOTAL = "subtotal"


KIND_WORDS: Mapping[str, str] = {
    LineKind.ARTICLE: "Article",
    LineKind.LABOUR: "Main-d’œuvre",
    LineKind.TRAVEL: "Déplacement",
    LineKind.RENTAL: "Location",
    LineKind.TEXT: "Texte",
    LineKind.TITLE: "Titre",
    LineKind.SUBTOTAL: "Sous-total",
}
PRICED = frozenset({LineKind.ARTICLE, LineKind.LABOUR, LineKind.TRAVEL, LineKind.RENTAL})
USUAL_UNIT = "piece"
LARGEST_NET = Decimal(9_999_999_999)
"""Euros of one line; a thousand of them still fit into a document's totals."""


def is_priced(typed: Typed) -> bool:
    return typed.get("kind") in PRICED


def is_rental(typed: Typed) -> bool:
    return typed.get("kind") == LineKind.RENTAL


def _one_of(words: Collection[str], sentence: str) -> Callable[[str, Typed], str]:
    def clean(text: str, _typed: Typed) -> str:
        if text not in words:
            raise ValueError(sentence)
        return text

    return clean


def _quantity(text: str, typed: Typed) -> Decimal:
    if not is_priced(typed):
        return Decimal(0)
    quantity = read_number(text or "1", 4, is_signed=True)
    if not quantity:
        raise ValueError("La quantité ne peut pas être 0 : supprimez plutôt la ligne.")
    return quantity


def _unit(text: str, typed: Typed) -> str:
    if not is_priced(typed):
        return ""
    return _one_of(UNITS, "Choisissez une unité de la liste.")(text.strip() or USUAL_UNIT, typed)


def _price(text: str, _typed: Typed) -> Decimal:
    if text.strip().startswith(("-", "\u2212")):
        raise ValueError("Un prix ne peut pas être négatif : mettez le moins devant la quantité.")
    return read_number(text, 6) if text.strip() else ZERO


def _discount(text: str, _typed: Typed) -> Decimal:
    part = read_number(text, 2) if text.strip() else ZERO
    if part > 100:
        raise ValueError("Une remise va de 0 à 100 %.")
    return part


def clean_moment(text: str, _typed: Typed) -> datetime | None:
    """What a browser's field for date and time holds, in the time of France."""
    if not text.strip():
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(NO_DATE) from None
    if not 2000 <= moment.year < 2100:
        raise ValueError("Une date entre 2000 et 2099.")
    return (moment if moment.tzinfo else moment.replace(tzinfo=PARIS)).astimezone(UTC)


def show_moment(value: datetime | None) -> str:
    return value.astimezone(PARIS).strftime("%Y-%m-%dT%H:%M") if value else ""


def _show_part(value: Decimal) -> str:
    return show_number(value) if value else ""


def _show_price(value: Any) -> str:
    return show_number(value, 2)


def _article(text: str, _typed: Typed) -> int | None:
    """The id of the article that was chosen."""
    return integer_in(text)


def _nature(text: str, typed: Typed) -> str:
    usual = Nature.GOODS if typed.get("kind") == LineKind.ARTICLE else Nature.SERVICE
    return _one_of(NATURE_LABELS, "Choisissez bien ou service.")(text or usual, typed)


LINE_FIELDS = (
    Field("kind", clean=_one_of(KIND_WORDS, "Cette sorte de ligne n’existe pas.")),
    Field("article_id", clean=_article, show=lambda value: str(value or "")),
    Field("reference", clean=lambda text, _: clean_line(text), applies=is_priced),
    Field("designation", clean=lambda text, _: clean_text(text)),
    Field("quantity", clean=_quantity, show=show_number, applies=is_priced),
    Field("unit", clean=_unit, applies=is_priced),
    Field("price", clean=_price, show=_show_price, applies=is_priced),
    Field("discount", clean=_discount, show=_show_part, applies=is_priced),
    Field("vat", clean=lambda text, _: text.strip(), applies=is_priced),
    Field("nature", clean=_nature, applies=is_priced),
    Field("starts", clean=clean_moment, show=show_moment, applies=is_rental),
    Field("ends", clean=clean_moment, show=show_moment, applies=is_rental),
)
