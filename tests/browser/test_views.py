"""Views: columns, density, search and order under a name, for oneself and for colleagues."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PORTRAIT, Desk, Server
from tests.browser.test_accessibility import violations


@pytest.fixture
def desk(own_server: Server, new_desk: Callable[..., Desk]) -> Desk:
    own_server.start()
    return new_desk(url=own_server.url)


def headings(desk: Desk) -> Locator:
    return desk.page.get_by_role("columnheader").filter(visible=True)


def view(desk: Desk, name: str) -> Locator:
    return desk.page.get_by_role("button", name=name, exact=True)


def pick(desk: Desk, item: str, menu: str = "Vues") -> None:
    view(desk, menu).click()
    desk.page.get_by_role("menuitem", name=item, exact=True).click()


def save(desk: Desk, name: str, whose: str = "Pour moi") -> None:
    pick(desk, "Enregistrer la vue…")
    desk.field("Nom de la vue").fill(name)
    desk.button(whose)
    desk.button("Enregistrer")


def test_columns_are_chosen_moved_and_kept_in_the_address(
    crowded: Server, new_desk: Callable[..., Desk]
) -> None:
    desk = new_desk(url=crowded.url, path="/clients?cols=city,nothing&dens=odd")
    expect(headings(desk)).to_have_text(["Raison sociale", "Ville"])
    desk.tick("Numéro 003")

    desk.button("Colonnes")
    chooser = desk.page.get_by_role("dialog", name="Colonnes")
    chooser.get_by_role("checkbox", name="Téléphone").check()
    up = chooser.get_by_role("button", name="Monter Téléphone")
    up.press("Enter")

    expect(headings(desk)).to_have_text(["Raison sociale", "Téléphone", "Ville"])
    expect(up).to_be_focused()
    chooser.get_by_role("radio", name="Compacte").check()
    row = desk.row("Numéro 003")
    expect(row).to_have_css("height", "36px")
    expect(row).to_have_attribute("aria-selected", "true")
    assert violations(desk) == []
    desk.page.keyboard.press("Escape")
    expect(view(desk, "Colonnes")).to_be_focused()
    expect(row).to_have_attribute("aria-selected", "true")

    desk.page.reload()
    expect(headings(desk)).to_have_text(["Raison sociale", "Téléphone", "Ville"])
    expect(desk.row("Numéro 003")).to_have_css("height", "36px")


def test_a_density_keeps_the_row_at_the_top(crowded: Server, new_desk: Callable[..., Desk]) -> None:
    desk = new_desk(url=crowded.url)
    expect(desk.row("Numéro 000")).to_be_visible()
    rows = desk.page.locator(".list-rows")
    rows.evaluate("one => one.scrollTop = 48 * 200")
    expect(desk.row("Numéro 202")).to_be_visible()

    desk.button("Colonnes")
    desk.page.get_by_role("radio", name="Compacte").check()

    expect(desk.row("Numéro 202")).to_have_css("height", "36px")
    assert rows.evaluate("one => one.scrollTop") == 36 * 200


def test_a_view_is_saved_shared_changed_and_gone(
    desk: Desk, own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    colleague = new_desk(url=own_server.url, staff="Karim")
    desk.create("Agence", Ville="Lyon")
    desk.open("/clients?cols=name,city")
    save(desk, "Villes", "Partagée")
    expect(view(desk, "Vue «\u00a0Villes\u00a0»")).to_be_visible()
    expect(desk.page).to_have_url(f"{own_server.url}/clients?vue=1")

    # A colleague has it at once, with all that it shows.
    pick(colleague, "Villes")
    expect(headings(colleague)).to_have_text(["Raison sociale", "Ville"])
    colleague.page.reload()
    expect(headings(colleague)).to_have_text(["Raison sociale", "Ville"])
    colleague.search("agence")
    changed = "Vue «\u00a0Villes\u00a0», modifiée"
    expect(view(colleague, changed)).to_be_visible()
    expect(colleague.page).to_have_url(f"{own_server.url}/clients?vue=1&q=agence")
    view(colleague, changed).click()
    item = colleague.page.get_by_role("menuitem", name="Enregistrer les changements")
    expect(item).to_have_count(0)  # a counter clerk does not change what all share
    assert violations(colleague) == []
    colleague.page.get_by_role("menuitem", name="Revenir à la vue").click()
    expect(view(colleague, "Vue «\u00a0Villes\u00a0»")).to_be_visible()
    expect(colleague.page.get_by_role("searchbox", name="Rechercher un client")).to_have_value("")

    # Without a query the list opens as it was decided for the role.
    pick(desk, "Vue d’ouverture…", "Vue «\u00a0Villes\u00a0»")
    desk.page.get_by_role("checkbox", name="Comptoir").click()
    desk.button("Enregistrer")
    expect(desk.dialog).to_have_count(0)
    colleague.open("/clients")
    expect(view(colleague, "Vue «\u00a0Villes\u00a0»")).to_be_visible()
    pick(colleague, "Liste habituelle", "Vue «\u00a0Villes\u00a0»")
    expect(headings(colleague).nth(1)).to_have_text("Contact")
    expect(colleague.page).to_have_url(f"{own_server.url}/clients?vue=0")
    colleague.page.go_back()
    expect(view(colleague, "Vue «\u00a0Villes\u00a0»")).to_be_visible()

    # One that goes leaves the list as it is, and its address says so.
    pick(desk, "Supprimer la vue…", "Vue «\u00a0Villes\u00a0»")
    desk.button("Oui")
    expect(
        colleague.page.get_by_text("La vue «\u00a0Villes\u00a0» a été supprimée")
    ).to_be_visible()
    expect(headings(colleague)).to_have_text(["Raison sociale", "Ville"])
    expect(view(desk, "Vues")).to_be_visible()
    desk.open("/clients?vue=1")
    expect(desk.page.get_by_text("Cette vue n’existe pas, ou n’existe plus")).to_be_visible()
    expect(headings(desk).nth(1)).to_have_text("Contact")


def test_in_portrait_a_view_is_two_taps_away(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.start()
    desk = new_desk(url=own_server.url, viewport=PORTRAIT)
    desk.create("Agence")
    desk.open("/clients?dens=compact")
    save(desk, "Serrée")
    expect(view(desk, "Vue «\u00a0Serrée\u00a0»")).to_be_visible()
    for button in ("Vue «\u00a0Serrée\u00a0»", "Colonnes"):
        box = view(desk, button).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, button


def test_what_a_list_shows_otherwise_is_saved_with_one_button(
    desk: Desk, own_server: Server
) -> None:
    desk.create("Agence")
    desk.open("/clients")
    expect(desk.row("Agence")).to_be_visible()
    saver = view(desk, "Enregistrer la vue")
    expect(saver).to_have_count(0)

    desk.page.get_by_role("columnheader", name="Ville").click()
    saver.click()
    desk.field("Nom de la vue").fill("Par ville")
    desk.button("Enregistrer")
    expect(view(desk, "Vue «\u00a0Par ville\u00a0»")).to_be_visible()
    expect(saver).to_have_count(0)

    desk.search("age")
    saver.click()
    desk.button("Remplacer")
    expect(saver).to_have_count(0)
    expect(desk.page).to_have_url(f"{own_server.url}/clients?vue=1")
    desk.page.reload()
    expect(desk.page.get_by_role("searchbox", name="Rechercher un client")).to_have_value("age")


def test_a_list_is_sorted_by_several_columns_by_mouse_keys_and_menu(
    crowded: Server, new_desk: Callable[..., Desk]
) -> None:
    desk = new_desk(url=crowded.url)
    expect(desk.row("Numéro 000")).to_be_visible()
    city, name = (desk.page.get_by_role("columnheader", name=one) for one in ("Ville", "Raison"))
    city.click()
    name.click(modifiers=["Shift"])
    name.press("Shift+Enter")
    expect(desk.page).to_have_url(f"{crowded.url}/clients?sort=city%2C-name")
    expect(city).to_have_attribute("data-place", "1")
    expect(name).to_have_attribute("data-place", "2")
    expect(name).to_have_attribute("aria-sort", "descending")
    rows = desk.page.locator(".list-row[aria-label]")
    expect(rows.nth(1)).to_have_attribute("aria-label", "Numéro 448")
    expect(rows.nth(2)).to_have_attribute("aria-label", "Numéro 446")

    desk.button("Colonnes")
    chooser = desk.page.get_by_role("dialog", name="Colonnes")
    expect(chooser.get_by_label("Trier par")).to_have_value("city")
    chooser.get_by_role("button", name="Raison sociale : décroissant, inverser").click()
    expect(rows.nth(1)).to_have_attribute("aria-label", "Numéro 000")
    assert violations(desk) == []
    chooser.get_by_label("Puis par (2)").select_option("contact")
    expect(desk.page).to_have_url(f"{crowded.url}/clients?sort=city%2Ccontact")
    expect(rows.nth(2)).to_have_attribute("aria-label", "Numéro 014")


def test_a_column_is_as_wide_as_it_is_made(crowded: Server, new_desk: Callable[..., Desk]) -> None:
    desk = new_desk(url=crowded.url)
    expect(desk.row("Numéro 000")).to_be_visible()
    heading = desk.page.get_by_role("columnheader", name="Contact")
    edge = heading.locator(".column-edge").bounding_box()
    before = heading.bounding_box()
    assert edge
    assert before
    middle = edge["x"] + edge["width"] / 2, edge["y"] + edge["height"] / 2
    desk.page.mouse.move(*middle)
    desk.page.mouse.down()
    desk.page.mouse.move(middle[0] + 60, middle[1], steps=3)
    desk.page.mouse.up()
    made = round(before["width"] + 60)
    expect(desk.page).to_have_url(f"{crowded.url}/clients?widths=contact%3A{made}")
    expect(heading).to_have_css("width", f"{made}px")
    expect(heading).not_to_have_attribute("aria-sort", "ascending")

    desk.button("Colonnes")
    wider = desk.page.get_by_role("button", name="Contact plus large")
    wider.press("Enter")
    expect(heading).to_have_css("width", f"{made + 24}px")
    desk.page.keyboard.press("Escape")
    heading.locator(".column-edge").dblclick()
    expect(desk.page).to_have_url(f"{crowded.url}/clients")
    expect(heading).to_have_css("width", re.compile(rf"{int(before['width'])}\b.*px"))


def test_a_list_in_parts_is_folded_by_tap_and_keys(
    crowded: Server, new_desk: Callable[..., Desk]
) -> None:
    # Other tests leave clients of other towns, whose parts would stand between these two.
    desk = new_desk(url=crowded.url, path="/clients?q=Num%C3%A9ro")
    expect(desk.row("Numéro 000")).to_be_visible()
    desk.button("Colonnes")
    desk.page.get_by_label("Grouper par").select_option("Ville")
    expect(desk.page).to_have_url(f"{crowded.url}/clients?q=Num%C3%A9ro&group=city")
    desk.page.keyboard.press("Escape")
    parts = desk.page.locator(".list-part")
    orleans = parts.filter(has_text="Orléans")
    expect(orleans).to_have_text(re.compile(r"Orléans\s*225"))
    assert violations(desk) == []

    orleans.click()
    expect(desk.row("Numéro 000")).to_have_count(0)
    expect(desk.row("Numéro 001")).to_be_visible()
    expect(orleans).to_be_focused()
    desk.page.keyboard.press("ArrowDown")
    expect(parts.filter(has_text="Saint-Étienne")).to_be_focused()
    desk.page.keyboard.press("ArrowDown")
    expect(desk.row("Numéro 001")).to_be_focused()
    desk.page.keyboard.press("ArrowUp")
    desk.page.keyboard.press("ArrowLeft")
    expect(desk.row("Numéro 001")).to_have_count(0)
    desk.page.keyboard.press("ArrowUp")
    desk.page.keyboard.press("ArrowRight")
    expect(desk.row("Numéro 000")).to_be_visible()

    # Down to the last row, and a range of ticked rows across it.
    desk.page.keyboard.press("End")
    expect(parts.filter(has_text="Saint-Étienne")).to_be_visible()
    desk.page.keyboard.press("ArrowUp")
    expect(desk.row("Numéro 448")).to_be_focused()
    desk.page.keyboard.press(" ")
    expect(desk.row("Numéro 448")).to_have_attribute("aria-selected", "true")
