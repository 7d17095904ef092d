"""Made-up articles: what a firm that rents, sells and repairs equipment has in its catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any

from models.catalogue.article import Article
from models.catalogue.fields import TARIFFS
from models.catalogue.kinds import USUAL, ArticleKind, Period
from models.catalogue.vat import USUAL_VAT
from models.french.money import read_number

RANGES = Path(__file__).parent / "data" / "goods.csv"
SHARES = {
    Period.HALF_DAY: "0.6",
    Period.WEEKEND: "1.6",
    Period.WEEK: "4",
    Period.MONTH: "11.5",
}
"""What is asked for a longer or shorter period, in prices of a day."""
SMALL = Decimal(100)
"""Price of a day below which half a day can be had, too."""
UNITS = {"le litre": "litre", "le mètre": "metre", "kilomètre": "km"}
INACTIVE = 0.03
TRADE_LIST, TRADE_SHARE = "Professionnels", Decimal("0.9")
_SIZE = re.compile(r"\s*(?P<size>.+?):(?P<price>[\d,]*)(?=\s|$)")
_TWO_YEARS = 730


def invented_articles(seed: int) -> list[Article]:
    """The catalogue, always the same for the same seed."""
    random, now = Random(f"articles {seed}"), datetime.now(UTC).replace(microsecond=0)
    articles = []
    for values in _rows():
        article = Article(**values, is_active=random.random() >= INACTIVE)
        article.special_prices = _for_the_trade(article)
        age = timedelta(days=_TWO_YEARS * random.random())
        article.created_at, article.updated_at = now - age, now - age * random.random()
        article.derive()
        articles.append(article)
    return articles


def _rows() -> Iterator[dict[str, Any]]:
    for line in RANGES.read_text("utf-8").splitlines()[1:]:
        kind, family, code, designation, sizes = line.split(";")
        for place, found in enumerate(_SIZE.finditer(sizes), 1):
            price = read_number(found["price"] or "0", 2)
            yield {
                "kind": ArticleKind(kind),
                "family": family,
                "reference": f"{code}-{10 * place:03}",
                "designation": designation.format(found["size"]),
                **_sold(ArticleKind(kind), designation, price),
            }


def _sold(kind: ArticleKind, designation: str, price: Decimal) -> dict[str, Any]:
    usual = USUAL[kind]
    if kind == ArticleKind.TEXT:
        return {**usual, "vat_code": ""}
    unit = next((unit for words, unit in UNITS.items() if words in designation), usual["unit"])
    prices = _tariffs(price) if kind == ArticleKind.RENTAL else {"price": price}
    return {"nature": usual["nature"], "unit": unit, "vat_code": USUAL_VAT, **prices}


def _tariffs(day: Decimal) -> dict[str, Decimal]:
    return {TARIFFS[Period.DAY]: day} | {
        TARIFFS[period]: _rounded(day * Decimal(share))
        for period, share in SHARES.items()
        if period != Period.HALF_DAY or day < SMALL
    }


def _for_the_trade(article: Article) -> list[dict[str, str]]:
    """What is dear to rent costs the trade less."""
    if (article.tariff_day or 0) < SMALL:
        return []
    blank = dict.fromkeys(("price", *TARIFFS.values()), "")
    asked = {
        TARIFFS[one]: f"{_rounded(price * TRADE_SHARE).normalize():f}"
        for one, price in article.tariffs.items()
    }
    return [{"key": "trade", "list": TRADE_LIST, **blank, **asked}]


def _rounded(price: Decimal) -> Decimal:
    """As a firm rounds: to half a euro, to one, to five."""
    step = Decimal("0.5") if price < 50 else Decimal(1) if price < 250 else Decimal(5)
    return (price / step).quantize(Decimal(1), ROUND_HALF_UP) * step
