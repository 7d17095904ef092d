"""The catalogue in a browser: by keyboard alone, a rental's tariffs, a file that is imported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, LANDSCAPE, PORTRAIT, Desk, Server, server_with
from tests.browser.test_accessibility import violations
from tests.factories import make_article

PHONE: ViewportSize = {"width": 390, "height": 844}
WINDOWS = (DESKTOP, LANDSCAPE, PORTRAIT, PHONE)
SHOWN_OTHERWISE = (DESKTOP, PHONE)
"""The widths between them show what one of these does, at which axe looks."""
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
SMALL = """() => [...document.querySelectorAll("button, a, label.button, .q-field__control")]
    .filter(one => one.offsetParent && !one.closest(".skip, .list-row, .list-head"))
    .map(one => [one.getBoundingClientRect(), one.outerHTML.slice(0, 120)])
    .filter(([box]) => box.width && box.height && box.height < 43.5)
    .map(([, html]) => html)"""
CHOOSE = re.compile("Choisir un (autre )?fichier")
"""Another test may have chosen one."""
SHEET = "Réf;Libellé;PU HT\nVIS-1;Vis;0,12\nNEU-1;Neuf;cher\n"


@pytest.fixture(scope="module")
def stocked() -> Iterator[Server]:
    async def content() -> None:
        await make_article("Nacelle ciseaux 8 m", reference="N8", kind="rental", tariff_day="74")
        await make_article("Filtre à huile\npour groupe", reference="FIL-1", price="14,9")

    with server_with(content) as server:
        yield server


def opened(desk: Desk, path: str = "/articles") -> Page:
    desk.open(path)
    expect(desk.page.get_by_role("heading", level=1)).to_be_attached()
    return desk.page


def test_by_keyboard_alone(stocked: Server, new_desk: Callable[..., Desk]) -> None:
    page = opened(new_desk(url=stocked.url, path=""))
    expect(page.get_by_role("row", name="Nacelle ciseaux 8 m")).to_be_visible()
    keyboard = page.keyboard

    keyboard.press("n")
    expect(page.get_by_label("Référence", exact=True)).to_be_focused()
    keyboard.type("LOC-1")
    keyboard.press("Tab")
    keyboard.type("Plaque vibrante")
    keyboard.press("Shift+Tab")
    keyboard.press("Shift+Tab")
    keyboard.press("ArrowDown")  # opens the menu of the kinds
    page.get_by_role("option", name="Location").wait_for()
    keyboard.type("loc")
    keyboard.press("Enter")
    expect(page.get_by_label("Tarif jour")).to_be_visible()
    page.get_by_label("Tarif jour").focus()
    keyboard.type("100")
    page.get_by_label("Tarif semaine").focus()
    keyboard.type("900")
    keyboard.press("Tab")
    advice = page.get_by_text("1 semaine coûte plus que 7 jours.")
    expect(advice).to_be_visible()
    keyboard.press("Enter")

    card = page.get_by_role("region", name="Fiche article")
    expect(card.get_by_role("heading", level=2)).to_have_text("Plaque vibrante")
    expect(card.get_by_text("100,00 €")).to_be_visible()
    expect(card.get_by_text("a créé la fiche")).to_be_visible()


def test_a_file_is_imported(stocked: Server, new_desk: Callable[..., Desk], tmp_path: Path) -> None:
    file = tmp_path / "articles.csv"
    file.write_text(SHEET, "cp1252")
    page = opened(new_desk(url=stocked.url, path=""))
    page.get_by_role("button", name="Importer").click()

    too_long = tmp_path / "photo.png"
    too_long.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    page.get_by_label(CHOOSE).set_input_files(too_long)
    expect(page.get_by_role("alert")).to_contain_text("ni un fichier CSV")
    page.get_by_label(CHOOSE).set_input_files(file)
    expect(page.get_by_text("· Windows-1252")).to_be_visible()  # and not what was chosen before
    cells = page.get_by_role("region", name="Cellules à corriger")
    expect(cells.get_by_role("textbox").first).to_have_value("cher")
    page.get_by_role("button", name="Importer 1 article").click()
    page.get_by_role("button", name="Oui").click()
    expect(page.get_by_text("1 créé, 0 modifié")).to_be_visible()
    page.get_by_role("link", name="Retour aux articles").click()
    expect(page.get_by_role("row", name="Vis")).to_contain_text("0,12 €")


def test_it_holds_at_every_width_in_light_and_dark(
    stocked: Server, new_desk: Callable[..., Desk], subtests: pytest.Subtests, tmp_path: Path
) -> None:
    file = tmp_path / "articles.csv"
    file.write_text(SHEET, "utf-8")
    for window in WINDOWS:
        with subtests.test(width=window["width"]):
            desk = new_desk(url=stocked.url, viewport=window, path="")
            page = opened(desk)
            page.get_by_role("row", name="Nacelle ciseaux 8 m").click()
            expect(page.get_by_role("region", name="Fiche article")).to_be_visible()
            assert window not in SHOWN_OTHERWISE or violations(desk) == []
            assert not page.evaluate(TOO_WIDE)
            assert page.evaluate(SMALL) == []

            page.get_by_role("button", name="FICHE ARTICLE – modifier").click()
            expect(page.get_by_label("Tarif jour")).to_be_visible()
            assert window not in SHOWN_OTHERWISE or violations(desk, within="[role=dialog]") == []

            page = opened(desk, "/articles/import")
            page.get_by_label(CHOOSE).set_input_files(file)
            expect(page.get_by_role("region", name="Vérification")).to_be_visible()
            assert window not in SHOWN_OTHERWISE or violations(desk) == []
            assert not page.evaluate(TOO_WIDE)
            assert page.evaluate(SMALL) == []
