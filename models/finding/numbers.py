"""The records of which a text is the whole number, whatever else it is a part of."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from models.database.connection import dialect, select
from models.database.exact import in_parts
from models.french.identifiers import clean_siren, clean_siret
from models.french.money import read_number
from models.french.phones import clean_phone
from models.french.text import clean_line

MOST = 5
LONGEST_NUMBER = 60


class Numbered(NamedTuple):
    """The column that holds a number, and how what was typed is written there; it may raise."""

    table: str
    column: str
    written: Callable[[str], str]


CLIENT_NUMBERS = (
    Numbered("client", "code", str.upper),
    Numbered("client", "siret", clean_siret),
    Numbered("client", "siren", clean_siren),
    Numbered("client", "phone", lambda text: clean_phone(text, "", "")),
    Numbered("client", "mobile", lambda text: clean_phone(text, "", "")),
    Numbered("client", "lower(email)", str.lower),
)
DOCUMENT_NUMBERS = (Numbered("document", "number", str.upper),)
ARTICLE_NUMBERS = (Numbered("article", "reference_code", str.upper),)


async def numbered(columns: tuple[Numbered, ...], text: str) -> list[int]:
    """The living records that have this number."""
    typed = clean_line(text)
    if not typed or len(typed) > LONGEST_NUMBER or not any(sign.isdigit() for sign in typed):
        return []
    found: dict[int, None] = {}
    for table, column, written in columns:
        try:
            number = written(typed)
        except ValueError:
            continue
        rows = await select(
            f"SELECT t.id FROM {table} t WHERE {column} = ? AND t.trashed_at IS NULL"
            " ORDER BY t.id LIMIT ?",
            (number, MOST),
        )
        found |= dict.fromkeys(row["id"] for row in rows)
    return list(found)[:MOST]


def amount_in(text: str) -> Decimal | None:
    """The amount that somebody looks for: with cents, or with the sign of the euro."""
    typed = clean_line(text)
    bare = typed.removesuffix("€").removesuffix("euros").strip()
    if bare == typed and bare[-3:-2] not in {",", "."}:
        return None
    try:
        found = read_number(bare, 2)
    except ValueError:
        return None
    return found if found > 0 else None


async def of_amount(amount: Decimal, kinds: tuple[str, ...]) -> list[int]:
    """The documents that come to exactly this much, with VAT."""
    marks = ", ".join("?" * len(kinds))
    # Which has no figures of a table, and would rather read all of an index that has every column.
    index = " INDEXED BY document_from_ttc" if dialect() == "sqlite" else ""
    rows = await select(
        f"SELECT t.id FROM document t{index} WHERE t.kind IN ({marks}) AND t.is_open IN (?, ?)"
        " AND t.ttc = ? AND t.trashed_at IS NULL ORDER BY t.id DESC LIMIT ?",
        (*kinds, True, False, in_parts(amount, 2), MOST),
    )
    return [row["id"] for row in rows]
