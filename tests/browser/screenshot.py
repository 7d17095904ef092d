"""Make the README's picture: `python tests/browser/screenshot.py` from the project's folder."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from models.demo import fill  # noqa: E402 - the path comes first
from tests.browser.conftest import CHROMIUM_OPTIONS, STILL, Desk, Server  # noqa: E402
from tests.browser_setup import find_chromium  # noqa: E402

CLIENTS = 400
SIZE: ViewportSize = {"width": 1440, "height": 900}


async def _fill() -> None:
    await fill(CLIENTS)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        server.fill(_fill)
        server.start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_OPTIONS)
        page = browser.new_page(viewport=SIZE, locale="fr-FR")
        Desk(page, server.url).sign_in()
        page.goto(f"{server.url}/clients?open=1")
        page.get_by_role("grid", name="Clients").get_by_role("row").nth(2).click()
        page.get_by_role("region", name="Fiche client").wait_for()
        page.mouse.move(0, 0)
        page.wait_for_function(STILL)
        page.screenshot(path=ROOT / "docs" / "clients.png")
        browser.close()
        server.stop()


if __name__ == "__main__":
    main()
