"""A window of its own for each state: what is typed, chosen or signed in is nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ViewportSize

from tests.browser.conftest import DESKTOP, Desk
from tests.browser.sheet.worlds import World

SLOW = 15_000
"""Milliseconds after which a state is held not to come."""
DATES_IN_FRENCH = """() => {
    for (const one of document.querySelectorAll("input[type=date], input[type=datetime-local]")) {
        const { type, value } = one;
        one.type = "text";
        one.type = type;
        one.value = value;
    }
}"""
"""Fields that were made before they were in the page are written as the browser's own language."""


@contextmanager
def window(browser: Browser, world: World, size: ViewportSize = DESKTOP) -> Iterator[Desk]:
    """Signed in, if there is anybody to be."""
    context = browser.new_context(
        viewport=size, locale="fr-FR", reduced_motion="reduce", service_workers="block"
    )
    context.set_default_timeout(SLOW)
    desk = Desk(context.new_page(), world.server.url)
    try:
        if world.server.has_accounts:
            desk.sign_in()
        yield desk
    finally:
        context.close()
