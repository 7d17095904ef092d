"""The second step on a phone: turned on, asked for at the door, and off again."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, ViewportSize, expect

from models.demo import DEMO_PASSWORD
from models.staff import totp
from tests.browser.conftest import Desk, Server
from tests.browser.test_accessibility import violations

PHONE = ViewportSize(width=390, height=844)
SMALL = """() => [...document.querySelectorAll("input, button, a")]
    .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""
WIDE = "document.documentElement.scrollWidth > innerWidth"


def check(desk: Desk) -> None:
    """Nothing is out of reach, too small to touch, or said only by its place."""
    assert violations(desk, is_plain=True) == []
    assert desk.page.evaluate(SMALL) == []
    assert not desk.page.evaluate(WIDE)


def show(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_an_administrator_turns_the_second_step_on_and_comes_in_with_it(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.start()
    desk = new_desk(url=own_server.url, viewport=PHONE, fresh=True, path="")
    page = desk.page
    show(page, f"{own_server.url}/deux-etapes")
    expect(page.get_by_role("img", name="Code QR")).to_be_visible()
    check(desk)
    key = page.locator(".door-secret").inner_text().replace(" ", "")
    used = code_of(key)
    for code, sentence in (("12", "pas le bon code"), (used, "codes de secours")):
        desk.field("Mot de passe actuel").fill(DEMO_PASSWORD)
        desk.field("Premier code de l’application").fill(code)
        desk.button("Activer")
        expect(page.locator("main")).to_contain_text(sentence)
        check(desk)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    paper = page.get_by_role("listitem").first.inner_text()

    page.context.clear_cookies()
    show(page, f"{own_server.url}/connexion?suite=/mon-compte")
    desk.field("Identifiant").fill("Camille")
    desk.field("Mot de passe").fill(DEMO_PASSWORD)
    desk.button("Se connecter")
    expect(desk.field("Code de votre application")).to_be_focused()
    check(desk)
    desk.field("Code de votre application").fill(used)
    desk.button("Continuer")
    expect(page.get_by_text("S’il a déjà servi, attendez le suivant.")).to_be_visible()
    check(desk)
    desk.field("Code de votre application").fill(paper)
    desk.button("Continuer")

    expect(page.get_by_text("Il vous reste 9\u00a0codes de secours.")).to_be_visible()
    expect(page.get_by_role("link", name="Désactiver les deux étapes")).to_be_visible()


def code_of(key: str) -> str:
    """What the phone shows."""
    return totp.code_of(key, totp.present_step())
