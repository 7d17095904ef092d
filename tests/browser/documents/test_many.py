"""Documents are ticked by keyboard and by touch, and what is done with them is heard by all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.conftest import DESKTOP, Desk
from tests.browser.documents.office import Office
from tests.browser.test_accessibility import violations

PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW = "innerWidth >= document.documentElement.scrollWidth"


def test_documents_are_ticked_by_keyboard_and_the_panel_says_what_can_be_done(
    office: Office, new_desk: Callable[..., Desk], subtests: pytest.Subtests
) -> None:
    for viewport in (DESKTOP, PHONE):
        with subtests.test(width=viewport["width"]):
            desk = new_desk(url=office.server.url, path="/factures", viewport=viewport)
            page = desk.page
            row = page.get_by_role("grid").get_by_role("row").nth(1)
            row.get_by_role("checkbox").click()
            expect(desk.selection).to_contain_text("1 document sélectionné")
            expect(row).to_have_attribute("aria-selected", "true")
            assert violations(desk) == []
            assert page.evaluate(NARROW), "nothing is cut off"
            for name in ("Émettre", "Télécharger les PDF", "Supprimer", "Désélectionner"):
                box = desk.selection.get_by_role("button", name=name).bounding_box()
                assert box, name
                assert box["height"] >= 44, name

            desk.selection.get_by_role("button", name="Supprimer").click()
            expect(desk.dialog).to_contain_text("supprimé")
            assert violations(desk) == []
            page.keyboard.press("Escape")
            expect(desk.dialog).to_have_count(0)

            row.focus()
            page.keyboard.press("Space")
            expect(desk.selection).to_have_count(0)
            page.keyboard.press("Space")
            expect(desk.selection).to_contain_text("1 document sélectionné")
            page.keyboard.press("Escape")
            expect(desk.selection).to_have_count(0)


def test_the_pdfs_come_as_one_file_and_the_list_stays(
    office: Office, new_desk: Callable[..., Desk]
) -> None:
    desk = new_desk(url=office.server.url, path="/factures")
    row = desk.page.get_by_role("grid").get_by_role("row").nth(1)
    row.get_by_role("checkbox").click()
    with desk.page.expect_download() as taken:
        desk.selection.get_by_role("button", name="Télécharger les PDF").click()
    assert taken.value.suggested_filename == "documents.zip"
    expect(row).to_have_attribute("aria-selected", "true")
