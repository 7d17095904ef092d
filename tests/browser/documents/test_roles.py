"""Who only reads sees no price, in any file either, and can do nothing."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.documents.office import Office, Open

READER = "Louise"
FORBIDDEN = (
    *("Émettre", "Encaisser", "Encaisser et émettre", "Avoir", "Aperçu", "Télécharger le PDF"),
    *("Envoyer", "Dupliquer", "Modifier", "Supprimer le brouillon", "Ajouter une ligne"),
)
AMOUNT = re.compile(r"\d\s*€|33,33|99,99")


def test_a_reader_sees_no_price_and_can_do_nothing(open_document: Open, office: Office) -> None:
    for name in ("Lecture seule", "Brouillon en lecture"):
        invoice = open_document(name, staff=READER)
        page = invoice.page
        expect(invoice.rows.first).to_contain_text("Perceuse")
        expect(page.get_by_text("Le rôle « lecture » ne permet pas")).to_be_visible()
        for button in FORBIDDEN:
            expect(page.get_by_role("button", name=button, exact=True)).to_have_count(0)
        expect(page.get_by_role("region", name="Totaux")).to_have_count(0)
        expect(page.get_by_role("region", name="Règlements")).to_have_count(0)
        for column in ("PU HT", "Rem. %", "TVA", "Montant HT"):
            expect(page.get_by_role("columnheader", name=column)).to_have_count(0)
        assert not AMOUNT.search(page.content()), name
        for ending in ("pdf", "xml", "pages/1"):
            answer = page.request.get(f"{page.url}/{ending}")
            assert answer.status == 403, ending

    for path in ("/factures", office.paths["Lecture seule"].rpartition("/")[0]):
        invoice.desk.open(path)
        expect(page.get_by_role("grid", name="Factures")).to_contain_text("Lecture seule")
        assert not AMOUNT.search(page.content())
    rows = page.request.get(f"{office.server.url}/api/documents/invoice?start=0&end=100")
    assert not AMOUNT.search(rows.text())
    assert '"ttc"' not in rows.text()
    card = page.request.get(f"{office.server.url}/clients?client=1")
    assert not AMOUNT.search(card.text())
