"""The counter's tablet: its screen locks, holds nothing of the firm, and opens to a PIN."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from models.demo import DEMO_PASSWORD
from models.permissions import THE_HOUSE, Role
from models.staff.account import Account
from tests.browser.conftest import Desk, Server

PASSWORD = "un-camion-au-port"
PIN = "805274"
OTHER_PIN = "4926"
STORED = """[sessionStorage, localStorage].flatMap(Object.entries)
    .filter(([key]) => !key.startsWith("__nicegui")).join()"""
"""All that the browser keeps, but for marks of NiceGUI's own."""
HOLDS = "document.documentElement.outerHTML + document.body.innerText"


async def _staff() -> None:
    account = await Account.open("Zora", Role.ADMINISTRATOR, PASSWORD, by=THE_HOUSE)
    await account.choose_pin(PASSWORD, PIN, by=THE_HOUSE)
    other = await Account.named("Karim")
    assert other
    await other.choose_pin(DEMO_PASSWORD, OTHER_PIN, by=THE_HOUSE)


@pytest.fixture
def tablet(own_server: Server, new_desk: Callable[..., Desk]) -> Desk:
    """The tablet, shared and in Zora's hands."""
    own_server.fill(_staff)
    own_server.start()
    desk = new_desk(url=own_server.url, staff="")
    desk.sign_in("Zora", PASSWORD)
    desk.open("/comptes")
    desk.share_device("Tablette")
    expect(desk.page.locator("#app").get_by_text("Tablette", exact=True)).to_be_visible()
    desk.open()
    return desk


def lock(desk: Desk) -> None:
    desk.button("Zora")
    desk.page.get_by_role("menuitem", name="Verrouiller").click()
    expect(desk.page.get_by_role("heading", name="Écran verrouillé")).to_be_visible()


def test_a_pin_typed_slowly_opens_it_and_finds_what_was_typed(tablet: Desk) -> None:
    tablet.create("Client à cacher")
    tablet.button("+ Nouveau client")
    tablet.button("Oui")
    tablet.field("Raison sociale").fill("Brouillon secret")
    lock_by_idling(tablet)

    held = str(tablet.page.evaluate(HOLDS))
    assert "à cacher" not in held
    assert "secret" not in held
    loads: list[str] = []
    tablet.page.on("load", lambda page: loads.append(page.url))
    for half in ("8", "05"):
        tablet.field("Code PIN").fill(half)
        tablet.page.keyboard.press("Enter")
        expect(tablet.page.get_by_role("alert")).to_have_text("Le code a de 4 à 6 chiffres.")
    tablet.field("Code PIN").fill("")
    tablet.field("Code PIN").press_sequentially(PIN, delay=900)
    expect(tablet.field("Code PIN")).to_have_value(PIN)
    assert loads == []
    tablet.button("Déverrouiller")

    expect(tablet.field("Raison sociale")).to_have_value("Brouillon secret")


def lock_by_idling(desk: Desk) -> None:
    """As if nobody had touched it for an hour."""
    desk.page.evaluate("{ const now = Date.now; Date.now = () => now() + 3600e3; }")
    expect(desk.page.get_by_role("heading", name="Écran verrouillé")).to_be_visible()


def test_a_colleague_with_a_pin_leaves_what_was_typed_and_who_signs_out_does_not(
    tablet: Desk,
) -> None:
    tablet.button("+ Nouveau client")
    tablet.button("Oui")
    tablet.field("Raison sociale").fill("De Zora")
    for name, pin, is_there in (("Karim", OTHER_PIN, False), ("Zora", PIN, True)):
        lock_by_idling(tablet)
        tablet.page.get_by_role("radio", name=name).click()
        tablet.field("Code PIN").fill(pin)
        tablet.button("Déverrouiller")
        expect(tablet.page.get_by_role("button", name=name, exact=True)).to_be_visible()
        expect(tablet.field("Raison sociale")).to_have_count(int(is_there))
    lock_by_idling(tablet)
    assert "De Zora" in str(tablet.page.evaluate(STORED))

    tablet.button("Se connecter avec un mot de passe")

    expect(tablet.page.get_by_role("heading", name="Connexion")).to_be_visible()
    assert tablet.page.evaluate(STORED) == ""


def test_without_the_server_nothing_stays_on_the_screen_either(
    tablet: Desk, own_server: Server
) -> None:
    tablet.create("Client à cacher")
    own_server.kill()

    tablet.page.evaluate("{ const now = Date.now; Date.now = () => now() + 3600e3; }")

    expect(tablet.page.get_by_text("Écran verrouillé.")).to_be_visible()
    assert "à cacher" not in str(tablet.page.evaluate(HOLDS))
    own_server.start()
    expect(tablet.page.get_by_role("button", name="Zora", exact=True)).to_be_visible()


def test_the_menu_locks_it_at_once(tablet: Desk) -> None:
    tablet.create("Client à cacher")

    lock(tablet)

    assert "à cacher" not in str(tablet.page.evaluate(HOLDS))
    tablet.page.go_back()
    tablet.page.wait_for_load_state()
    assert "à cacher" not in str(tablet.page.evaluate(HOLDS))
