"""What a line of a document can be about, found while somebody types."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.catalogue.fields import PRICE_PLACES, TARIFFS
from models.catalogue.list import ARTICLES
from models.catalogue.special_prices import Asked, asked
from models.database.bulk import among
from models.database.connection import select
from models.database.exact import whole
from models.database.stored_json import read_json
from models.french.text import AFTER_ALL_TEXT, clean_line
from models.lists.matching import patterns_in
from models.lists.query import LONGEST_SEARCH, Query

MOST = 8
COLUMNS = (
    *("id", "reference", "designation", "kind", "unit", "price", "vat_code", "nature"),
    *("family", "special_prices"),
    *TARIFFS.values(),
)
OFFERED = "t.trashed_at IS NULL AND t.is_active"


@dataclass(frozen=True)
class Suggestion:
    """An article as a line takes it over."""

    id: int
    reference: str
    designation: str
    kind: str
    unit: str
    price: Decimal
    vat_code: str
    nature: str
    family: str


async def suggest_articles(
    text: str, limit: int = MOST, *, price_list: str = ""
) -> list[Suggestion]:
    """The active articles that are most likely meant: the one with this reference, those whose
    reference begins so, those whose designation begins so, then those that have all the words.

    Their prices are those of the list, if there is one."""
    typed = clean_line(text[:LONGEST_SEARCH])
    if not typed:
        return []
    ids = dict.fromkeys(await _by_reference(typed, limit))
    if len(ids) < limit and patterns_in(typed):  # of signs alone, the list would show all it has
        query = Query(typed, filters={"active": "active"})
        ids |= dict.fromkeys(await ARTICLES.ids(query, limit=limit))
    return await _suggestions(list(ids)[:limit], price_list)


async def _by_reference(typed: str, limit: int) -> list[int]:
    """In the order of the references, of which the whole one comes first."""
    begun = typed.upper()
    rows = await select(
        f"SELECT t.id FROM article t WHERE {OFFERED} AND t.reference_code >= ?"
        " AND t.reference_code < ? ORDER BY t.reference_code LIMIT ?",
        (begun, begun + AFTER_ALL_TEXT, limit),
    )
    return [row["id"] for row in rows]


async def _suggestions(ids: list[int], price_list: str) -> list[Suggestion]:
    them, parameters = among("id", ids)
    rows = await select(f"SELECT {', '.join(COLUMNS)} FROM article WHERE {them}", parameters)
    found = {row["id"]: _suggestion(row, price_list) for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


def _suggestion(row: dict[str, Any], price_list: str) -> Suggestion:
    exact = {name: row.pop(name) for name in ("price", *TARIFFS.values())}
    read = {name: whole(int(value), PRICE_PLACES) for name, value in exact.items() if value}
    tariffs = {str(period): read[name] for period, name in TARIFFS.items() if name in read}
    usual = Asked(read.get("price", Decimal(0)), tariffs)
    price = asked(usual, read_json(row.pop("special_prices")), price_list).price
    return Suggestion(**row, price=price)
