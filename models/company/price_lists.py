"""The price lists of a firm, which come and go with the prices that articles have in them."""

from __future__ import annotations

from models.database.connection import select
from models.database.stored_json import read_json
from models.french.text import fold, in_natural_order
from models.records.known import Known

LONGEST_LIST = 80


def list_key(name: str) -> str:
    """What two spellings of the name of one list have in common."""
    return in_natural_order(fold(name))


async def _read() -> dict[str, str]:
    rows = await select(
        "SELECT special_prices AS prices FROM article"
        " WHERE trashed_at IS NULL AND CAST(special_prices AS TEXT) <> '[]'",
        (),
    )
    prices = (price for row in rows for price in read_json(row["prices"]))
    names = sorted({price["list"] for price in prices}, key=list_key)
    return {list_key(name): name for name in reversed(names)}


PRICE_LISTS = Known("article", _read)
"""By the folded name, which two spellings have in common."""


def lists_like(text: str) -> list[str]:
    """Those that a text may be the beginning or a part of."""
    begun = list_key(text)
    return sorted(label for key, label in PRICE_LISTS.items() if begun in key)


def list_advice(text: str) -> str | None:
    """What to say of a list in which no article has a price."""
    if not text.strip() or list_key(text) in PRICE_LISTS:
        return None
    return "Aucun article n’a encore de prix dans cette grille."
