"""The accounting entries: balanced, and what they leave on the clients' account is what is owed."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from models.books import ExportKind, export, open_invoices
from models.books.entries import Entry
from models.books.fec import COLUMNS
from models.books.reading import entries_between
from models.documents import Discount, Document, Mode, Payment, receive, reverse, set_off
from models.errors import Invalid, Refused
from models.french import today
from models.french.money import ZERO
from tests.factories import ANYBODY, make_client, make_document, retyped, take

pytestmark = pytest.mark.usefixtures("database")

RATES = ("S20", "S10", "S5.5", "E-261")
DOCUMENTS = 14


async def random_documents(seed: int) -> None:
    """Invoices of all sorts, paid, refunded, corrected and taken back, or not."""
    chance = Random(seed)
    client = await make_client("Café de l’Œuvre – Łódź")
    for _ in range(DOCUMENTS):
        lines = [
            {
                "price": str(chance.randrange(1, 90_000) / 100).replace(".", ","),
                "quantity": str(chance.randrange(1, 9)),
                "vat": chance.choice(RATES),
                "nature": chance.choice(("goods", "service")),
            }
            for _ in range(chance.randrange(1, 6))
        ]
        if chance.random() < 0.3:
            await _with_down_payment(client.id, lines)
            continue
        invoice = await make_document(client, "invoice", lines=lines)
        if chance.random() < 0.5:
            draft = retyped(invoice, discount=chance.choice(("7 %", "0,99 €")))
            invoice = await Document.amend(draft, by=ANYBODY)
            invoice = await Document.get(id=invoice.id)
        await _settle(await take(invoice, "issue"), chance)


async def _with_down_payment(client_id: int, lines: list[dict[str, str]]) -> None:
    client = await (await Document.all().first() or await make_document(await make_client())).client
    order = await make_document(client, "sale", lines=lines)
    ahead = await order.bill_down_payment(Discount(percent=Decimal(30)), by=ANYBODY)
    await take(ahead, "issue")
    await take(await order.bill(by=ANYBODY), "issue")


async def _settle(invoice: Document, chance: Random) -> None:
    way = chance.choice(("", "part", "whole", "credit", "paid and credited", "reversed"))
    if way in {"whole", "paid and credited"}:
        await receive({invoice.id: invoice.due}, chance.choice(("card", "cheque")), by=ANYBODY)
    if way in {"part", "reversed"}:
        payment = await receive({invoice.id: Decimal("0.50")}, "cash", by=ANYBODY)
        if way == "reversed":
            await reverse(payment, by=ANYBODY, reason="Erreur")
    if way in {"credit", "paid and credited"}:
        credit = await (await Document.get(id=invoice.id)).credit(by=ANYBODY, reason="essai")
        credit = await credit.issue(by=ANYBODY)
        if way == "paid and credited" and credit.due:
            await _use(credit, chance)


async def _use(credit: Document, chance: Random) -> None:
    """Refund a credit note, set it against another invoice, perhaps in vain, or leave it."""
    way = chance.choice(("", "refund", "set off", "set off in vain"))
    if way == "refund":
        await receive({credit.id: credit.due}, "transfer", by=ANYBODY)
    other = next(iter(await open_invoices(credit.client_id)), None)
    if other and way.startswith("set off"):
        made = await set_off(credit, other, min(credit.due, other.due), by=ANYBODY)
        if way == "set off in vain":
            await reverse(made, by=ANYBODY, reason="Erreur")


async def test_every_entry_balances_and_the_clients_owe_what_is_due(
    subtests: pytest.Subtests,
) -> None:
    for seed in range(3):
        with subtests.test(seed=seed):
            await random_documents(seed)

            entries = await entries_between(today(), today())

            assert {entry.piece: entry.balance for entry in entries if entry.balance} == {}
            owed = sum(
                [
                    -one.due if one.is_credit_note else one.due
                    for one in await Document.filter(kind="invoice", number__isnull=False)
                ],
                ZERO,
            )
            assert _on(entries, "411") == owed
            assert (
                len(entries)
                == await Payment.exclude(mode=Mode.CREDIT).count()
                + await Document.filter(kind="invoice", number__isnull=False).count()
            )


def _on(entries: list[Entry], account: str) -> Decimal:
    """What stands on the accounts whose number begins so."""
    amounts = [
        line.amount
        for entry in entries
        for line in entry.lines
        if line.account.number.startswith(account)
    ]
    return sum(amounts, ZERO)


async def test_a_discount_lowers_goods_and_services_to_the_cent() -> None:
    client = await make_client()
    lines = [
        {"price": "100", "nature": "goods"},
        {"price": "50", "nature": "service"},
        {"price": "10", "vat": "S10", "nature": "service"},
    ]
    invoice = await make_document(client, "invoice", lines=lines)
    await Document.amend(retyped(invoice, discount="10 €"), by=ANYBODY)
    await take(await Document.get(id=invoice.id), "issue")

    (entry,) = await entries_between(today(), today())

    amounts = Counter({line.account.number: line.amount for line in entry.lines})
    # 10 € over 160: 9,375 on 20 % and 0,625 on 10 %, the missing cent to the larger remainder.
    assert amounts["707000"] == Decimal("-93.75")
    assert amounts["706000"] == Decimal("-46.87") - Decimal("9.38")
    assert amounts["445712"] == Decimal("-28.12")
    assert amounts["445711"] == Decimal("-0.94")
    assert amounts["411"] == Decimal("179.06")


async def test_a_down_payment_stands_on_its_own_account_until_it_is_deducted() -> None:
    order = await make_document(await make_client(), "sale", lines=({"price": "1000"},))
    await take(await order.bill_down_payment(Discount(percent=Decimal(30)), by=ANYBODY), "issue")

    assert _on(await entries_between(today(), today()), "4191") == Decimal("-300.00")

    await take(await order.bill(by=ANYBODY), "issue")

    entries = await entries_between(today(), today())
    assert _on(entries, "4191") == ZERO
    assert _on(entries, "707") == Decimal("-1000.00")
    assert _on(entries, "4457") == Decimal("-200.00")


async def test_the_file_of_entries_is_as_the_norm_has_it() -> None:
    client = await make_client("Café de l’Œuvre – Łódź")
    await make_document(client, "invoice", moves="issue pay")

    file = await export(ExportKind.ENTRIES, today(), today(), by=ANYBODY)

    assert file.name == f"732829320FEC{today().year}1231.txt"
    text = file.content.decode("iso8859-15")
    assert text.endswith("\r\n")
    rows = [line.split("\t") for line in text.splitlines()]
    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {18}
    assert {row[4] for row in rows[1:]} == {"411", "707000", "445712", "511500"}
    sale = next(row for row in rows if row[0] == "VE" and row[4] == "411")
    assert (sale[2], sale[3], sale[11], sale[12]) == (
        *("VE000001", f"{today():%Y%m%d}"),
        *("120,00", "0,00"),
    )
    assert sale[6:8] == [client.code, "Café de l'Œuvre - Lódz"]
    sides = [sum(Decimal(row[at].replace(",", ".")) for row in rows[1:]) for at in (11, 12)]
    assert sides[0] == sides[1] == Decimal("240.00")


async def test_sales_and_receipts_are_listed_rate_by_rate() -> None:
    client = await make_client("Dupont")
    lines = [{"price": "100"}, {"price": "100", "vat": "S10"}]
    invoice = await take(await make_document(client, "invoice", lines=lines), "issue")
    await receive({invoice.id: Decimal("23")}, "cheque", by=ANYBODY, reference="0123")

    sales = await export(ExportKind.SALES, today(), today(), by=ANYBODY)
    receipts = await export(ExportKind.RECEIPTS, today(), today(), by=ANYBODY)

    _, *sold = sales.content.decode("utf-8-sig").splitlines()
    assert [row.split(";")[7:10] for row in sold] == [
        ["100", "20", "120"],
        ["100", "10", "110"],
    ]
    _, *received = receipts.content.decode("utf-8-sig").splitlines()
    assert [row.split(";")[8] for row in received] == ["11", "12"]

    day = today().isoformat()
    assert [row.split(";")[::6] for row in sold] == [[day, "20"], [day, "10"]]
    assert {row.split(";")[0] for row in received} == {day}
    assert {row.split(";")[10] for row in sold} == {(today() + timedelta(days=30)).isoformat()}


async def test_a_span_that_makes_no_file_is_refused() -> None:
    for kind, first, last, error in (
        ("junk", today(), today(), "Choisissez"),
        ("sales", today(), today() - timedelta(days=1), "avant le début"),
        ("entries", today() - timedelta(days=400), today(), "un seul exercice"),
    ):
        with pytest.raises(Invalid) as invalid:
            await export(kind, first, last, by=ANYBODY)
        assert error in " ".join(invalid.value.errors.values()), kind
    with pytest.raises(Refused, match="SIREN"):
        await export("entries", today(), today(), by=ANYBODY)
