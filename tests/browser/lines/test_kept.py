"""What is typed is kept until it is saved, also from colleagues."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.lines.paper import Open, handle


def test_what_could_not_be_saved_comes_back_after_a_reload(open_paper: Open) -> None:
    paper = open_paper(2, "frozen")
    paper.type("Quantité", "9")
    paper.menu(1, "Dupliquer")
    expect(paper.lines.get_by_role("status")).to_have_text("La base de données ne répond pas.")
    paper.desk.button("Ajouter une ligne")
    paper.page.keyboard.type("Tapée en vain")
    handle(paper, 3).press("ArrowUp")
    paper.shows("Désignation", *paper.column("Désignation"))
    before = paper.column("Désignation"), paper.column("Quantité")
    paper.reload()

    paper.shows("Désignation", *before[0])
    paper.shows("Quantité", *before[1])
    assert before[1][0] == "9"


def test_a_saved_document_leaves_nothing_behind(open_paper: Open) -> None:
    paper = open_paper(1)
    paper.type("Quantité", "9")
    paper.is_saved()
    assert (
        paper.page.evaluate("Object.keys(sessionStorage).filter(key => key.includes('essai'))")
        == []
    )


def test_a_colleague_never_overwrites_what_is_being_typed(open_paper: Open) -> None:
    mine, theirs = open_paper(), open_paper()
    mine.field("Désignation").fill("Je tape")
    mine.field("Désignation").evaluate("(field) => field.setSelectionRange(3, 3)")
    theirs.type("Désignation", "Autre texte")
    theirs.type("Quantité", "8")
    theirs.type("Prix unitaire HT", "99", 2)
    theirs.is_saved()

    expect(mine.field("Quantité")).to_have_value("8")
    expect(mine.field("Prix unitaire HT", 2)).to_have_value("99")
    expect(mine.field("Désignation")).to_have_value("Je tape")
    expect(mine.field("Désignation")).to_be_focused()
    assert mine.field("Désignation").evaluate("(field) => field.selectionStart") == 3


def test_rows_of_colleagues_come_go_and_move(open_paper: Open) -> None:
    mine, theirs = open_paper(), open_paper()
    mine.field("Quantité", 1).focus()
    theirs.menu(0, "Supprimer")
    theirs.menu(1, "Dupliquer")
    mine.shows("Référence", "REF-01", "REF-02", "REF-02")
    handle(theirs, 0).press("ArrowDown")
    mine.shows("Référence", "REF-02", "REF-01", "REF-02")
    expect(mine.field("Quantité", 1)).to_be_focused()
    expect(mine.sum("Total TTC")).to_have_text(theirs.sum("Total TTC").inner_text())
