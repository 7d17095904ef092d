"""What is paid at once, ahead, or taken back: to the cent, on screen and in the file."""

from __future__ import annotations

import re
from decimal import Decimal

from playwright.sync_api import expect

from tests.browser.documents.office import SPACE, Open, Opened, amounts_in, frame_in

NUMBER = re.compile(r"n°\u00a0(FA|AV)-\d{4}-\d{5}$")


def test_a_sale_at_the_counter_is_issued_as_it_is_paid(open_document: Open) -> None:
    for name, line, frame in (
        ("Comptoir biens", {}, "B2"),
        ("Comptoir service", {"kind": "Main-d’œuvre"}, "S2"),
        ("Comptoir mixte", {"kind": "Main-d’œuvre", "first": "Vis"}, "M2"),
    ):
        sale = open_document(name)
        if "first" in line:
            sale.add(line["first"], "2,50")
        sale.add("Au comptoir", "19,90", "2", kind=line.get("kind", ""))
        sale.press("Encaisser et émettre")
        expect(sale.dialog.get_by_label("Montant", exact=True)).to_be_focused()
        sale.dialog.get_by_role("button", name="Encaisser et émettre", exact=True).click()

        sale.is_now("Payée")
        expect(sale.page.get_by_role("heading", level=1)).to_have_text(NUMBER)
        sale.sums_up_to(due="0,00")
        pdf = sale.file("pdf")
        assert frame_in(pdf) == frame, name
        assert amounts_in(pdf)["Reste dû"] == 0
        assert amounts_in(pdf) == sale.amounts()


def test_a_down_payment_is_taken_off_the_last_invoice(open_document: Open) -> None:
    sale = open_document("Acompte puis solde")
    sale.sums_up_to(ht="233,92", vat="27,99", ttc="261,91")
    sale.press("Acompte")
    expect(sale.dialog.get_by_label("Montant", exact=True)).to_have_value("30")
    sale.press("Créer la facture d’acompte")
    sale.is_titled("Facture réf.")
    sale.sums_up_to(ttc="78,57")
    sale.move("Émettre", "Émise")
    ahead = sale.page.get_by_role("heading", level=1).inner_text().removeprefix("Facture n°\u00a0")
    assert amounts_in(sale.file("pdf")) == sale.amounts()

    sale.page.get_by_role("link", name="Commande").click()
    sale.is_titled("Commande")
    sale.press("Facturer")
    sale.dialog.get_by_role("button", name="Facturer", exact=True).click()
    sale.is_titled("Facture réf.")
    deductions = sale.rows.filter(has_text=f"Acompte facturé {ahead} du")
    expect(deductions).to_have_count(3)
    sale.sums_up_to(ht="163,75", vat="19,60", ttc="183,35")  # each rounds the VAT of its own bases
    sale.move("Émettre", "Émise")
    assert amounts_in(sale.file("pdf")) == sale.amounts()
    assert frame_in(sale.file("pdf")) == "M4"


def test_an_invoice_is_taken_back_line_by_line(open_document: Open) -> None:
    invoice = open_document("Avoir par lignes")
    path = invoice.path
    invoice.press("Avoir", "Créer l’avoir")
    expect(invoice.dialog).to_contain_text("Indiquez le motif.")
    expect(invoice.dialog.get_by_label("Motif", exact=True)).to_be_focused()
    invoice.answer("Motif", "Perceuses rendues")
    invoice.answer("Vis", "8")
    invoice.press("Créer l’avoir")
    expect(invoice.dialog).to_contain_text("Il n’en reste que 7.")
    expect(invoice.dialog.get_by_label("Motif", exact=True)).to_have_value("Perceuses rendues")
    invoice.answer("Vis", "0")
    invoice.answer("Réparation", "0")
    invoice.press("Créer l’avoir")
    taken_back(invoice, ttc="119,99")
    invoice.desk.open(path)
    expect(invoice.region("Règlements")).to_contain_text(f"Reste dû141,92{SPACE}€")

    invoice.press("Avoir")
    expect(invoice.dialog.get_by_label("Perceuse", exact=True)).to_have_count(0)
    invoice.answer("Motif", "Annulation")
    invoice.press("Créer l’avoir")
    taken_back(invoice, ttc="141,92")
    invoice.desk.open(path)
    invoice.is_now("Annulée")
    invoice.sums_up_to(due="0,00")


def taken_back(note: Opened, *, ttc: str) -> None:
    """Issue the credit note that was just made."""
    note.is_titled("Avoir réf.")
    note.sums_up_to(ttc=ttc)
    note.press("Émettre", "Oui")
    expect(note.page.get_by_role("heading", level=1)).to_have_text(NUMBER)
    assert amounts_in(note.file("pdf"))["Total TTC"] == Decimal(ttc.replace(",", "."))
