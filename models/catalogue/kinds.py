"""What an article can be, and what follows from that."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ArticleKind(StrEnum):
    ARTICLE = "article"
    LABOUR = "labour"
    TRAVEL = "travel"
    RENTAL = "rental"
    TEXT = "text"


class Nature(StrEnum):
    """What VAT takes it for."""

    GOODS = "goods"
    SERVICE = "service"


class Period(StrEnum):
    """For how long something is rented, each a unit too."""

    HOUR = "hour"
    HALF_DAY = "half_day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    FLAT = "flat"


KIND_LABELS: Mapping[str, str] = {
    ArticleKind.ARTICLE: "Article",
    ArticleKind.LABOUR: "Main-d’œuvre",
    ArticleKind.TRAVEL: "Déplacement",
    ArticleKind.RENTAL: "Location",
    ArticleKind.TEXT: "Texte",
}
NATURE_LABELS: Mapping[str, str] = {Nature.GOODS: "Bien", Nature.SERVICE: "Service"}
PERIOD_LABELS: Mapping[str, str] = {
    Period.HOUR: "Tarif à l’heure",
    Period.HALF_DAY: "Tarif demi-journée",
    Period.DAY: "Tarif jour",
    Period.WEEKEND: "Tarif week-end",
    Period.WEEK: "Tarif semaine",
    Period.MONTH: "Tarif mois",
    Period.FLAT: "Forfait",
}
USUAL: Mapping[str, Mapping[str, str]] = {
    ArticleKind.ARTICLE: {"nature": Nature.GOODS, "unit": "piece"},
    ArticleKind.LABOUR: {"nature": Nature.SERVICE, "unit": "hour"},
    ArticleKind.TRAVEL: {"nature": Nature.SERVICE, "unit": "flat"},
    ArticleKind.RENTAL: {"nature": Nature.SERVICE, "unit": "day"},
    ArticleKind.TEXT: {"nature": Nature.SERVICE, "unit": "piece"},
}
"""The nature and the unit of each kind, unless somebody says otherwise."""
PRICED_BY = (
    *(Period.DAY, Period.HALF_DAY, Period.HOUR, Period.WEEKEND),
    *(Period.WEEK, Period.MONTH, Period.FLAT),
)
"""Of the tariffs of a rental, the first of these that it has is its price in lists."""
