"""The pictures of the help, which are states of the sheet."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PORTRAIT, STILL
from tests.browser.sheet import poses
from tests.browser.sheet.poses import Pose, at, finding, opened_row, scrolled_to, ticked
from tests.browser.sheet.windows import DATES_IN_FRENCH, window
from tests.browser.sheet.worlds import World

WIDTH, QUALITY = 1000, 60
"""Of a picture, in pixels and as WebP has it."""
UPRIGHT = {"tablette"}
SHOTS: Mapping[str, Pose] = {
    "aujourdhui": at("/aujourdhui"),
    "clients": at("full"),
    "nouveau-client": poses.new_client,
    "selection": ticked("/clients"),
    "etiquettes": ticked("/clients", "Modifier la sélection"),
    "document": at("draft"),
    "factures": at("/factures"),
    "relances": at("/relances"),
    "articles": opened_row("/articles"),
    "rappels": at("/rappels"),
    "fichiers": scrolled_to("with files", "Fichiers"),
    "import": poses.import_checked,
    "doublons": at("/doublons"),
    "historique": poses.past,
    "rechercher": finding("location"),
    "parametres": at("/parametres"),
    "comptes": at("/comptes"),
    "tablette": at("full"),
}
"""By the names of their files."""


def take_pictures(browser: Browser, world: World, folder: Path) -> None:
    for name, pose in SHOTS.items():
        size = PORTRAIT if name in UPRIGHT else DESKTOP
        with window(browser, world, size) as desk:
            pose(desk, world)
            image = _shot(desk.page)
        image.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
        image.save(folder / f"{name}.webp", quality=QUALITY, method=6)


def _shot(page: Page) -> Image.Image:
    page.evaluate("window.reveal?.()")
    page.evaluate(DATES_IN_FRENCH)
    page.mouse.move(0, 0)
    page.wait_for_function(STILL)
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")
