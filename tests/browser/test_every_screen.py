"""What holds on every screen, at every width and on paper, with the clients of the demo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from models.demo import fill
from models.documents import KINDS
from pages import SCREENS as ALL_SCREENS
from tests.browser.conftest import DESKTOP, LANDSCAPE, PORTRAIT, Desk, Server, server_with

NOTEBOOK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
LISTS = ("/clients", "/articles", *(kind.path for kind in KINDS.values()), "/journal")
SCREENS = (*(one.path for one in ALL_SCREENS if "{" not in one.path), "/aide/factures")
OF_ONE = (
    "/clients?client=1",
    "/articles?article=1",
    "/locations/1",
    "/ventes/999999",
    "/nulle-part",
)
TITLE = "[role=heading][aria-level='1'], h1"
HAS_TITLE = {"runOnly": ["page-has-heading-one"]}
NAMELESS = """() => [...document.querySelectorAll(".header button")]
    .filter(one => !one.textContent.trim() || one.querySelector(".q-icon:only-child"))
    .filter(one => !(one.title && one.getAttribute("aria-label")))
    .map(one => one.outerHTML)"""
NAMES = """() => [...document.querySelectorAll(".list-row .column-name .cell-text")]
    .filter(one => one.textContent)
    .map(one => [one.textContent, one.scrollWidth > one.clientWidth])"""
PAGE_WIDTH = "document.documentElement.scrollWidth"
STANDS = "document.documentElement.scrollHeight <= innerHeight"
SIDEWAYS = """() => [...document.querySelectorAll(".section > *, .settings, .document-page")]
    .filter((one) => getComputedStyle(one).overflowX !== "visible")
    .filter((one) => one.scrollWidth > one.clientWidth + 1)
    .map((one) => one.className)"""
"""What of the screen itself could be scrolled to the side."""
FEW = 400


@pytest.fixture(scope="module")
def demo() -> Iterator[Server]:
    async def content() -> None:
        await fill(FEW)

    with server_with(content) as server:
        yield server


def opened(desk: Desk, path: str) -> Page:
    desk.open(path)
    expect(desk.page.locator(TITLE).first).to_be_attached()
    if path in LISTS:
        expect(desk.page.locator(".list-row:has(.cell-text)").first).to_be_visible()
    return desk.page


def test_every_screen_has_a_title_and_names_its_icons(
    demo: Server, new_desk: Callable[..., Desk], subtests: pytest.Subtests
) -> None:
    desk = new_desk(url=demo.url, path="")
    for path in (
        *SCREENS,
        "/clients?client=1",
        "/clients?trash=1",
        "/ventes/999999",
        "/nulle-part",
    ):
        with subtests.test(path=path):
            page = opened(desk, path)
            found: list[dict[str, Any]] = Axe().run(page, options=HAS_TITLE).response["violations"]
            assert found == []
            expect(page.locator(TITLE)).to_have_count(1)
            assert page.evaluate(NAMELESS) == []


def test_no_screen_scrolls_sideways_or_with_its_header_on_a_tablet_or_a_phone(
    demo: Server, new_desk: Callable[..., Desk], subtests: pytest.Subtests
) -> None:
    desk = new_desk(url=demo.url, viewport=LANDSCAPE, path="")
    for path in (*SCREENS, *OF_ONE):
        page = opened(desk, path)
        for size in (LANDSCAPE, PORTRAIT, PHONE):
            with subtests.test(path=path, width=size["width"]):
                page.set_viewport_size(size)
                assert page.evaluate(PAGE_WIDTH) <= size["width"]
                page.wait_for_function(STANDS)
                assert page.evaluate(SIDEWAYS) == []


def test_on_paper_there_is_what_is_shown_and_not_what_leads_to_it(
    demo: Server, new_desk: Callable[..., Desk], subtests: pytest.Subtests
) -> None:
    desk = new_desk(url=demo.url, path="")
    desk.page.emulate_media(media="print")
    try:
        for path in SCREENS:
            with subtests.test(path=path):
                page = opened(desk, path)
                expect(page.get_by_role("navigation", name="Sections")).to_be_hidden()
                expect(page.locator(".header")).to_be_hidden()
        page = opened(desk, "/clients?client=1")
        expect(desk.card.locator(".card-name")).to_be_visible()
        expect(desk.card.get_by_text("Adresse postale")).to_be_visible()
        for gone in (".header", ".desk-main", ".card-menus", ".toolbar"):
            expect(page.locator(gone)).to_be_hidden()
    finally:
        desk.page.emulate_media(media="screen")


def test_hardly_any_name_is_cut(demo: Server, new_desk: Callable[..., Desk]) -> None:
    for viewport in (DESKTOP, NOTEBOOK):
        page = opened(new_desk(url=demo.url, viewport=viewport, path=""), "/clients")
        names: dict[str, bool] = {}
        for index in range(0, FEW, 12):
            page.locator(".list-rows").evaluate(f"box => box.scrollTo(0, {48 * index})")
            expect(
                page.locator(f".list-row[data-index='{index}'] .cell-text").first
            ).to_be_visible()
            names |= dict(page.evaluate(NAMES))
        assert len(names) > 0.9 * FEW
        assert sum(names.values()) <= len(names) / 10, [one for one, cut in names.items() if cut]


def test_on_a_phone_one_sees_where_one_is_whose_and_how_far(
    demo: Server, new_desk: Callable[..., Desk], subtests: pytest.Subtests
) -> None:
    desk = new_desk(url=demo.url, viewport=PHONE, path="")
    for kind in KINDS.values():
        with subtests.test(kind=kind.code):
            page = opened(desk, kind.path)
            expect(page.locator(".section-link[aria-current=page]")).to_be_in_viewport(ratio=1)
            row = page.locator(".list-row").filter(has=page.locator(".cell-text")).first
            for field in ("client", "status"):
                cell = row.locator(f".column-{field} > span")
                expect(cell).to_be_in_viewport(ratio=1)
                expect(cell).not_to_be_empty()


def test_a_setting_that_is_refused_says_why_under_its_field(
    demo: Server, new_desk: Callable[..., Desk], subtests: pytest.Subtests
) -> None:
    desk = new_desk(url=demo.url, path="")
    page = opened(desk, "/parametres")
    minutes = desk.field("Minutes avant le verrouillage")
    field = page.locator(".settings-number")
    why = "n’est pas possible : un nombre entier, de 1 à 120 minutes. Reste à 5."
    for typed, said in (*(("500", "500"), ("0", "0"), ("2.5", "2,5"), ("", "Rien")),):
        with subtests.test(typed=typed):
            minutes.fill(typed)
            minutes.press("Tab")
            expect(field.get_by_role("alert")).to_have_text(f"{said} {why}")
            expect(minutes).to_have_value("5")
    minutes.fill("10")
    minutes.press("Tab")
    expect(page.get_by_text("Enregistré")).to_be_visible()
    expect(field.get_by_role("alert")).to_have_count(0)


def test_the_first_tap_on_a_date_or_a_number_has_the_latest_and_the_most_first(
    demo: Server, new_desk: Callable[..., Desk], subtests: pytest.Subtests
) -> None:
    desk = new_desk(url=demo.url, path="")
    for path, titles in (
        ("/clients", ("En cours", "Modifié le", "Raison sociale")),
        ("/ventes", ("Montant TTC", "Modifié le", "Client")),
    ):
        page = opened(desk, path)
        page.get_by_role("columnheader").first.click()
        for title in titles:
            with subtests.test(path=path, title=title):
                heading = page.get_by_role("columnheader", name=title)
                heading.click()
                order = "ascending" if title in ("Raison sociale", "Client") else "descending"
                expect(heading).to_have_attribute("aria-sort", order)
