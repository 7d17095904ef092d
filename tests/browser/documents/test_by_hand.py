"""A priced quote of three lines from a client's card: counted in keys, and in taps on tablets."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LANDSCAPE, PORTRAIT, Desk
from tests.browser.documents.office import Call, Opened

LINES = (("Nacelle 12 m", "2", "150"), ("Transport", "1", "80"), ("Carburant", "3", "12,50"))
MOST_KEYS = 30
MOST_TAPS = 12


class Keys:
    """The keyboard, which counts what is pressed besides text."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def go_to(self, target: Locator, key: str = "Tab") -> None:
        """Press a key until this has the keyboard."""
        while not target.evaluate("one => one === document.activeElement"):
            self.press(key)
            assert self.count < MOST_KEYS, "it is too far away"


def test_the_keyboard_alone_sends_a_quote_of_three_lines(open_card: Call) -> None:
    desk = open_card("Au clavier")
    keys = Keys(desk.page)
    expect(desk.page.locator(".picture")).to_have_count(0)
    desk.row("Au clavier").focus()
    actions = desk.card.get_by_role("button", name="Actions")
    keys.go_to(actions)
    keys.press("Enter")
    menu = desk.page.get_by_role("menu", name="Actions")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    keys.go_to(menu.get_by_role("menuitem", name="Créer une location"), "ArrowDown")
    keys.press("Enter")
    expect(desk.page.get_by_role("button", name="Oui", exact=True)).to_be_focused()
    keys.press("Enter")
    quote = Opened(desk)
    quote.is_titled("Devis de location")

    keys.press("n")
    for place, (designation, quantity, price) in enumerate(LINES):
        expect(quote.field("Désignation", place)).to_be_focused()
        keys.type(designation)
        keys.press("Enter")
        keys.type(quantity)
        keys.press("Enter", "Enter")
        expect(quote.field("Prix unitaire HT", place)).to_be_focused()
        keys.type(price)
        if place < len(LINES) - 1:
            keys.press("Control+Enter")
    quote.sums_up_to(ht="417,50", ttc="501,00")
    keys.press("Escape", "s")
    expect(desk.page.get_by_role("button", name="Oui", exact=True)).to_be_focused()
    keys.press("Enter")
    quote.is_now("Envoyé")
    expect(desk.page.get_by_role("heading", level=1)).to_be_focused()
    assert keys.count <= MOST_KEYS


def test_a_dozen_taps_send_a_quote_of_three_lines(open_card: Call) -> None:
    for name, viewport in (("Tablette couchée", LANDSCAPE), ("Tablette debout", PORTRAIT)):
        desk = open_card(name, viewport=viewport)
        taps = tap_through(desk)
        assert taps <= MOST_TAPS, f"{name}: {taps}"


def tap_through(desk: Desk) -> int:
    """The quote, by taps and by what a tablet's keyboard has: its key « suivant »."""
    taps = 0

    def tap(target: Locator) -> None:
        nonlocal taps
        target.click()
        taps += 1

    def button(name: str) -> Locator:
        return desk.page.get_by_role("button", name=name, exact=True)

    tap(desk.card.get_by_role("button", name="Actions"))
    tap(desk.page.get_by_role("menuitem", name="Créer une location"))
    tap(button("Oui"))
    quote = Opened(desk)
    quote.is_titled("Devis de location")
    for place, (designation, quantity, price) in enumerate(LINES):
        tap(button("Ajouter une ligne"))
        expect(quote.field("Désignation", place)).to_be_focused()
        keys = desk.page.keyboard
        keys.type(designation)
        keys.press("Enter")
        keys.type(quantity)
        keys.press("Enter")
        keys.press("Enter")
        expect(quote.field("Prix unitaire HT", place)).to_be_focused()
        keys.type(price)
    quote.sums_up_to(ttc="501,00")
    tap(button("Marquer envoyé"))
    tap(button("Oui"))
    quote.is_now("Envoyé")
    return taps
