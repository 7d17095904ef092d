"""At no width does a document or a list of them scroll sideways, nor is it less than accessible."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.documents.office import Office, Open
from tests.browser.test_accessibility import violations

WIDTHS = (1440, 1366, 1280, 1180, 1024, 900, 768, 390)
TOO_WIDE = """() => {
    const right = (one) => one.getBoundingClientRect().right;
    const cells = [...document.querySelectorAll(".lines-row > *")];
    const out = cells.filter((one) => right(one) > right(one.closest(".lines-box")) + 1);
    const page = document.documentElement;
    const wide = page.scrollWidth > page.clientWidth ? [`${page.scrollWidth} pixels`] : [];
    return [...wide, ...out.map((one) => one.className)];
}"""


def test_nothing_is_wider_than_the_window(
    open_document: Open, office: Office, subtests: pytest.Subtests
) -> None:
    page = open_document("Avoir par lignes").page
    drafts = (office.paths[name] for name in ("Fin avant début", "Comptoir biens"))
    screens = ("/factures", "/reglements", "/relances", "/clotures", "/articles", "/parametres")
    for path in (*drafts, office.paths["Lecture seule"], *screens):
        page.goto(f"{office.server.url}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_attached()
        for width in WIDTHS:
            with subtests.test(path=path, width=width):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(TOO_WIDE) == []


def test_axe_finds_nothing_on_a_document_and_its_questions(open_document: Open) -> None:
    invoice = open_document("Lecture seule")
    assert violations(invoice.desk) == []
    for button in ("Encaisser", "Avoir", "Envoyer", "Aperçu"):
        invoice.press(button)
        expect(invoice.dialog).to_be_visible()
        assert violations(invoice.desk) == [], button
        invoice.page.keyboard.press("Escape")
        expect(invoice.dialog).to_have_count(0)


def test_the_paper_beside_the_lines_follows_what_is_saved(open_document: Open) -> None:
    invoice = open_document("Papier à côté")
    invoice.press("Aperçu")
    invoice.dialog.get_by_role("button", name="Garder à côté des lignes").click()
    expect(invoice.dialog).to_have_count(0)
    paper = invoice.region("Aperçu").get_by_role("img", name="Page 1")
    expect(paper).to_be_visible()
    before = paper.get_attribute("src")
    invoice.type("Désignation", "Perceuse à colonne")
    invoice.is_saved()
    expect(paper).not_to_have_attribute("src", before or "")
    invoice.press("Fermer l’aperçu")
    expect(paper).to_be_hidden()
