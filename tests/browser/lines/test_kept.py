"""What is typed is kept until it is saved, also from colleagues."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.lines.paper import Open, handle


def test_what_could_not_be_saved_comes_back_after_a_reload(open_paper: Open) -> None:
    paper = open_paper(2, "frozen")
    paper.type("Quantité", "9")
    paper.menu(1, "Dupliquer")
    expect(paper.page.get_by_role("alert")).to_have_text("Cette facture est émise.")
    paper.desk.button("Ajouter une ligne")
    paper.page.keyboard.type("Tapée en vain")
    handle(paper, 3).press("ArrowUp")
    paper.shows("Désignation", *paper.column("Désignation"))
    before = paper.column("Désignation"), paper.column("Quantité")
    paper.reload()

    paper.shows("Désignation", *before[0])
    paper.shows("Quantité", *before[1])
    assert before[1][0] == "9"


def test_whoever_signs_in_next_finds_nothing_of_it(open_paper: Open) -> None:
    paper = open_paper(1, "frozen", fresh=True)
    paper.type("Quantité", "9")
    expect(paper.page.get_by_role("alert")).to_be_visible()
    paper.desk.sign_in("Karim")
    paper.reload()
    expect(paper.field("Quantité")).to_have_value("1")
    kept = paper.page.evaluate("Object.keys(sessionStorage)")
    assert not [key for key in kept if "essai" in key]


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


HEAR = """(change) => {
    const [id] = Object.entries(mounted_app.elements).find(([, one]) => one.tag == "nicegui-lines");
    return getElement(id).patch(change);
}"""


def test_what_was_saved_meanwhile_is_said_beside_what_is_typed(open_paper: Open) -> None:
    paper = open_paper(2)
    paper.type("Désignation", "Je tape")
    paper.page.evaluate(HEAR, {"rows": [{"key": "row-0", "designation": "Autre", "quantity": "6"}]})
    expect(paper.rows.first).to_contain_text("Enregistré entre-temps : « Autre »")
    expect(paper.field("Désignation")).to_have_value("Je tape")
    expect(paper.field("Quantité")).to_have_value("6")


SAVED = """(price) => {
    const [id] = Object.entries(mounted_app.elements).find(([, one]) => one.tag == "nicegui-lines");
    const [lines, rows] = [getElement(id), document.querySelectorAll(".lines-rows > [role=row]")];
    lines.saved({ seq: lines.unsaved.seq - 1 });
    return lines.patch({ rows: [{ key: [...rows].at(-1).dataset.key, price }] });
}"""


def test_what_was_saved_from_here_is_not_told_as_a_colleague_s_however_it_is_written(
    open_paper: Open,
) -> None:
    paper = open_paper(1, "frozen")
    paper.desk.button("Ajouter une ligne")
    paper.page.keyboard.type("Transport")
    paper.page.keyboard.press("Escape")
    expect(paper.page.get_by_role("alert")).to_be_visible()
    paper.type("Prix unitaire HT", "80,5", 1)
    paper.page.evaluate(SAVED, "0,00")
    expect(paper.field("Prix unitaire HT", 1)).to_have_value("80,5")
    expect(paper.rows.nth(1)).not_to_contain_text("Enregistré entre-temps")
    row = paper.rows.nth(1).get_attribute("data-key")
    paper.page.evaluate(HEAR, {"rows": [{"key": row, "price": "7,00"}]})
    expect(paper.rows.nth(1)).to_contain_text("Enregistré entre-temps : « 7,00 »")


def test_a_line_deleted_under_ones_hands_can_be_had_back(open_paper: Open) -> None:
    paper = open_paper(2)
    paper.type("Désignation", "Longuement tapée")
    paper.page.evaluate(HEAR, {"removed": ["row-0"]})
    expect(paper.rows).to_have_count(1)
    paper.desk.button("Annuler")
    paper.shows("Référence", "REF-00", "REF-01")
    paper.is_saved()
    paper.reload()
    expect(paper.field("Désignation")).to_have_value("Longuement tapée")


def test_a_line_that_was_brought_back_stays_when_its_deletion_is_told_late(
    open_paper: Open,
) -> None:
    paper = open_paper(2, "frozen")
    handle(paper, 0).press("Delete")
    paper.desk.button("Annuler")
    paper.page.evaluate(HEAR, {"removed": ["row-0"]})
    paper.shows("Référence", "REF-00", "REF-01")


def test_a_field_in_which_one_types_is_not_tidied_under_the_caret(open_paper: Open) -> None:
    paper = open_paper(1)
    paper.field("Quantité").press("End")
    paper.field("Quantité").press_sequentially(",")
    paper.is_saved()
    paper.page.evaluate(HEAR, {"rows": [{"key": "row-0", "quantity": "1"}]})
    paper.page.keyboard.type("5")
    expect(paper.field("Quantité")).to_have_value("1,5")
    expect(paper.net()).to_have_text("18,53\u00a0€")
