"""Opening a page: its picture first, then the page itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import FloatRect, Page, Route, expect

from tests.browser.conftest import Desk, Server

COUNT_THEMES = """() => {
    window.themes = 0;
    const note = (changes) => (window.themes += changes.length);
    const scheme = document.getElementById("nicegui-color-scheme");
    new MutationObserver(note).observe(scheme, { attributes: true });
}"""


@pytest.fixture
def desk(crowded: Server, new_desk: Callable[..., Desk]) -> Desk:
    return new_desk(url=crowded.url)


def middle(box: FloatRect) -> tuple[float, float]:
    """The left and the middle of the height, in pixels."""
    return box["x"], box["y"] + box["height"] / 2


@contextmanager
def without_scripts(page: Page) -> Iterator[None]:
    """The page as it is while its scripts are on their way."""
    held: list[Route] = []
    is_over = False

    def hold(route: Route) -> None:
        if is_over:
            route.continue_()
        else:
            held.append(route)

    page.route("**/*.js", hold)
    yield
    is_over = True
    for route in held:
        route.continue_()


def test_the_rows_stand_where_the_list_will_show_them(desk: Desk) -> None:
    row = desk.row("Numéro 001").locator(".cell-text").first
    there = row.bounding_box()
    with without_scripts(desk.page):
        desk.page.reload(wait_until="commit")
        picture = desk.page.locator(".picture").get_by_text("Numéro 001")
        expect(picture).to_be_visible()
        seen = picture.bounding_box()

    assert seen
    assert there
    assert middle(seen) == pytest.approx(middle(there), abs=2)
    expect(desk.page.locator(".picture")).to_have_count(0)
    expect(row).to_be_visible()


def test_a_tap_that_comes_before_the_scripts_counts(desk: Desk) -> None:
    with without_scripts(desk.page):
        desk.page.reload(wait_until="commit")
        desk.page.locator(".picture").get_by_text("Numéro 002").click()

    expect(desk.card).to_contain_text("Numéro 002")


def test_every_section_takes_its_picture_off(desk: Desk) -> None:
    for path in ("/locations", "/parametres", "/mon-compte", "/nulle-part"):
        desk.open(path)
        expect(desk.page.locator(".picture")).to_have_count(0)


def test_in_the_dark_the_picture_is_dark(crowded: Server, new_desk: Callable[..., Desk]) -> None:
    desk = new_desk(url=crowded.url, dark=True)
    ground = "element => getComputedStyle(element).backgroundColor"
    dark = desk.page.locator("body").evaluate(ground)
    with without_scripts(desk.page):
        desk.page.reload(wait_until="commit")
        assert desk.page.locator(".picture").evaluate(ground) == dark


def test_a_change_of_the_page_leaves_light_and_dark_alone(
    crowded: Server, new_desk: Callable[..., Desk]
) -> None:
    """Saying it again would have the browser compute the style of every element anew."""
    desk = new_desk(url=crowded.url, fresh=True)
    desk.page.evaluate(COUNT_THEMES)
    desk.row("Numéro 002").click()
    expect(desk.card).to_contain_text("Numéro 002")
    assert desk.page.evaluate("themes") == 0

    desk.button("Clair ou sombre")
    expect(desk.page.locator("body.body--dark")).to_have_count(1)
    assert desk.page.evaluate("themes") == 1
