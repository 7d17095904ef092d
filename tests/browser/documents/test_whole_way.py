"""A rental from the quote to the last payment, as one clerk does it."""

from __future__ import annotations

import re
from decimal import Decimal

from playwright.sync_api import expect

from tests.browser.documents.office import SPACE, Call, Opened, amounts_in


def test_a_rental_goes_from_the_quote_to_the_last_payment(open_card: Call) -> None:
    desk = open_card("Bout en bout")
    desk.choose("Actions", "Créer une location")
    desk.button("Oui")
    rental = Opened(desk)
    rental.is_titled("Devis de location")
    rental.add("Nacelle 12 m", "150,50", "4")
    rental.add("Transport", "80", "2", **{"Remise %": "10"})
    rental.sums_up_to(ht="746,00", vat="149,20", ttc="895,20", due="895,20")

    rental.move("Marquer envoyé", "Envoyé")
    rental.move("Marquer accepté", "Accepté")
    rental.press("Transformer en contrat", "Oui")
    contract = rental.is_titled("Contrat de location")
    rental.press("Modifier")
    rental.desk.field("Début prévu").fill("2026-05-04T08:00")
    rental.desk.field("Fin prévue").fill("2030-05-08T18:00")
    rental.press("Enregistrer")
    expect(rental.dialog).to_have_count(0)
    for label, status in (
        ("Réserver", "Réservé"),
        ("Marquer sorti", "Sorti"),
        ("Marquer retourné", "Retourné"),
    ):
        rental.move(label, status)

    rental.press("Facturer")
    rental.answer("Nacelle 12 m", "1")
    rental.answer("Transport", "")
    rental.dialog.get_by_role("button", name="Facturer", exact=True).click()
    first = issued(rental, ttc="180,60")
    rental.page.get_by_role("link", name="Contrat de location").click()
    rental.is_titled("Contrat de location")
    rental.press("Facturer")
    expect(rental.dialog.get_by_label("Nacelle 12 m", exact=True)).to_have_value("3")
    rental.dialog.get_by_role("button", name="Facturer", exact=True).click()
    second = issued(rental, ttc="714,60")
    assert second != first

    rental.pay("714,60")
    rental.is_now("Payée")
    rental.desk.open(first)
    rental.pay("100")
    rental.is_now("Partiellement payée")
    expect(rental.region("Règlements")).to_contain_text(f"Reste dû80,60{SPACE}€")
    rental.pay("80,60")
    rental.is_now("Payée")
    rental.desk.open(contract)
    rental.is_now("Facturé")
    desk.page.get_by_role("link", name="Bout en bout").click()
    desk.choose("Document", "Supprimer")
    desk.button("Oui")
    expect(desk.page.get_by_text("Ce client est dans la corbeille.")).to_be_visible()


def issued(draft: Opened, *, ttc: str) -> str:
    """Issue the invoice that was just made; its files say what the screen says."""
    path = draft.is_titled("Facture réf.")
    draft.sums_up_to(ttc=ttc)
    draft.move("Émettre", "Émise")
    expect(draft.page.get_by_role("heading", level=1)).to_contain_text(
        re.compile(r"FA-\d{4}-\d{5}")
    )
    draft.sums_up_to(due=ttc)
    pdf = draft.file("pdf")
    assert pdf.startswith(b"%PDF")
    assert draft.file("xml").startswith(b"<?xml")
    assert amounts_in(pdf) == draft.amounts()
    assert draft.amounts()["Total TTC"] == Decimal(ttc.replace(",", "."))
    return path
