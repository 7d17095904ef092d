"""What the form of a client fills in, and what it recognises in a pasted block."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_accessibility import violations

BLOCK = "Garage Collé, 12 rue des Lilas 29200 Brest, 02 98 44 12 34, contact@colle.example"
PASTE = """(field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    document.execCommand("insertText", false, text);
}"""


def new_client(desk: Desk) -> None:
    desk.button("+ Nouveau client")
    desk.button("Oui")
    expect(desk.field("Raison sociale")).to_be_focused()


def test_a_postcode_brings_its_only_town_and_a_town_its_only_postcode(desk: Desk) -> None:
    new_client(desk)
    desk.field("Code postal").fill("29200")
    desk.page.keyboard.press("Tab")
    expect(desk.field("Ville")).to_have_value("Brest")
    desk.field("Code postal").fill("")
    desk.field("Ville").fill("Gouesnou")
    desk.page.keyboard.press("Tab")
    expect(desk.field("Code postal")).to_have_value("29850")

    desk.field("Ville").fill("")
    desk.field("Code postal").fill("02320")
    desk.page.keyboard.press("Tab")
    desk.page.get_by_role("button", name="autres…").click()
    towns = desk.page.locator(".q-menu .q-item")
    expect(towns).to_have_count(3)
    name = towns.last.inner_text()
    towns.last.click()
    expect(desk.field("Ville")).to_have_value(name)


def test_who_types_a_town_while_one_is_brought_keeps_what_they_type(desk: Desk) -> None:
    town = desk.field("Ville")
    for pause in (0, 20, 60):
        new_client(desk)
        desk.field("Code postal").fill("17000")
        desk.page.keyboard.press("Tab")
        desk.page.keyboard.type("Lagord", delay=pause)
        expect(town).to_have_value("Lagord")
        desk.button("Fermer")
        desk.button("Oui")
        expect(town).to_have_count(0)

    new_client(desk)
    desk.field("Code postal").fill("17000")
    desk.page.keyboard.press("Tab")
    expect(town).to_have_value("La Rochelle")
    desk.page.keyboard.type("Lagord")
    expect(town).to_have_value("Lagord")


def test_numbers_have_a_keypad_of_digits_where_they_have_no_letters(desk: Desk) -> None:
    new_client(desk)
    for label in ("Code postal", "SIRET", "SIREN"):
        expect(desk.field(label)).to_have_attribute("inputmode", "numeric")
    expect(desk.field("Téléphone").first).to_have_attribute("type", "tel")
    desk.field("Pays").fill("Royaume-Uni")
    desk.page.keyboard.press("Tab")
    expect(desk.field("Code postal")).to_have_attribute("inputmode", "text")


def test_a_pasted_block_is_offered_as_fields(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk()
    new_client(desk)
    desk.field("E-mail").fill("accueil@colle.example")
    desk.field("Raison sociale").focus()
    desk.field("Raison sociale").evaluate(PASTE, BLOCK)
    panel = desk.page.get_by_role("region", name="Coordonnées reconnues")
    expect(panel).to_contain_text("12 rue des Lilas")
    expect(panel).to_contain_text("remplace « accueil@colle.example »")
    assert violations(desk) == []
    panel.get_by_role("button", name="Tout reprendre").click()
    for label, text in (
        ("Raison sociale", "Garage Collé"),
        ("Adresse", "12 rue des Lilas"),
        ("Code postal", "29200"),
        ("Ville", "Brest"),
        ("E-mail", "accueil@colle.example"),
    ):
        expect(desk.field(label)).to_have_value(text)
    panel.get_by_role("button", name="Reprendre E-mail : contact@colle.example").click()
    expect(desk.field("E-mail")).to_have_value("contact@colle.example")
    expect(panel).to_have_count(0)
    desk.button("Enregistrer")
    expect(desk.card).to_contain_text("02 98 44 12 34")
