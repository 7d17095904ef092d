"""Documents of other sorts, on a phone, and for everybody."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP
from tests.browser.lines.paper import PHONE, Open, middle
from tests.browser.test_accessibility import violations


def test_an_issued_document_is_text(open_paper: Open) -> None:
    paper = open_paper(3, "still.mixed")
    expect(paper.lines.locator("input, select, textarea, button")).to_have_count(0)
    expect(paper.sums.locator("input, select, textarea")).to_have_count(0)
    expect(paper.rows.nth(1)).to_contain_text("Site de Mérignac")
    expect(paper.net(1)).to_have_text("26,70\u00a0€")
    expect(paper.sum("Total TTC")).to_be_visible()


def test_who_may_not_see_prices_is_sent_none(open_paper: Open) -> None:
    paper = open_paper(2, "unpriced")
    expect(paper.sums).to_have_count(0)
    for label in ("Prix unitaire HT", "Remise %", "TVA"):
        expect(paper.lines.get_by_label(label, exact=True)).to_have_count(0)
    assert "12,35" not in paper.page.content()
    paper.type("Quantité", "4")
    paper.is_saved()


def test_the_price_of_a_rental_can_be_imposed_and_given_back(open_paper: Open) -> None:
    paper = open_paper(1, "rental")
    expect(paper.field("Début")).to_have_value("2026-11-30T08:00")
    expect(paper.rows.first).to_contain_text("1 semaine + 1 jour")
    paper.type("Début", "2026-12-01T10:00")
    paper.is_saved()
    paper.reload()
    expect(paper.field("Début")).to_have_value("2026-12-01T10:00")
    paper.type("Début", "")
    paper.field("Fin").focus()
    expect(paper.field("Début")).to_have_value("2026-11-30T08:00")
    paper.type("Prix unitaire HT", "550")
    expect(paper.rows.first).to_contain_text("Prix imposé")
    paper.is_saved()
    paper.desk.button("Revenir au tarif")
    paper.shows("Prix unitaire HT", "600")
    expect(paper.rows.first).not_to_contain_text("Prix imposé")
    expect(paper.sum("Total HT")).to_have_text("600,00\u00a0€")


SMALL = """() => [...document.querySelectorAll(".lines :is(button, input, select, textarea)")]
    .map((one) => [one.getAttribute("aria-label") ?? one.textContent, one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width && (height < 43.5 || width < 43.5))
    .map(([name, { width, height }]) => `${name} ${width}x${height}`)"""


def is_in_sight(page: Page, of: Locator) -> bool:
    _, y = middle(of)
    return 0 < y < int(page.evaluate("innerHeight"))


def test_on_a_phone_the_totals_stay_in_sight_and_unfold(open_paper: Open) -> None:
    paper = open_paper(12, viewport=PHONE)
    assert is_in_sight(paper.page, paper.sum("Total TTC"))
    assert is_in_sight(paper.page, paper.sum("Reste dû"))
    expect(paper.sum("Total HT")).to_be_hidden()
    paper.desk.button("Détail")
    expect(paper.sum("Total HT")).to_be_visible()
    assert paper.page.evaluate(SMALL) == []
    assert paper.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    paper.desk.button("Détail")
    paper.desk.button("Ajouter une ligne")
    assert is_in_sight(paper.page, paper.field("Désignation", 12))


def test_axe_finds_nothing(open_paper: Open) -> None:
    assert violations(open_paper(0).desk) == []
    for viewport in (DESKTOP, PHONE):
        for more in ("rental.mixed", "still.mixed", "unpriced"):
            paper = open_paper(8, more, viewport=viewport, fresh=True)
            if more != "still.mixed":
                paper.type("Quantité", "douze", 1)
                paper.field("Quantité", 2).focus()
                expect(paper.rows.nth(1)).to_contain_text("pas un nombre")
            assert violations(paper.desk) == [], (viewport, more)
    paper.desk.button("Ajouter une ligne")
    paper.page.keyboard.type("perfo")
    expect(paper.page.get_by_role("listbox", name="Articles")).to_be_visible()
    assert violations(paper.desk) == []
    paper.menu(1, "Dupliquer")
    paper.rows.nth(0).get_by_role("button", name="Actions de la ligne").click()
    assert violations(paper.desk) == []
