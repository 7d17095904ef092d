"""The whole of it by keyboard: Tab, menus, focus after each action, addresses and titles."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk, Server

GIVE_BACK = "document.dispatchEvent(new CustomEvent('return-focus', { detail: 'question' }))"
FOCUSED = "document.activeElement"


@pytest.fixture
def desk(crowded: Server, new_desk: Callable[..., Desk]) -> Desk:
    desk = new_desk(url=crowded.url)
    expect(desk.row("Numéro 000")).to_be_visible()
    return desk


def focused(page: Page) -> str:
    """The accessible name of what has the keyboard, more or less."""
    name = f"{FOCUSED}.getAttribute('aria-label') || {FOCUSED}.innerText"
    return str(page.evaluate(name)).strip()


def test_tab_stops_once_at_the_list_and_goes_on_to_what_is_beside_it(desk: Desk) -> None:
    page = desk.page
    page.keyboard.press("Tab")
    assert focused(page) == "Aller au contenu"
    page.keyboard.press("Enter")
    expect(desk.row("Avec document")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(desk.row("Numéro 000")).to_be_focused()
    page.keyboard.press("Enter")
    expect(desk.card).to_contain_text("Numéro 000")
    page.keyboard.press("Tab")
    expect(desk.card.get_by_role("button", name=re.compile("FICHE CLIENT"))).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(desk.row("Numéro 000")).to_be_focused()

    page.keyboard.press("Space")
    expect(desk.selection).to_be_visible()
    page.keyboard.press("Tab")
    expect(desk.selection.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(desk.selection).to_have_count(0)


def test_the_arrow_that_comes_to_the_list_does_not_scroll_its_row_away(desk: Desk) -> None:
    page = desk.page
    page.evaluate(
        "addEventListener('keydown', (event) => (window.scrolls = !event.defaultPrevented))"
    )
    page.keyboard.press("ArrowDown")
    expect(desk.row("Avec document")).to_be_focused()
    assert page.evaluate("window.scrolls") is False


def test_a_question_that_follows_another_one_keeps_the_keyboard(desk: Desk) -> None:
    page = desk.page
    desk.row("Numéro 000").click()
    desk.choose("Actions", "Créer une location")
    expect(page.get_by_role("button", name="Oui", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Devis", exact=True)).to_be_focused()
    page.evaluate(GIVE_BACK)  # as the first one does, which may be heard of late
    assert focused(page) == "Devis"
    page.keyboard.press("Escape")


def test_arrows_pages_and_ends_move_in_the_list_and_up_to_its_headings(
    crowded: Server, new_desk: Callable[..., Desk]
) -> None:
    # Other tests leave clients that would be the last ones.
    desk = new_desk(url=crowded.url, path="/clients?q=Num%C3%A9ro")
    page = desk.page
    desk.row("Numéro 000").focus()
    page.keyboard.press("End")
    expect(desk.row("Numéro 449")).to_be_focused()
    page.keyboard.press("PageUp")
    expect(desk.row("Numéro 449")).not_to_be_focused()
    page.keyboard.press("Home")
    expect(desk.row("Numéro 000")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(desk.page.get_by_role("columnheader").first).to_have_attribute("aria-sort", "descending")
    page.keyboard.press("ArrowDown")
    expect(desk.row("Numéro 449")).to_be_focused()


def test_a_menu_is_walked_through_and_gives_the_keyboard_back(desk: Desk) -> None:
    page = desk.page
    desk.row("Numéro 000").click()
    opener = desk.card.get_by_role("button", name="Actions")
    opener.press("Enter")
    items = page.get_by_role("menu", name="Actions").get_by_role("menuitem")
    expect(items.nth(1)).to_be_focused()  # « Localiser » has no address to show
    for key, at in (("End", 4), ("ArrowDown", 1), ("ArrowUp", 4), ("Home", 1), ("c", 2)):
        page.keyboard.press(key)
        expect(items.nth(at)).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()

    personal = page.get_by_role("button", name="Camille")
    personal.press("Enter")
    expect(page.get_by_role("menuitem", name="Mon compte")).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("menuitem", name="Journal")).to_be_focused()
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mon-compte")


def test_a_letter_begins_a_document_on_its_list(desk: Desk) -> None:
    desk.open("/locations")
    page = desk.page
    expect(page.get_by_role("button", name="+ Nouvelle location")).to_be_visible()
    page.keyboard.press("n")
    question = page.get_by_role("dialog", name="Créer une location pour quel client ?")
    expect(question.get_by_label("Rechercher un client")).to_be_focused()
    page.keyboard.press("Escape")


def test_enter_takes_the_client_who_is_typed_and_not_who_was_found_before(desk: Desk) -> None:
    desk.create("Zinguerie Zéphyr")
    desk.open("/factures")
    page = desk.page
    page.get_by_role("button", name="+ Nouvelle facture").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Avec document")).to_be_visible()
    page.keyboard.type("Zinguerie")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Facture")
    expect(page.get_by_role("link", name="Zinguerie Zéphyr")).to_be_visible()


def test_shortcuts_go_on_after_a_filter(desk: Desk) -> None:
    desk.page.get_by_role("checkbox", name="Corbeille").click()
    desk.page.keyboard.press("f")
    expect(desk.page.get_by_role("searchbox")).to_be_focused()
    desk.page.get_by_role("checkbox", name="Corbeille").click()
    desk.page.keyboard.press("?")
    expect(desk.page.get_by_role("dialog", name="Raccourcis clavier")).to_be_visible()


def test_what_was_done_leaves_the_keyboard_where_one_goes_on(desk: Desk) -> None:
    page = desk.page
    desk.create("Numéro 100 bis")
    expect(desk.row("Numéro 100 bis")).to_be_focused()
    desk.choose("Document", "Modifier")
    expect(desk.field("Contact")).to_be_visible()
    page.keyboard.press("Escape")
    expect(desk.dialog).to_have_count(0)
    expect(desk.card.get_by_role("button", name="Document")).to_be_focused()

    desk.choose("Document", "Supprimer")
    desk.button("Oui")
    expect(desk.row("Numéro 101")).to_be_focused()

    page.keyboard.press("Enter")
    expect(desk.card).to_contain_text("Numéro 101")
    desk.choose("Actions", "Créer une vente")
    desk.button("Oui")
    page.wait_for_url("**/ventes/*")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_back_to_the_list_finds_it_as_it_was(desk: Desk) -> None:
    page = desk.page
    desk.search("numéro")
    page.get_by_role("columnheader", name="Raison sociale").click()
    expect(desk.row("Numéro 449")).to_be_visible()
    page.locator(".list-rows").evaluate("box => box.scrollTo(0, 4800)")
    desk.row("Numéro 345").click()
    expect(desk.card).to_contain_text("Numéro 345")
    desk.choose("Actions", "Créer une vente")
    desk.button("Oui")
    page.wait_for_url("**/ventes/*")

    page.reload()
    back = page.get_by_role("link", name="Retour à la liste")
    expect(back).to_have_attribute("href", re.compile("q=num.*sort=-name"))
    back.click()

    expect(desk.row("Numéro 345")).to_be_in_viewport()
    expect(page.get_by_role("searchbox")).to_have_value("numéro")
    assert "sort=-name" in page.url


def test_every_page_has_a_title_and_rows_open_in_a_tab_of_their_own(desk: Desk) -> None:
    page = desk.page
    expect(page).to_have_title("Clients – Comptoir")
    desk.row("Numéro 010").click()
    expect(page).to_have_title("Numéro 010 – Clients – Comptoir")
    with page.context.expect_page() as opened:
        desk.row("Numéro 011").click(modifiers=["Control"])
    there = opened.value
    expect(there).to_have_title("Numéro 011 – Clients – Comptoir")
    expect(there.get_by_role("row", name="Numéro 011")).to_be_in_viewport()
    with page.context.expect_page() as opened:
        desk.row("Numéro 012").get_by_role("gridcell").nth(1).click(button="middle")
    expect(opened.value).to_have_title("Numéro 012 – Clients – Comptoir")
    page.goto(f"{desk.url}/locations")
    expect(page).to_have_title("Locations – Comptoir")
    expect(desk.page.get_by_role("grid", name="Locations")).to_be_visible()


def test_a_double_tap_or_a_key_opens_the_form(desk: Desk) -> None:
    page = desk.page
    desk.row("Numéro 005").dblclick()
    expect(page.get_by_role("dialog", name="Modifier Numéro 005")).to_be_visible()
    page.keyboard.press("Escape")
    expect(desk.dialog).to_have_count(0)
    desk.row("Numéro 006").focus()
    page.keyboard.press("Enter")
    expect(desk.card).to_contain_text("Numéro 006")
    page.keyboard.press("m")
    expect(page.get_by_role("dialog", name="Modifier Numéro 006")).to_be_visible()


def test_the_help_lists_what_works_on_this_screen(desk: Desk) -> None:
    for path, there, elsewhere in (
        ("/clients", "Nouveau client", "Nouveau compte"),
        ("/comptes", "Nouveau compte", "Aller à la recherche"),
        ("/locations", "Cocher ou décocher", "Nouveau client"),
        ("/journal", "Aller à la recherche", "Cocher ou décocher"),
    ):
        desk.open(path)
        expect(desk.page.locator(".picture")).to_have_count(0)
        desk.page.keyboard.press("?")
        expect(desk.dialog).to_contain_text(there)
        expect(desk.dialog).not_to_contain_text(elsewhere)
        desk.page.keyboard.press("Escape")
        expect(desk.dialog).to_have_count(0)


def test_back_asks_the_drawer_and_nothing_moves_behind_it(desk: Desk) -> None:
    page = desk.page
    desk.row("Numéro 008").click()
    expect(desk.card).to_contain_text("Numéro 008")
    desk.row("Numéro 009").click()
    expect(desk.card).to_contain_text("Numéro 009")
    address = page.url
    desk.choose("Document", "Modifier")
    expect(page.get_by_role("dialog", name="Modifier Numéro 009")).to_be_visible()
    desk.field("Contact").fill("Tapé")

    page.go_back()

    expect(page.get_by_role("dialog", name="Fermer sans enregistrer ?")).to_be_visible()
    desk.button("Non")
    expect(desk.field("Contact")).to_have_value("Tapé")
    assert page.url == address
    desk.button("Enregistrer")
    expect(desk.card).to_contain_text("Tapé")
    expect(page.locator("body.with-drawer")).to_have_count(0)
    page.go_back()
    expect(desk.card).to_contain_text("Numéro 008")


def test_a_link_in_a_menu_opens_once_and_the_menu_is_gone(
    crowded: Server, new_desk: Callable[..., Desk]
) -> None:
    desk = new_desk(url=crowded.url, fresh=True)
    page = desk.page
    page.context.route("**/maps/**", lambda route: route.fulfill(body="carte"))
    desk.create("Se trouve ici", Adresse="1 rue de Rivoli", Code_postal="75001", Ville="Paris")
    opener = desk.card.get_by_role("button", name="Actions")
    opener.press("Enter")
    expect(page.get_by_role("menuitem", name="Localiser")).to_be_focused()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    assert "/maps/" in opened.value.url
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(opener).to_be_focused()
