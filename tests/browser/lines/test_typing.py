"""Lines that are typed: counted at each key, saved at a pause, filled by the catalogue."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.lines.paper import Open


def test_each_key_counts_and_a_pause_saves(open_paper: Open) -> None:
    paper = open_paper()
    paper.type("Quantité", "3,5")
    paper.type("Remise %", "10")

    expect(paper.net()).to_have_text("38,91\u00a0€")
    expect(paper.sum("Total TTC")).to_have_text("121,48\u00a0€")
    expect(paper.sum("Reste dû")).to_have_text("121,48\u00a0€")
    paper.is_saved()
    paper.reload()
    expect(paper.field("Quantité")).to_have_value("3,5")
    expect(paper.sum("Total TTC")).to_have_text("121,48\u00a0€")


def test_the_keyboard_alone_fills_a_document(open_paper: Open) -> None:
    paper = open_paper(0)
    press, type_ = paper.page.keyboard.press, paper.page.keyboard.type
    paper.desk.button("Ajouter une ligne")
    type_("Première")
    press("Shift+Enter")
    type_("et sa suite")
    press("Enter")
    type_("2")
    for _ in range(2):
        press("Enter")
    type_("10")
    for _ in range(4):
        press("Enter")
    type_("Troisième")
    paper.field("Désignation").focus()
    press("Control+Enter")
    type_("Deuxième")

    paper.shows("Désignation", "Première\net sa suite", "Deuxième", "Troisième")
    expect(paper.net()).to_have_text("20,00\u00a0€")
    paper.is_saved()
    paper.reload()
    paper.shows("Désignation", "Première\net sa suite", "Deuxième", "Troisième")


def test_what_is_wrong_is_said_and_kept_while_the_rest_is_saved(open_paper: Open) -> None:
    paper = open_paper()
    paper.type("Prix unitaire HT", "douze")
    paper.type("Désignation", "Nouveau nom")
    paper.field("Quantité", 1).focus()

    expect(paper.rows.first).to_contain_text("Prix unitaire HT Ce n’est pas un nombre")
    expect(paper.field("Prix unitaire HT")).to_have_attribute("aria-invalid", "true")
    expect(paper.net()).to_have_text("—")
    paper.type("Prix unitaire HT", "12")
    expect(paper.rows.first).not_to_contain_text("pas un nombre")
    paper.is_saved()
    paper.reload()
    paper.shows("Désignation", "Nouveau nom", *paper.column("Désignation")[1:])


def test_a_discount_of_the_document_is_a_part_or_an_amount(open_paper: Open) -> None:
    paper = open_paper()
    paper.sums.get_by_label("Remise du document").fill("10")
    expect(paper.sum("Remise déduite")).to_have_text("8,21\u00a0€")
    expect(paper.sum("Total HT")).to_have_text("73,89\u00a0€")
    paper.sums.get_by_label("Sorte de remise").select_option("€")
    expect(paper.sum("Total HT")).to_have_text("72,10\u00a0€")
    paper.is_saved()
    paper.reload()
    expect(paper.sums.get_by_label("Remise du document")).to_have_value("10")
    expect(paper.sum("Total HT")).to_have_text("72,10\u00a0€")


def test_a_subtotal_sums_what_stands_above_it(open_paper: Open) -> None:
    paper = open_paper(2)
    paper.lines.get_by_role("button", name="Ajouter…").click()
    paper.page.get_by_role("menuitem", name="Sous-total").click()
    expect(paper.net(2)).to_have_text("39,05\u00a0€")
    paper.desk.button("Ajouter une ligne")
    paper.page.keyboard.type("Sans effet sur le sous-total")
    paper.type("Prix unitaire HT", "5", 3)
    expect(paper.net(2)).to_have_text("39,05\u00a0€")
    paper.type("Quantité", "2")
    expect(paper.net(2)).to_have_text("51,40\u00a0€")


def test_an_article_is_found_by_typing_and_chosen_by_key_or_tap(open_paper: Open) -> None:
    paper = open_paper(0)
    offers = paper.page.get_by_role("listbox", name="Articles").get_by_role("option")
    paper.desk.button("Ajouter une ligne")
    paper.page.keyboard.type("perfo")
    expect(offers).to_have_count(4)
    paper.page.keyboard.press("ArrowDown")
    paper.page.keyboard.press("ArrowDown")
    expect(offers.nth(1)).to_have_attribute("aria-selected", "true")
    paper.page.keyboard.press("Enter")

    paper.shows("Désignation", "Perforateur Bosch GBH 5-40")
    paper.shows("Prix unitaire HT", "41,50")
    paper.shows("Nature", "service")
    expect(paper.field("Quantité")).to_be_focused()
    paper.desk.button("Ajouter une ligne")
    paper.field("Référence", 1).press_sequentially("PERF-00")
    offers.nth(2).click()
    paper.shows("Désignation", "Perforateur Bosch GBH 5-40", "Perforateur Makita HR 4013")


def test_a_reference_in_full_is_chosen_by_enter_and_a_free_line_stays_free(
    open_paper: Open,
) -> None:
    paper = open_paper(0)
    offers = paper.page.get_by_role("listbox", name="Articles").get_by_role("option")
    paper.desk.button("Ajouter une ligne")
    paper.field("Référence").press_sequentially("perf-003")
    expect(offers).to_have_count(1)
    paper.page.keyboard.press("Enter")
    paper.shows("Désignation", "Perforateur SDS-max")

    paper.desk.button("Ajouter une ligne")
    paper.page.keyboard.type("perfo")
    expect(offers).to_have_count(4)
    paper.page.keyboard.press("Escape")
    expect(offers).to_have_count(0)
    paper.page.keyboard.type("rateur à moi")
    expect(offers).to_have_count(0)
    paper.page.keyboard.press("Enter")
    expect(paper.field("Quantité", 1)).to_be_focused()
    paper.shows("Désignation", "Perforateur SDS-max", "perforateur à moi")
