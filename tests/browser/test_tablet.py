"""What a tablet keeps, and what it says without a network."""

from __future__ import annotations

import re
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PORTRAIT, Desk, Server

HELD = "navigator.serviceWorker.ready.then(() => true)"
TRIES_AGAIN = {"rules": {"meta-refresh": {"enabled": False}}}
"""There is nothing on the page yet that this would take away from somebody."""
KEPT = """async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map((request) => new URL(request.url).pathname);
}"""


def own_page(browser: Browser) -> Page:
    """A page whose browser takes the worker, as those of the other tests do not."""
    return browser.new_context(viewport=PORTRAIT, locale="fr-FR").new_page()


def test_without_a_server_a_tablet_says_so_and_comes_back_by_itself(
    own_server: Server, browser: Browser
) -> None:
    own_server.start()
    page = own_page(browser)
    desk = Desk(page, own_server.url)
    desk.sign_in()
    desk.open()
    expect(page.get_by_role("button", name="+ Nouveau client")).to_be_visible()
    assert page.evaluate(HELD)
    kept = page.evaluate(KEPT)
    assert "/hors-ligne" in kept
    assert not [path for path in kept if path != "/hors-ligne" and not path.startswith("/look/")]

    own_server.stop()
    desk.open("/ventes")
    expect(page.get_by_role("heading", name=re.compile("Hors ligne"))).to_be_visible()
    assert Axe().run(page, options=TRIES_AGAIN).response["violations"] == []
    own_server.start()
    expect(page.get_by_role("heading", name="Ventes")).to_be_attached()
    page.context.close()


def test_an_open_tab_says_when_it_is_cut_off_and_when_it_is_back(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.start()
    page = new_desk(url=own_server.url, viewport=PORTRAIT).page
    word = page.locator(".connection")
    expect(word).to_have_text("")
    own_server.stop()
    expect(word).to_have_text("Hors ligne : ce que vous avez saisi est gardé ici.")
    expect(word).to_have_role("status")
    expect(page.locator("#popup")).to_be_hidden()
    own_server.start()
    expect(word).to_have_text("De retour : la page est à jour.")
    expect(word).to_have_text("")


def test_a_browser_may_put_it_on_the_home_screen(server: Server, browser: Browser) -> None:
    page = own_page(browser)
    page.goto(f"{server.url}/connexion")
    asked = page.request
    told = asked.get(f"{server.url}/manifest.webmanifest").json()
    assert (told["short_name"], told["display"], told["start_url"]) == (
        *("Comptoir", "standalone"),
        "/",
    )
    for one in told["icons"]:
        icon = asked.get(f"{server.url}{one['src']}")
        assert icon.headers["content-type"] == "image/png", one
        assert icon.body().startswith(b"\x89PNG"), one
    assert {one["purpose"] for one in told["icons"]} == {"any", "maskable"}
    page.context.close()


def test_the_menu_of_a_card_s_sections_is_as_wide_as_their_names(
    new_desk: Callable[..., Desk],
) -> None:
    desk = new_desk(viewport=PORTRAIT)
    desk.create("Fiche à sections")
    desk.button("Aller à une section")
    item = desk.page.get_by_role("menuitem", name="Données personnelles")
    expect(item).to_be_visible()
    assert item.evaluate("one => one.scrollWidth <= one.clientWidth")
    item.click()
    heading = desk.card.get_by_role("heading", name="Données personnelles")
    expect(heading).to_be_in_viewport()
