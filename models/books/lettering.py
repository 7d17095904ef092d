"""What settles each other on a client's account (invoices, credit notes, payments), since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from string import ascii_uppercase
from typing import NamedTuple

from models.books.day_totals import issued, signed_total
from models.books.entries import signed_part
from models.database.connection import chunks
from models.documents import Allocation, Document, Mode
from models.french.money import ZERO


class Lettering(NamedTuple):
    """What all lines of a group that is settled bear."""

    code: str
    settled_on: date


@dataclass
class _Group:
    """Documents that settle each other, with what is paid of them."""

    documents: list[int] = field(default_factory=list)
    balance: Decimal = ZERO
    last: date = date.min

    def add(self, amount: Decimal, day: date) -> None:
        self.balance += amount
        self.last = max(self.last, day)


async def letterings(document_ids: Collection[int], until: date) -> Mapping[int, Lettering]:
    """By document, of those whose client has settled them on a day with all that hangs on them."""
    clients: set[int] = set()
    for chunk in chunks(sorted(document_ids)):
        found = await Document.filter(id__in=list(chunk)).values_list("client_id")
        clients.update(client_id for (client_id,) in found)
    lettered: dict[int, Lettering] = {}
    for chunk in chunks(sorted(clients)):
        documents = await issued().filter(client_id__in=list(chunk), dated_on__lte=until)
        parts = _standing(await _parts_of([one.id for one in documents], until))
        for group in _groups(documents, parts):
            if not group.balance:
                lettering = Lettering(letters(min(group.documents)), group.last)
                lettered.update(dict.fromkeys(group.documents, lettering))
    return lettered


async def _parts_of(document_ids: list[int], until: date) -> list[Allocation]:
    parts: list[Allocation] = []
    for chunk in chunks(document_ids):
        found = Allocation.filter(document_id__in=list(chunk), payment__received_on__lte=until)
        parts += await found.prefetch_related("document", "payment").order_by("id")
    return parts


def _standing(parts: list[Allocation]) -> list[Allocation]:
    """Without credit notes that were set off and taken back, of which the books know nothing."""
    over = {part.payment.reverses_id for part in parts}
    return [
        part
        for part in parts
        if part.payment.mode != Mode.CREDIT
        or not (part.payment.reverses_id or part.payment_id in over)
    ]


def _groups(documents: list[Document], parts: list[Allocation]) -> Iterator[_Group]:
    """A credit note goes with the invoice that it lowered, and with those it was set against."""
    heads = {one.id: one.id for one in documents}
    for one in documents:
        if one.is_credit_note and one.credited and one.parent_id in heads:
            _unite(heads, one.id, one.parent_id)
    set_off: dict[int, int] = {}
    for part in parts:
        if part.payment.mode == Mode.CREDIT:
            _unite(heads, part.document_id, set_off.setdefault(part.payment_id, part.document_id))
    groups: defaultdict[int, _Group] = defaultdict(_Group)
    for one in documents:
        assert one.dated_on
        group = groups[_head(heads, one.id)]
        group.documents.append(one.id)
        group.add(signed_total(one), one.dated_on)
    for part in parts:
        groups[_head(heads, part.document_id)].add(-signed_part(part), part.payment.received_on)
    yield from groups.values()


def _head(heads: dict[int, int], id_: int) -> int:
    while heads[id_] != id_:
        id_ = heads[id_]
    return id_


def _unite(heads: dict[int, int], one: int, other: int) -> None:
    first, second = sorted((_head(heads, one), _head(heads, other)))
    heads[second] = first


def letters(count: int) -> str:
    """« AAA » for 1, « AAB » for 2: the same for a group in every file, three letters or more."""
    text, left = "", count - 1
    while left or len(text) < 3:
        left, place = divmod(left, len(ascii_uppercase))
        text = ascii_uppercase[place] + text
    return text
