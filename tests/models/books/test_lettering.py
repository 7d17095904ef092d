"""What is settled on a client's account bears letters, and nothing else does."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.books import export
from models.books.lettering import Lettering, letterings, letters
from models.books.reading import documents_in, entries_between
from models.clients import Client
from models.database import transaction
from models.documents import Document, Payment, receive, reverse, set_off
from models.french import today
from models.french.money import ZERO
from tests.factories import ANYBODY, make_client, make_document, take
from tests.models.books.test_entries import random_documents

pytestmark = pytest.mark.usefixtures("database")


async def issued(client: Client, price: str = "100") -> Document:
    return await take(await make_document(client, "invoice", lines=({"price": price},)), "issue")


async def note_of(invoice: Document) -> Document:
    return await take(await Document.get(id=invoice.id), "credit")


async def lettered(until: date | None = None) -> dict[int, Lettering]:
    ids = [one.id for one in await Document.all()]
    return dict(await letterings(ids, until or today()))


def test_letters_are_the_same_for_a_group_in_every_file() -> None:
    assert [letters(count) for count in (1, 2, 27, 26**3, 26**3 + 1)] == [
        *("AAA", "AAB", "ABA", "ZZZ", "BAAA")
    ]


async def test_each_group_that_bears_letters_balances_and_each_other_does_not(
    subtests: pytest.Subtests,
) -> None:
    for seed in range(4):
        with subtests.test(seed=seed):
            await random_documents(seed)
            entries = await entries_between(today(), today())
            found = await letterings(documents_in(entries), today())

            on_account: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
            for entry in entries:
                for line in entry.lines:
                    assert (line.document_id is not None) == (line.account.number == "411")
                    if line.document_id:
                        on_account[line.document_id] += line.amount
            groups: defaultdict[str, set[int]] = defaultdict(set)
            for id_, lettering in found.items():
                groups[lettering.code].add(id_)
            assert {sum(on_account[id_] for id_ in group) for group in groups.values()} <= {ZERO}
            clients = {one.id: one.client_id for one in await Document.all()}
            assert all(len({clients[id_] for id_ in group}) == 1 for group in groups.values())
            due = {one.id for one in await Document.filter(kind="invoice", due__not=0)}
            assert found
            assert due
            assert not due & found.keys(), "what is owed bears none"
            alone = {id_ for id_, amount in on_account.items() if not amount}
            linked = await _linked()
            assert alone - linked <= found.keys(), "what is settled by itself bears some"


async def _linked() -> set[int]:
    """What a credit note has to do with, however that came out."""
    notes = await Document.filter(stage="credit_note")
    others = {one.parent_id for one in notes if one.parent_id}
    for payment in await Payment.filter(mode="credit").prefetch_related("allocations"):
        others |= {part.document_id for part in payment.allocations}
    return others | {one.id for one in notes}


async def test_a_group_is_lettered_once_the_last_of_it_is_settled() -> None:
    client = await make_client()
    own, other = await issued(client), await issued(client, "150")
    await receive({own.id: Decimal(100)}, "card", by=ANYBODY)
    assert await lettered() == {}

    note = await note_of(own)  # 20 € off its own invoice, 100 € are left of it
    assert (await Document.get(id=own.id)).due == 0
    assert await lettered() == {}, "the credit note is not used up"
    made = await set_off(note, other, Decimal(100), by=ANYBODY)
    assert await lettered() == {}, "the other invoice is not paid"
    await receive({other.id: Decimal(80)}, "card", by=ANYBODY)

    group = Lettering(letters(own.id), today())
    assert await lettered() == dict.fromkeys((own.id, other.id, note.id), group)

    await reverse(made, by=ANYBODY, reason="Erreur")
    assert await lettered() == {}
    await receive({note.id: Decimal(100)}, "transfer", by=ANYBODY)
    assert await lettered() == dict.fromkeys((own.id, note.id), group), "the others are apart"


async def test_what_comes_after_a_paid_invoice_leaves_its_letters() -> None:
    invoice = await take(await issued(await make_client()), "pay")
    before = await lettered()
    note = await note_of(invoice)
    assert await lettered() == before != {}
    await receive({note.id: Decimal(120)}, "transfer", by=ANYBODY)
    assert await lettered() == {**before, note.id: Lettering(letters(note.id), today())}


async def test_of_a_day_it_says_what_was_settled_then() -> None:
    invoice, yesterday = await issued(await make_client()), today() - timedelta(days=1)
    async with transaction():
        await Document.filter(id=invoice.id).update(dated_on=yesterday)
    await receive({invoice.id: Decimal(120)}, "card", by=ANYBODY)
    assert await lettered(yesterday) == {}
    assert (await lettered())[invoice.id].settled_on == today()


async def test_the_file_of_entries_has_them_on_the_clients_account_only() -> None:
    paid = await take(await issued(await make_client()), "pay")
    await receive({(await issued(await make_client())).id: Decimal(1)}, "card", by=ANYBODY)

    file = await export("entries", today(), today(), by=ANYBODY)

    _, *rows = [line.split("\t") for line in file.content.decode("iso8859-15").splitlines()]
    with_letters = [row for row in rows if row[13] or row[14]]
    assert {tuple(row[13:15]) for row in with_letters} == {
        (letters(paid.id), f"{today():%Y%m%d}"),
    }
    assert [(row[4], row[11], row[12]) for row in with_letters] == [
        *(("411", "0,00", "120,00"), ("411", "120,00", "0,00"))
    ]
