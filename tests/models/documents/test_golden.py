"""Documents worked out by hand come to the same by the public verbs and out of the database."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest

from models.documents import Document, Sheet, Status, rates_on
from models.documents.totals import read_discount
from models.french import today
from tests.factories import ANYBODY, make_client, make_document, retyped, sheet_of, take
from tests.models.documents.golden import GOLDEN, Golden, Sums, Then

pytestmark = pytest.mark.usefixtures("database")


async def make(golden: Golden) -> Document:
    client = await make_client(**golden.client)
    document = await make_document(client, golden.kind, golden.stage, lines=golden.lines)
    if golden.discount:
        typed = retyped(document, discount=golden.discount)
        document = await Document.amend(typed, by=ANYBODY)
    return document


async def go_on(document: Document, made: Document | None, then: Then) -> Document:
    """What comes of the document, or of what was made of it last."""
    verb, _, rest = then.verb.partition(" ")
    match verb:
        case "ahead":
            ahead = await document.bill_down_payment(read_discount(rest), by=ANYBODY)
            return await take(ahead, "issue")
        case "part" | "rest":
            return await document.bill(await parts(document, rest), by=ANYBODY)
        case "credit":
            invoice = await issued(document if document.kind == "invoice" else made)
            wanted = await parts(invoice, rest)
            return await take(await invoice.credit(wanted, by=ANYBODY, reason="essai"), "issue")
        case _:
            accepted = await document.move("accept", by=ANYBODY)
            return await accepted.move(verb, by=ANYBODY)


async def issued(invoice: Document | None) -> Document:
    assert invoice is not None
    stored = await Document.get(id=invoice.id)
    return await take(stored, "issue") if stored.status == Status.DRAFT else stored


async def parts(document: Document, text: str) -> dict[int, Decimal] | None:
    """« 1=3 2=0,5 » as quantities by line, None for all that is left."""
    left = await document.left()
    pairs = (pair.split("=") for pair in text.split())
    return {
        left[int(place) - 1].line.id: Decimal(quantity.replace(",", "."))
        for place, quantity in pairs
    } or None


async def in_the_database(document: Document) -> Sums:
    """What is stored of it, and of each rate what its stored lines come to."""
    stored = await Document.get(id=document.id)
    rows = (await stored.totals()).rows
    return Sums(
        " | ".join(f"{row.vat.code} {row.base} {row.amount}" for row in rows),
        *(str(amount) for amount in (stored.ht, stored.vat, stored.ttc)),
    )


def same(one: Sums, other: Sums) -> bool:
    return one.rows == other.rows and one.whole == other.whole


async def test_every_document_comes_to_what_was_worked_out(subtests: pytest.Subtests) -> None:
    for golden in GOLDEN:
        document = await make(golden)
        with subtests.test(golden.name):
            found = await in_the_database(document)
            assert same(found, golden.sums), found
        if document.kind == "rental" and document.stage == "contract":
            document = await document.move("reserve", by=ANYBODY)
        made: Document | None = None
        for then in golden.then:
            with subtests.test(golden.name, then=then.verb):
                made = await go_on(document, made, then)
                found = await in_the_database(made)
                assert same(found, then.sums), found


async def test_the_screen_counts_as_the_database_does(subtests: pytest.Subtests) -> None:
    rates = await rates_on(today())
    for golden in GOLDEN:
        with subtests.test(golden.name):
            typed = Sheet(rates)
            for row in golden.lines:
                typed.add(str(uuid4()), {"designation": "Perceuse", **row})
            discount = read_discount(golden.discount)
            document = await make(golden)
            for sheet in (typed, await sheet_of(document)):
                totals = sheet.totals(discount)
                assert (totals.ht, totals.vat, totals.ttc) == golden.sums.whole


def test_what_was_worked_out_adds_up() -> None:
    assert len({golden.name for golden in GOLDEN}) == len(GOLDEN) >= 40
    for golden in GOLDEN:
        for sums in (golden.sums, *(then.sums for then in golden.then)):
            ht, vat, ttc = sums.whole
            assert sum(base for _, base, _ in sums.rows) == ht
            assert sum(tax for *_, tax in sums.rows) == vat
            assert ttc == ht + vat
