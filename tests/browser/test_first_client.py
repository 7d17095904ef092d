"""A new database by keyboard: whatever comes late, the keyboard is where one goes on."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Desk, Server

SLOW_ANSWERS = """() => {
    const ask = window.fetch;
    window.fetch = async (...what) => {
        await new Promise(later => setTimeout(later, 700));
        return ask(...what);
    };
}"""


def test_the_first_client_of_all_is_created_and_edited_by_keyboard(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.start()
    desk = new_desk(url=own_server.url)
    page = desk.page
    expect(page.get_by_text("Bienvenue au comptoir")).to_be_visible()
    page.keyboard.press("n")
    expect(desk.dialog).to_contain_text("Créer un nouveau client ?")
    page.keyboard.press("Enter")
    expect(desk.field("Raison sociale")).to_be_focused()
    page.keyboard.type("Garage Morel")
    page.keyboard.press("Enter")
    expect(desk.row("Garage Morel")).to_be_focused()
    page.keyboard.press("m")
    expect(desk.field("Raison sociale")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Zoé")
    page.keyboard.press("Enter")
    expect(desk.row("Garage Morel")).to_contain_text("Zoé")
    expect(desk.row("Garage Morel")).to_be_focused()


def test_a_new_client_gets_the_keyboard_however_late_its_row_is_read(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.start()
    desk = new_desk(url=own_server.url)
    page = desk.page
    expect(page.get_by_text("Bienvenue au comptoir")).to_be_visible()
    page.evaluate(SLOW_ANSWERS)
    for name in ("Garage Morel", "Zinguerie Noé"):
        page.keyboard.press("n")
        expect(desk.dialog).to_contain_text("Créer un nouveau client ?")
        page.keyboard.press("Enter")
        expect(desk.field("Raison sociale")).to_be_focused()
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(desk.row(name)).to_be_focused()

    page.keyboard.press("/")
    page.keyboard.type("morel")
    expect(desk.row("Zinguerie Noé")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    desk.selection.get_by_role("button", name="Supprimer").press("Enter")
    page.get_by_role("button", name="Oui", exact=True).press("Enter")
    expect(desk.selection).to_have_count(0)
    expect(desk.dialog).to_have_count(0)
    page.keyboard.press("Escape")
    expect(desk.card).to_have_count(0)
    page.wait_for_function("document.activeElement !== document.body")
