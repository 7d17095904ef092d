"""Two people on one document, and what is typed when the page or the server goes."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.documents.office import Office, Open

NO_PAUSE = """() => {
    const begin = window.setTimeout;
    window.setTimeout = (run, ms, ...more) => ms === 1500 ? 0 : begin(run, ms, ...more);
}"""
"""Whoever types here never pauses long enough for a save."""


def test_lines_of_two_people_merge_and_the_same_field_asks(open_document: Open) -> None:
    mine, theirs = open_document("À deux"), open_document("À deux")
    mine.field("Désignation").focus()
    mine.page.keyboard.press("End")
    mine.page.keyboard.type(" et coffret")
    theirs.type("Quantité", "10", 1)
    theirs.add("Cheville", "0,10", "100")
    theirs.is_saved()
    expect(mine.field("Quantité", 1)).to_have_value("10")
    mine.shows("Désignation", "Perceuse et coffret", "Vis", "Cheville")
    expect(mine.field("Désignation")).to_be_focused()
    mine.page.keyboard.type(" vert")
    theirs.shows("Désignation", "Perceuse et coffret vert", "Vis", "Cheville")
    for one in (mine, theirs):
        one.sums_up_to(ht="129,89", vat="22,99", ttc="152,88")

    mine.page.evaluate(NO_PAUSE)
    mine.type("Prix unitaire HT", "40")
    theirs.type("Prix unitaire HT", "50")
    theirs.field("Quantité", 2).focus()
    expect(mine.rows.first).to_contain_text("Enregistré entre-temps : « 50,00 »")
    expect(mine.field("Prix unitaire HT")).to_be_focused()
    mine.field("Quantité", 2).focus()
    question = mine.page.get_by_role("dialog", name=re.compile("en même temps"))
    expect(question).to_contain_text("Ligne 1")
    question.get_by_role("radio", name=re.compile("Votre valeur")).click()
    mine.press("Valider ces choix")
    expect(mine.dialog).to_have_count(0)
    for one in (theirs, mine):
        one.shows("Prix unitaire HT", "40,00", "1,99", "0,10")


def test_what_is_typed_survives_a_reload_and_a_killed_server(
    open_document: Open, office: Office
) -> None:
    invoice = open_document("Rechargée")
    invoice.page.evaluate(NO_PAUSE)
    invoice.type("Quantité", "5")
    invoice.press("Ajouter une ligne")
    invoice.page.keyboard.type("À peine tapée")
    invoice.reload()
    invoice.shows("Désignation", "Perceuse", "À peine tapée")
    expect(invoice.field("Quantité")).to_have_value("5")
    invoice.is_saved()

    office.server.kill()
    invoice.type("Prix unitaire HT", "12,50", 1)
    invoice.sums_up_to(ht="179,15")
    office.server.start()
    expect(invoice.field("Prix unitaire HT", 1)).to_have_value("12,50")
    colleague = open_document("Rechargée")
    colleague.shows("Prix unitaire HT", "33,33", "12,50")
    colleague.sums_up_to(ht="179,15", ttc="214,98")
