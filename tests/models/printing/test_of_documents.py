"""The paper of a document, and the file that is made of an issued invoice once."""

from __future__ import annotations

from decimal import Decimal

import facturx
import pytest
from lxml import etree

from models.attachments import FILES
from models.clients import Client
from models.company import Company
from models.documents import Discount, Document, receive_and_issue
from models.printing import invoice_form, mark_of_pages, paper_of, pdf_of, print_waiting
from models.printing.sheet import sheet
from tests.factories import (
    ADDRESS,
    ANYBODY,
    SIREN,
    add_lines,
    fill_in,
    make_client,
    make_document,
    retyped,
    set_up_firm,
)
from tests.models.printing.rules import broken_rules

pytestmark = pytest.mark.usefixtures("database")

SUMS = {
    "ht": "TaxBasisTotalAmount",
    "vat": "TaxTotalAmount",
    "ttc": "GrandTotalAmount",
}
LINES = (
    {"designation": "Pompe", "quantity": "3", "price": "33,333", "discount": "10"},
    {"designation": "Pose", "kind": "labour", "quantity": "1,5", "price": "52,5", "vat": "S10"},
    {"designation": "À livrer au quai", "kind": "text"},
    {"designation": "Sous-total", "kind": "subtotal"},
)


async def issued(*lines: dict[str, str], discount: str = "") -> Document:
    client = await make_client(street="1 quai", postcode="29200", city="Brest", siren="552100554")
    invoice = await make_document(client, "invoice", lines=lines)
    await Document.amend(retyped(invoice, discount=discount), by=ANYBODY)
    await set_up_firm()
    await invoice.issue(by=ANYBODY)
    return await Document.get(id=invoice.id)


async def xml_of(document: Document) -> bytes:
    """The electronic invoice inside the file of an invoice."""
    return bytes(facturx.get_xml_from_pdf(await pdf_of(document))[1])


def amount_in(xml: bytes, name: str) -> Decimal:
    found = etree.fromstring(xml).find(f".//{{*}}ApplicableHeaderTradeSettlement//{{*}}{name}")
    assert found is not None
    return Decimal(found.text)


async def test_the_file_of_an_issued_invoice_says_the_cents_of_the_database() -> None:
    for discount in ("", "12,5 %", "50 €"):
        invoice = await issued(*LINES, discount=discount)

        xml = await xml_of(invoice)

        assert not broken_rules(xml.decode())
        for name, element in SUMS.items():
            assert amount_in(xml, element) == getattr(invoice, name), (discount, name)


async def test_it_is_made_once_and_found_by_its_hash() -> None:
    invoice = await issued(*LINES)
    await print_waiting()
    kept = await Document.get(id=invoice.id)
    assert kept.pdf_hash
    assert kept.xml_hash

    company_was = (await paper_of(kept)).seller
    company = await Company.current()
    await Company.amend(retyped(company, name="Autre nom"), by=ANYBODY)
    await print_waiting()

    again = await Document.get(id=invoice.id)
    assert (again.pdf_hash, again.xml_hash) == (kept.pdf_hash, kept.xml_hash)
    assert (await paper_of(again)).seller == company_was
    assert await FILES.get(again.xml_hash) == await xml_of(again)


async def test_who_prints_second_keeps_what_the_first_has_made() -> None:
    invoice = await issued(*LINES)
    first, second = await pdf_of(invoice), await pdf_of(await Document.get(id=invoice.id))
    assert first == second


async def test_what_is_paid_at_the_counter_is_said_to_be_paid() -> None:
    client = await make_client(street="1 quai", postcode="29200", city="Brest", siren="552100554")
    invoice = await make_document(client, "invoice")
    await set_up_firm()
    await receive_and_issue(invoice, invoice.ttc, "cash", by=ANYBODY)

    xml = await xml_of(await Document.get(id=invoice.id))

    assert not broken_rules(xml.decode())
    assert amount_in(xml, "DuePayableAmount") == 0
    assert amount_in(xml, "TotalPrepaidAmount") == invoice.ttc


async def test_a_down_payment_its_balance_and_a_credit_note_keep_the_rules() -> None:
    client = await make_client(street="1 quai", postcode="29200", city="Brest", siren="552100554")
    order = await make_document(client, "sale", moves="prepare deliver", lines=LINES)
    await set_up_firm()
    ahead = await order.bill_down_payment(Discount(percent=Decimal(30)), by=ANYBODY)
    await ahead.issue(by=ANYBODY)
    rest = await order.bill(by=ANYBODY)
    await rest.issue(by=ANYBODY)
    credit = await (await Document.get(id=rest.id)).credit(by=ANYBODY, reason="Erreur")
    await credit.issue(by=ANYBODY)

    for id_ in (ahead.id, rest.id, credit.id):
        document = await Document.get(id=id_)
        xml = await xml_of(document)
        assert not broken_rules(xml.decode()), document.type_code
        assert amount_in(xml, "GrandTotalAmount") == document.ttc, document.type_code


async def test_a_person_without_an_address_for_mail_has_a_plain_file() -> None:
    await set_up_firm()
    typed = {"kind": "person", "last_name": "Çelik"}
    person = await make_client(**typed, street="3 allée", postcode="33600", city="Pessac")
    invoice = await make_document(person, "invoice")
    await invoice.issue(by=ANYBODY)
    assert invoice_form(await paper_of(await Document.get(id=invoice.id))) == "plain"
    await print_waiting()
    kept = await Document.get(id=invoice.id)
    assert kept.pdf_hash
    assert not kept.xml_hash


async def test_a_paper_says_each_thing_once_and_where_it_belongs() -> None:
    invoice = await issued(*LINES)
    credit = await invoice.credit(by=ANYBODY, reason="essai")
    credit = await credit.issue(by=ANYBODY)
    quote = await make_document(await make_client(), "rental", "quote")

    made, back, offer = [sheet(await paper_of(one)) for one in (invoice, credit, quote)]

    assert [label for label, _ in made["payment"]][:2] == ["Conditions", "Banque"]
    assert "Échéance" in dict(made["facts"])
    assert (back["payment"], "Échéance" in dict(back["facts"])) == ([], False)
    for one in (made, back):
        assert not [text for _, text in one["mentions"] if text.rstrip(".") in one["legal"]]
    (box,) = offer["agreements"]
    assert box["text"].startswith("Date, nom, qualité et signature du client")
    assert box["title"] not in [title for title, _ in offer["mentions"]]


async def test_every_stage_of_every_kind_has_a_paper() -> None:
    client = await make_client()
    for kind, stage in (("rental", "quote"), ("intervention", None), ("sale", "quote")):
        document = await make_document(client, kind, stage)
        document = await add_lines(document, {"designation": "中文 🙂 " + "long " * 700})
        assert (await pdf_of(document)).startswith(b"%PDF"), kind


async def test_by_what_it_is_to_be_paid_is_decided_when_it_is_issued(
    subtests: pytest.Subtests,
) -> None:
    for firm, own, means, words, has_bank in (
        ("transfer", "", "58", "Règlement à 30 jours", True),
        ("debit", "", "59", "Règlement à 30 jours, par prélèvement", False),
        ("transfer", "debit", "59", "Règlement à 30 jours, par prélèvement", False),
        ("debit", "cheque", "20", "Règlement à 30 jours, par chèque", True),
        ("transfer", "cash", "10", "Règlement à 30 jours, en espèces", True),
    ):
        with subtests.test(firm=firm, own=own):
            await fill_in(payment_mode=firm)
            client = await make_client(**ADDRESS, siren=SIREN)
            draft = await make_document(client, "invoice")
            await Document.amend(retyped(draft, payment_mode=own), by=ANYBODY)
            await set_up_firm()
            invoice = await draft.issue(by=ANYBODY)
            await fill_in(payment_mode="card")

            paper, xml = await paper_of(invoice), await xml_of(invoice)

            assert invoice.payment_mode == (own or firm)
            assert (paper.terms, bool(paper.bank)) == (words.replace("30 j", "30\u00a0j"), has_bank)
            assert not broken_rules(xml.decode())
            (code,) = etree.fromstring(xml).xpath(
                "//*[local-name()='SpecifiedTradeSettlementPaymentMeans']/*[1]/text()"
            )
            assert code == means


async def test_pages_of_a_draft_change_with_its_client_and_those_of_an_invoice_never() -> None:
    invoice = await issued(*LINES)
    client = await Client.get(id=invoice.client_id)
    draft = await make_document(client, "sale", "quote")
    before = [await mark_of_pages(one) for one in (draft, invoice)]

    await Client.amend(retyped(client, street="9 quai Neuf"), by=ANYBODY)

    again = [await Document.get(id=one.id) for one in (draft, invoice)]
    after = [await mark_of_pages(one) for one in again]
    assert after[0] != before[0]
    assert after[1] == before[1]
