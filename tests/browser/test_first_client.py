"""A new database by keyboard: whatever comes late, the keyboard is where one goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk, Server

SLOW_ANSWERS = """() => {
    const ask = window.fetch;
    window.fetch = async (...what) => {
        await new Promise(later => setTimeout(later, 700));
        return ask(...what);
    };
}"""


@pytest.fixture
def new_firm(own_server: Server, new_desk: Callable[..., Desk]) -> Desk:
    """A desk that has no client yet."""
    own_server.start()
    desk = new_desk(url=own_server.url)
    expect(desk.page.get_by_text("Bienvenue au comptoir")).to_be_visible()
    return desk


def create(desk: Desk, name: str) -> None:
    """Create a client by keyboard, until its row has it."""
    desk.page.keyboard.press("n")
    expect(desk.dialog).to_contain_text("Créer un nouveau client ?")
    desk.page.keyboard.press("Enter")
    expect(desk.field("Raison sociale")).to_be_focused()
    desk.page.keyboard.type(name)
    desk.page.keyboard.press("Enter")
    expect(desk.row(name)).to_be_focused()


def test_the_first_client_of_all_is_created_and_edited_by_keyboard(new_firm: Desk) -> None:
    page = new_firm.page
    create(new_firm, "Garage Morel")
    page.keyboard.press("m")
    expect(new_firm.field("Raison sociale")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Zoé")
    page.keyboard.press("Enter")
    expect(new_firm.row("Garage Morel")).to_contain_text("Zoé")
    expect(new_firm.row("Garage Morel")).to_be_focused()


def test_a_new_client_gets_the_keyboard_however_late_its_row_is_read(new_firm: Desk) -> None:
    page = new_firm.page
    page.evaluate(SLOW_ANSWERS)
    for name in ("Garage Morel", "Zinguerie Noé"):
        create(new_firm, name)

    page.keyboard.press("f")
    page.keyboard.type("morel")
    expect(new_firm.row("Zinguerie Noé")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    new_firm.selection.get_by_role("button", name="Supprimer").press("Enter")
    page.get_by_role("button", name="Oui", exact=True).press("Enter")
    expect(new_firm.selection).to_have_count(0)
    expect(new_firm.dialog).to_have_count(0)
    page.keyboard.press("Escape")
    expect(new_firm.card).to_have_count(0)
    page.wait_for_function("document.activeElement !== document.body")
