"""What is wrong is said beside it and kept, and what is missing leads to its field."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.documents.office import Open

WRONG = (
    ("Prix unitaire HT", "-5", "ne peut pas être négatif"),
    ("Quantité", "0", "ne peut pas être 0"),
    ("Quantité", 30 * "9", "trop grand : 9 chiffres"),
    ("Prix unitaire HT", 30 * "9", "trop grand : 9 chiffres"),
    ("Prix unitaire HT", "1,2345678", "6 chiffres au plus après la virgule"),
    ("Remise %", "101", "de 0 à 100"),
    ("Désignation", 5_000 * "x", "caractères"),
)
"""A field of a line, what is typed into it, and what is said of it."""
INCOMPLETE_DATE = "Cette date est incomplète ou n’existe pas"
FORGE = """(field) => {
    field.options[0].value = "S99";
    field.value = "S99";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
}"""


def test_what_is_wrong_is_said_and_kept_and_nothing_else_is_lost(open_document: Open) -> None:
    invoice = open_document("Fausses saisies")
    for label, text, sentence in WRONG:
        right = invoice.field(label).input_value()
        invoice.type(label, text)
        invoice.type("Référence", f"R{len(text)}{text[:1]}")
        expect(invoice.rows.first).to_contain_text(sentence)
        invoice.reload()
        expect(invoice.field(label)).to_have_value(text)
        expect(invoice.rows.first).to_contain_text(sentence)
        invoice.press("Émettre")
        expect(invoice.page.get_by_text("Corrigez d’abord les lignes en rouge")).to_be_visible()
        invoice.type(label, right)
        expect(invoice.rows.first).not_to_contain_text(sentence)

    invoice.is_saved()
    invoice.field("TVA").evaluate(FORGE)
    expect(invoice.rows.first).to_contain_text("Ce taux de TVA n’existe pas")
    invoice.reload()
    expect(invoice.field("Référence")).to_have_value("R5000x")
    invoice.sums_up_to(ht="99,99")


def test_a_rental_does_not_end_before_it_begins(open_document: Open) -> None:
    rental = open_document("Fin avant début")
    rental.type("Début", "2026-12-05T08:00")
    rental.type("Fin", "2026-12-01T08:00")
    rental.field("Quantité").focus()
    expect(rental.rows.first).to_contain_text("La fin est avant le début.")
    rental.type("Fin", "2026-12-06T08:00")
    expect(rental.rows.first).not_to_contain_text("La fin est avant le début.")
    rental.is_saved()
    rental.press("Modifier")
    rental.desk.field("Début prévu").fill("2026-12-05T08:00")
    rental.desk.field("Fin prévue").fill("2026-12-01T08:00")
    rental.press("Enregistrer")
    expect(rental.dialog).to_contain_text("La fin prévue est avant le début prévu.")


def test_a_date_of_which_a_part_is_missing_is_said_and_not_dropped(open_document: Open) -> None:
    rental = open_document("Date incomplète")
    rental.field("Début").focus()
    rental.page.keyboard.type("12")
    rental.field("Quantité").focus()
    expect(rental.rows.first).to_contain_text(INCOMPLETE_DATE)
    rental.type("Début", "2026-12-05T08:00")
    expect(rental.rows.first).not_to_contain_text(INCOMPLETE_DATE)
    rental.is_saved()

    rental.press("Modifier")
    rental.desk.field("Début prévu").focus()
    rental.page.keyboard.type("12")
    rental.page.keyboard.press("Enter")
    expect(rental.dialog).to_contain_text(INCOMPLETE_DATE)
    rental.desk.field("Début prévu").fill("2026-12-05T08:00")
    rental.page.keyboard.press("Enter")
    expect(rental.dialog).to_have_count(0)


def test_signs_that_no_font_has_are_told_and_do_not_keep_it_from_being_issued(
    open_document: Open,
) -> None:
    invoice = open_document("Signes rares")
    invoice.type("Désignation", "Perceuse 🛠️ 中 – « Œuvre »")
    invoice.is_saved()
    invoice.press("Aperçu")
    expect(invoice.dialog).to_contain_text("Sur le papier, un □ remplace : 中")
    expect(invoice.dialog.get_by_role("img", name="Page 1")).to_be_visible()
    invoice.press("Fermer", "Émettre")
    expect(invoice.dialog).to_contain_text("中")
    invoice.press("Oui")
    invoice.is_now("Émise")
    expect(invoice.rows.first).to_contain_text("Perceuse 🛠️ 中 – « Œuvre »")
    assert invoice.file("pdf").startswith(b"%PDF")
    assert "中".encode() in invoice.file("xml")


def test_what_is_missing_before_an_invoice_leads_to_its_field(open_document: Open) -> None:
    invoice = open_document("Incomplète")
    invoice.press("Émettre")
    expect(invoice.dialog).to_contain_text("Avant d’émettre, il manque")
    expect(invoice.dialog.get_by_role("listitem")).to_have_text(
        ["L’adresse postale du client", "Le SIREN du client", re.compile("Une ligne au moins")]
    )
    invoice.dialog.get_by_role("link", name="Le SIREN du client").click()
    expect(invoice.desk.field("SIREN")).to_be_focused()
    invoice.desk.field("SIREN").fill("552 100 554")
    invoice.press("Enregistrer")
    expect(invoice.dialog).to_have_count(0)
    invoice.press("Émettre")
    expect(invoice.dialog.get_by_role("listitem")).to_have_count(2)
    invoice.dialog.get_by_role("link", name="L’adresse postale du client").click()
    expect(invoice.desk.field("Adresse")).to_be_focused()
