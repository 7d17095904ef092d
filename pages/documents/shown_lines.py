"""Lines and totals in the words of the lines editor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.catalogue import Suggestion, suggest_articles
from models.clients import Client
from models.company import UNITS
from models.documents import Document, DocumentLine, Sheet, Totals, taken_over
from models.french import amount


def row_of(sheet: Sheet, key: str, line: DocumentLine | None) -> dict[str, Any]:
    """A row as it stands here, with what is known of its line once it is stored."""
    row = sheet.rows[key]
    known = {
        "key": key,
        **row,
        "article": row["article_id"],
        "net": net_of(sheet, key),
        "overtaken": sheet.overtaken(key),
    }
    return known | facts_of(line) if line else known


def net_of(sheet: Sheet, key: str) -> str:
    net = sheet.net(key)
    return "" if net is None else amount(net)


def facts_of(line: DocumentLine) -> dict[str, Any]:
    """What the editor shows of a stored line and nobody types."""
    is_deduction = line.deducts_id is not None
    return {
        "explanation": line.explanation,
        "imposed": line.is_price_own and bool(line.tariffs),
        "locked": is_deduction,
        "deducts": is_deduction,
    }


async def offers(text: str, client_id: int) -> list[dict[str, Any]]:
    """The articles that may be meant, as rows to take over."""
    client = await Client.get(id=client_id)
    found = await suggest_articles(text, price_list=client.price_list)
    return [_offered(one, client) for one in found]


def _offered(article: Suggestion, client: Client) -> dict[str, Any]:
    """An article as a row takes it over on this client's terms, with the note by which one tells
    it from others."""
    unit = UNITS[article.unit].label if article.unit in UNITS else article.unit
    row = taken_over(article, client, article.price)
    return {
        "article": row.pop("article_id"),
        **row,
        "note": f"{amount(article.price)} / {unit}",
    }


def shown(totals: Totals, document: Document, choices: Iterable[dict[str, str]]) -> dict[str, Any]:
    """The totals as the editor writes them."""
    labels = {one["code"]: one["label"] for one in choices}
    is_owed = document.is_issued
    return {
        "ht": amount(totals.ht),
        "discount": amount(totals.discount),
        "vat": [
            {
                "label": labels.get(row.vat.code, row.vat.code),
                "base": amount(row.base),
                "amount": amount(row.amount),
            }
            for row in totals.rows
        ],
        "tva": amount(totals.vat),
        "ttc": amount(totals.ttc),
        "paid": amount(document.paid + document.credited),
        "due": amount(document.due if is_owed else totals.ttc),
    }
