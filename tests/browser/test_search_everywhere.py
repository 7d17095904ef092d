"""« Rechercher partout »: from any screen, by keys, by touch and by a scanner."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import LANDSCAPE, Desk
from tests.browser.test_accessibility import violations

NOTE_BEGIN = "document.addEventListener('begin-in-search', () => { window.hasBegun = true; })"


def test_it_finds_goes_and_creates_from_anywhere_by_the_keyboard_alone(desk: Desk) -> None:
    desk.create("Garage Zygomar", Ville="Brest", SIRET="732 829 320 00074")
    page = desk.page
    field = page.get_by_role("combobox", name="Rechercher partout")
    page.goto(f"{desk.url}/articles")
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()

    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("zygomar")
    hit = page.get_by_role("option", name="Garage Zygomar")
    expect(hit).to_be_visible()
    assert violations(desk) == []
    page.keyboard.press("ArrowDown")
    expect(hit).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Garage Zygomar")).to_be_visible()
    expect(field).to_have_value("")
    expect(page.get_by_role("option")).to_have_count(0)

    page.keyboard.press("Control+k")
    page.keyboard.type("nouvelle location pour zygomar")
    expect(page.get_by_role("option").first).to_contain_text("Créer une location pour Garage")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Créer une location pour « Garage Zygomar » ?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".q-dialog")).to_have_count(0)

    page.keyboard.press("Control+k")
    page.keyboard.type("Éts Introuvable")
    expect(page.get_by_role("option", name="Créer le client « Éts Introuvable »")).to_be_visible()
    page.keyboard.press("Enter")
    expect(desk.field("Raison sociale")).to_have_value("Éts Introuvable")
    page.keyboard.press("Escape")
    desk.button("Oui")
    expect(page.locator(".q-dialog")).to_have_count(0)

    page.keyboard.press("Control+k")
    page.keyboard.type("importer")
    expect(page.get_by_role("option", name="Articles – Importer")).to_be_visible()
    page.get_by_role("option", name="Clients – Importer").click()
    expect(page.get_by_role("heading", name="Importer")).to_be_visible()
    expect(page.get_by_role("link", name="Clients").first).to_have_attribute("aria-current", "page")


def test_a_scanner_types_faster_than_the_answer_comes(desk: Desk) -> None:
    desk.create("Atelier Quidam", SIRET="55210055400005")
    page = desk.page
    page.goto(f"{desk.url}/factures")
    expect(page.get_by_role("heading", name="Factures")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("55210055400005")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Atelier Quidam")).to_be_visible()


def test_escape_empties_it_then_gives_the_keyboard_back(desk: Desk) -> None:
    desk.create("Pension Malvoisine")
    page = desk.page
    field = page.get_by_role("combobox", name="Rechercher partout")
    row = page.get_by_role("row", name="Pension Malvoisine")
    row.focus()
    page.keyboard.press("Control+k")
    page.keyboard.type("malvoi")
    expect(field).to_have_value("malvoi")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    expect(page.locator(".palette-panel")).to_be_hidden()
    expect(row).to_be_focused()


def test_the_day_begins_in_it_on_a_pc_and_the_keys_of_the_page_are_one_escape_away(
    desk: Desk,
) -> None:
    desk.create("Pension Zinzolin")
    page = desk.page
    field = page.get_by_role("combobox", name="Rechercher partout")
    for path in ("/aujourdhui", "/indicateurs"):
        desk.open(path)
        expect(field).to_be_focused()
        expect(page.locator(".palette-panel")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Raccourcis clavier")).to_be_visible()

    desk.open("/aujourdhui")
    expect(field).to_be_focused()
    page.keyboard.type("zinzolin")
    expect(page.get_by_role("option", name="Pension Zinzolin")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pension Zinzolin")).to_be_visible()


def test_in_a_narrow_window_it_covers_the_sections_only_once_something_is_typed(
    desk: Desk,
) -> None:
    page = desk.page
    page.set_viewport_size(LANDSCAPE)
    desk.open("/aujourdhui")
    field = page.get_by_role("combobox", name="Rechercher partout")
    expect(field).to_be_focused()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Clients").hover()
    assert violations(desk) == []
    page.keyboard.type("x")
    expect(page.locator(".palette")).to_have_css("position", "fixed")
    expect(page.locator(".palette-panel")).to_be_visible()


def test_from_another_screen_it_is_there_after_a_click_and_not_taken_from_a_link(
    desk: Desk,
) -> None:
    page = desk.page
    field = page.get_by_role("combobox", name="Rechercher partout")
    link = page.get_by_role("navigation", name="Sections").get_by_role("link", name="Aujourd’hui")
    page.evaluate(NOTE_BEGIN)
    link.press("Enter")
    page.wait_for_function("window.hasBegun")
    expect(link).to_be_focused()

    desk.open("/clients")
    link.click()
    expect(field).to_be_focused()


def test_a_tablet_shows_no_keyboard_that_nobody_asked_for(desk: Desk) -> None:
    assert desk.page.context.browser
    tablet = desk.page.context.browser.new_context(
        storage_state=desk.page.context.storage_state(), has_touch=True, is_mobile=True
    )
    tablet.add_init_script(NOTE_BEGIN)
    there = Desk(tablet.new_page(), desk.url)
    there.open("/aujourdhui")
    there.page.wait_for_function("window.hasBegun")
    expect(there.page.get_by_role("combobox", name="Rechercher partout")).not_to_be_focused()
    tablet.close()
