"""All lines of a document as another program wants them, and how an article becomes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID, uuid4

from models.catalogue import Article, Suggestion
from models.clients.client import Client
from models.documents.document import Document
from models.documents.line import DocumentLine
from models.documents.pricing import rates_on
from models.documents.sheet import LineEdits, Row
from models.errors import Invalid
from models.french.money import show_number
from models.french.wording import today
from models.permissions import Staff

UNKNOWN_ARTICLE = "Cet article n’existe pas."
UNKNOWN_LINE = "Ce document n’a pas de ligne de cette clé."


def taken_over(article: Article | Suggestion, client: Client, price: Decimal) -> Row:
    """An article as a row takes it over on this client’s terms, at this price."""
    off = client.discount_on(article.family)
    return {
        "article_id": str(article.id),
        "kind": str(article.kind),
        "reference": article.reference,
        "designation": article.designation,
        "unit": article.unit,
        "price": show_number(price, 2),
        "vat": client.vat_code(article.nature) or article.vat_code,
        "nature": str(article.nature),
        **({"discount": off} if off else {}),
    }


async def replace_lines(document: Document, wanted: Sequence[Row], *, by: Staff) -> Document:
    """Have a document hold just these lines, in this order; raises Invalid, Conflict or Refused.

    One whose `key` is there keeps what it does not name; a new one takes over what its article has.
    An error stands under « lines.2.quantity », by the place of the line.
    """
    stored = await document.lines_in_order()
    keys = _keys(stored, wanted)
    client = await Client.get(id=document.client_id)
    before = {str(line.key): line.typed() for line in stored}
    typed = {
        key: _changed(row, before[key]) if key in before else await _new(row, client, place)
        for place, (key, row) in enumerate(zip(keys, wanted, strict=True), 1)
    }
    edits = LineEdits(
        base=before,
        typed={key: row for key, row in typed.items() if row},
        removed=frozenset(before.keys() - typed.keys()),
        order=() if [*typed][: len(before)] == [*before] else tuple(typed),
    )
    if edits.is_empty:
        return document
    try:
        return await document.save_lines(edits, rates=await rates_on(today()), by=by)
    except Invalid as invalid:
        places = {key: f"lines.{place}" for place, key in enumerate(keys, 1)}
        raise Invalid(_by_place(invalid.errors, places)) from None


def _keys(stored: Iterable[DocumentLine], wanted: Sequence[Row]) -> list[str]:
    known = {str(line.key) for line in stored}
    keys = [_plain(row["key"]) if row.get("key") else str(uuid4()) for row in wanted]
    errors = {
        f"lines.{place}.key": UNKNOWN_LINE
        for place, (key, row) in enumerate(zip(keys, wanted, strict=True), 1)
        if row.get("key") and (key not in known or keys.count(key) > 1)
    }
    if errors:
        raise Invalid(errors)
    return keys


def _plain(key: str) -> str:
    try:
        return str(UUID(key))
    except ValueError:
        return ""


def _changed(row: Row, stored: Row) -> Row:
    return {name: text for name, text in row.items() if name in stored and text != stored[name]}


async def _new(row: Row, client: Client, place: int) -> Row:
    blank = {**DocumentLine().typed(), "nature": ""}  # which follows from what it is
    offered: Row = {}
    if text := row.get("article_id"):
        article = await Article.get_or_none(id=int(text), trashed_at=None)
        if article is None:
            raise Invalid({f"lines.{place}.article_id": UNKNOWN_ARTICLE})
        offered = taken_over(article, client, article.asked(client.price_list).price)
    return {**blank, **offered, **{name: text for name, text in row.items() if name in blank}}


def _by_place(errors: Mapping[str, str], places: Mapping[str, str]) -> dict[str, str]:
    named = ((*name.partition("."), text) for name, text in errors.items())
    return {f"{places.get(key, key)}{dot}{rest}": text for key, dot, rest, text in named}
