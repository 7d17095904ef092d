"""Take the pictures of the help and, into `screenshots/`, the sheet of every screen in every state.

`python tests/browser/pictures.py` from the project's folder. `--help-only` leaves the sheet out,
`--only=FICHE` takes of the sheet the states that are called so, and leaves the help alone.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from models.demo import fill  # noqa: E402 - the path comes first
from tests.browser.conftest import (  # noqa: E402
    CHROMIUM_OPTIONS,
    DESKTOP,
    STILL,
    Desk,
    server_with,
)
from tests.browser.sheet.taking import take_sheet  # noqa: E402
from tests.browser_setup import find_chromium  # noqa: E402

CLIENTS = 400
WIDTH, QUALITY = 1000, 60
"""Of a picture, in pixels and as WebP has it."""
PICTURES = ROOT / "pages" / "help" / "pictures"
SHEET = ROOT / "screenshots"
ONLY = "--only="
FRENCH = ("--lang=fr-FR", "--enable-blink-features=LangAttributeAwareFormControlUI")
"""Fields for dates are written as the browser's own language has it; one that has only English
writes them as the page's."""


def first_row(page: Page) -> None:
    page.locator(".list-row:has(.cell-text)").first.wait_for()


def card(desk: Desk) -> None:
    desk.open("/clients?open=1")
    first_row(desk.page)
    desk.page.locator(".list-row").nth(2).click()
    desk.card.wait_for()


def new_client(desk: Desk) -> None:
    desk.open("/clients")
    first_row(desk.page)
    desk.button("+ Nouveau client")
    desk.button("Oui")
    desk.field("Raison sociale").fill("Travaux du Littoral")


def selection(desk: Desk) -> None:
    desk.open("/clients")
    first_row(desk.page)
    for place in range(3):
        desk.page.locator(".list-row").nth(place).get_by_role("checkbox").click()
    desk.selection.wait_for()


def document(desk: Desk) -> None:
    desk.open("/locations")
    first_row(desk.page)
    desk.page.locator(".list-row").first.click()
    desk.page.get_by_text("Retour à la liste").wait_for()
    desk.page.get_by_text("Ajouter une ligne").or_(desk.page.get_by_text("Total")).first.wait_for()


def article(desk: Desk) -> None:
    desk.open("/articles")
    first_row(desk.page)
    desk.page.locator(".list-row").nth(1).click()
    desk.page.locator(".card-name").wait_for()


def finding(desk: Desk) -> None:
    desk.open("/clients")
    first_row(desk.page)
    desk.page.keyboard.press("Control+k")
    desk.page.get_by_role("combobox", name="Rechercher partout").fill("location")
    desk.page.get_by_role("option").first.wait_for()


def at(path: str) -> Callable[[Desk], None]:
    def open_it(desk: Desk) -> None:
        desk.open(path)
        desk.page.locator("[role=heading][aria-level='1'], h1").first.wait_for()

    return open_it


def with_rows(path: str) -> Callable[[Desk], None]:
    def open_it(desk: Desk) -> None:
        desk.open(path)
        first_row(desk.page)

    return open_it


SHOTS: dict[str, Callable[[Desk], None]] = {
    "clients": card,
    "nouveau-client": new_client,
    "selection": selection,
    "document": document,
    "factures": with_rows("/factures"),
    "relances": at("/relances"),
    "articles": article,
    "rappels": with_rows("/rappels"),
    "import": at("/import"),
    "doublons": at("/doublons"),
    "rechercher": finding,
    "parametres": at("/parametres"),
}


def shot(page: Page) -> Image.Image:
    page.mouse.move(0, 0)
    page.locator(".picture").wait_for(state="detached")
    page.wait_for_function(STILL)
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def signed_in(browser: Browser, url: str) -> Desk:
    context = browser.new_context(
        viewport=DESKTOP, locale="fr-FR", reduced_motion="reduce", service_workers="block"
    )
    desk = Desk(context.new_page(), url)
    desk.sign_in()
    return desk


def take_pictures(browser: Browser, url: str) -> None:
    desk = signed_in(browser, url)
    for name, pose in SHOTS.items():
        tab = Desk(desk.page.context.new_page(), url)  # a draft stays in the tab that has it
        pose(tab)
        image = shot(tab.page)
        image.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
        image.save(PICTURES / f"{name}.webp", quality=QUALITY, method=6)


async def _fill() -> None:
    await fill(CLIENTS)


def main() -> None:
    only = next((one[len(ONLY) :] for one in sys.argv if one.startswith(ONLY)), "")
    faults = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=(*CHROMIUM_OPTIONS, *FRENCH)
        )
        if not only:
            with server_with(_fill) as server:
                take_pictures(browser, server.url)
        if "--help-only" not in sys.argv:
            faults = take_sheet(browser, SHEET, only=only)
        browser.close()
    print("\n".join(faults))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
