"""Lines that move, come and go."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.lines.paper import PASTE, PHONE, Open, Paper, handle, middle


def drag(paper: Paper, row: int, to: int) -> None:
    key = paper.rows.nth(row).get_attribute("data-key")
    x, y = middle(handle(paper, row))
    mouse = paper.page.mouse
    mouse.move(x, y)
    mouse.down()
    for step in range(200):  # until it lies there: rows give way when they like
        _, end = middle(handle(paper, to))
        mouse.move(x, end + (step % 3 if step else -20))
        if paper.rows.nth(to).get_attribute("data-key") == key:
            break
    mouse.up()


def test_rows_are_moved_by_mouse_and_keyboard(open_paper: Open) -> None:
    paper = open_paper()
    paper.shows("Référence", "REF-00", "REF-01", "REF-02")
    drag(paper, 0, 2)
    paper.shows("Référence", "REF-01", "REF-02", "REF-00")
    handle(paper, 2).press("ArrowUp")
    paper.shows("Référence", "REF-01", "REF-00", "REF-02")
    expect(handle(paper, 1)).to_be_focused()
    paper.field("Quantité", 2).press("Alt+ArrowUp")
    paper.shows("Référence", "REF-01", "REF-02", "REF-00")
    expect(paper.field("Quantité", 1)).to_be_focused()
    paper.type("Quantité", "7", 1)
    paper.is_saved()
    paper.reload()
    paper.shows("Référence", "REF-01", "REF-02", "REF-00")
    paper.shows("Quantité", "2", "7", "1")


def test_a_finger_moves_a_row(open_paper: Open) -> None:
    paper = open_paper(viewport=PHONE)
    touch = paper.page.context.new_cdp_session(paper.page)

    def finger(kind: str, *points: tuple[float, float]) -> None:
        touched = [{"x": x, "y": y} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})

    x, y = middle(handle(paper, 0))
    _, end = middle(handle(paper, 1))
    finger("touchStart", (x, y))
    expect(paper.page.locator(".sortable-chosen")).to_have_count(1)  # it rested, and did not scroll
    for step in range(1, 13):
        finger("touchMove", (x, y + (end + 60 - y) * step / 12))
    finger("touchEnd")
    paper.shows("Référence", "REF-01", "REF-00", "REF-02")


def test_a_row_is_copied_deleted_and_brought_back(open_paper: Open) -> None:
    paper = open_paper(2)
    paper.menu(0, "Dupliquer")
    paper.shows("Référence", "REF-00", "REF-00", "REF-01")
    paper.menu(2, "Supprimer")
    paper.shows("Référence", "REF-00", "REF-00")
    expect(paper.sum("Total HT")).to_have_text("24,70\u00a0€")
    paper.desk.button("Annuler")
    paper.shows("Référence", "REF-00", "REF-00", "REF-01")
    paper.is_saved()
    paper.reload()
    paper.shows("Référence", "REF-00", "REF-00", "REF-01")


def test_a_row_is_deleted_and_brought_back_by_keyboard(open_paper: Open) -> None:
    paper = open_paper(2)
    handle(paper, 0).press("Delete")
    paper.shows("Référence", "REF-01")
    expect(handle(paper, 0)).to_be_focused()
    paper.page.keyboard.press("Control+z")
    paper.shows("Référence", "REF-00", "REF-01")


PASTED = (
    (
        "Libellé\tQté\tU\tP.U. HT\tTaux TVA\nPelle\t2\tjours\t1 250,5\t10 %\n"
        '"Godet\n60 cm"\t1\tu\t80\t20',
        ["Pelle", "Godet\n60 cm"],
        ["2", "1"],
        ["d", "u"],
        ["1 250,5", "80"],
        ["10", "20"],
    ),
    ("Visserie\t12\t3,40\t5,5%\r\n", ["Visserie"], ["12"], ["u"], ["3,40"], ["5.5"]),
    ("Sable\t3\tpalette\t45\t20", ["Sable (palette)"], ["3"], ["u"], ["45"], ["20"]),
)


def test_cells_of_a_spreadsheet_become_lines(open_paper: Open) -> None:
    paper = open_paper(0)
    for text, *columns in PASTED:
        paper.desk.button("Ajouter une ligne")
        paper.paste("Désignation", text)
        labels = ("Désignation", "Quantité", "Unité", "Prix unitaire HT", "TVA")
        for label, expected in zip(labels, columns, strict=True):
            paper.shows(label, *expected)
        paper.desk.button("Annuler")
        expect(paper.rows).to_have_count(0)


def test_what_is_too_long_is_cut_and_said(open_paper: Open) -> None:
    paper = open_paper(0)
    paper.desk.button("Ajouter une ligne")
    paper.paste("Désignation", f"{'x' * 5_000}\t1\tpalette\t4")
    expect(paper.rows.first).to_contain_text("Texte coupé à 2000 caractères.")
    paper.is_saved()


def test_one_value_is_pasted_as_text(open_paper: Open) -> None:
    paper = open_paper(1)
    paper.field("Quantité").focus()
    assert paper.page.evaluate(PASTE, "12,5") is False
    assert paper.page.evaluate(PASTE, "deux\nlignes") is False
