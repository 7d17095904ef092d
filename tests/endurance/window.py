"""A real browser's tab that stays open over a whole run, with half a client typed into it."""

from __future__ import annotations

from contextlib import suppress
from typing import Self

from playwright.async_api import Error, Page, Playwright, expect

from tests.browser.conftest import CHROMIUM_OPTIONS
from tests.browser_setup import find_chromium
from tests.endurance.robot import RESTORED, Account

NAME = "À moitié saisi"
LOADING = 5_000
"""Milliseconds after which a page that is being loaded is held not to come."""
RETURN = 60_000
"""Milliseconds that the tab may take to come back by itself."""


class Window:
    """One tab of Chromium, whose draft must survive whatever happens to the server."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._typed = ""
        self.restored = self.dead_ends = 0

    @classmethod
    async def open(cls, playwright: Playwright, url: str, account: Account) -> Self:
        browser = await playwright.chromium.launch(
            executable_path=find_chromium(), args=CHROMIUM_OPTIONS
        )
        page = await browser.new_page(locale="fr-FR")
        await page.goto(f"{url}/clients")
        if "/connexion" in page.url:
            await page.locator("[name=identifiant]").fill(account.name)
            await page.locator("[name=mot_de_passe]").fill(account.password)
            await page.locator("[name=mot_de_passe]").press("Enter")
        await page.get_by_role("button", name="+ Nouveau client").click()
        await page.get_by_role("button", name="Oui", exact=True).click()
        window = cls(page)
        await page.get_by_label("Raison sociale", exact=True).fill(NAME)
        return window

    async def cookie(self, name: str) -> str:
        """What the browser keeps under this name, or ""."""
        kept = await self._page.context.cookies()
        return next((one["value"] for one in kept if one["name"] == name), "")

    async def prepare(self) -> None:
        """Mark the page, so that its reload can be told."""
        await self._page.evaluate("window.isOld = true")

    async def type(self, text: str) -> None:
        """Go on typing, connected or not, unless the page was being loaded when the server died."""
        with suppress(Error):
            await self._page.get_by_label("Notes", exact=True).fill(text, timeout=LOADING)
            self._typed = text

    async def comes_back(self) -> str | None:
        """Wait until the tab has loaded itself with the draft in it; what is wrong, or None."""
        try:
            await self._page.wait_for_function("() => !window.isOld", timeout=RETURN)
            if self._page.url.startswith("chrome-error:"):
                self.dead_ends += 1
                await self._page.reload()
            await expect(self._page.get_by_text(RESTORED)).to_be_visible(timeout=RETURN)
            await expect(self._page.get_by_label("Raison sociale", exact=True)).to_have_value(NAME)
            await expect(self._page.get_by_label("Notes", exact=True)).to_have_value(self._typed)
        except (AssertionError, Error) as error:
            return f"the browser's tab at {self._page.url}: {error}"
        self.restored += 1
        return None
