"""The day at a glance in two windows: what one does the other sees, by keyboard and without colour
that nobody can tell apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, expect

from models.todos import ToDo
from tests.browser.conftest import DESKTOP, PORTRAIT, Desk, Server, server_with
from tests.browser.test_accessibility import violations
from tests.factories import ANYBODY, make_client, make_document

DRAWN = "[...document.querySelectorAll('.chart:first-child :is(svg, rect, td)')]"


async def a_day() -> None:
    client = await make_client("Dupont", phone="01 99 00 12 34")
    for _ in range(3):
        await make_document(client, "invoice", moves="issue")
    await make_document(client, "invoice")
    await make_document(client, "sale", "quote", moves="send")
    await make_document(client, "sale", moves="prepare deliver")
    await ToDo.note_line(client.id, "rappeler Paul", by=ANYBODY)


@pytest.fixture(scope="module")
def busy() -> Iterator[Server]:
    with server_with(a_day) as server:
        yield server


def tile(desk: Desk, name: str) -> Locator:
    return desk.page.get_by_role("region", name=name, exact=True)


def figure(desk: Desk, name: str) -> Locator:
    return tile(desk, name).locator(".tile-count")


def test_a_payment_here_lowers_what_is_to_be_received_there(
    busy: Server, new_desk: Callable[..., Desk]
) -> None:
    here, there = new_desk(url=busy.url), new_desk(url=busy.url, viewport=PORTRAIT)
    for desk in (here, there):
        desk.open("/aujourdhui")
        expect(figure(desk, "À encaisser")).to_be_visible()
    count = int(figure(here, "À encaisser").inner_text())  # another test may have issued one
    last = tile(there, "À encaisser").get_by_role("link", name="Dupont").last
    last.focus()
    before = there.page.evaluate("document.querySelector('.today').scrollTop")

    tile(here, "À encaisser").get_by_role("button", name="Encaisser").first.click()
    here.dialog.get_by_role("button", name="Encaisser", exact=True).click()

    for desk in (here, there):
        expect(figure(desk, "À encaisser")).to_have_text(f"{count - 1}")
        total = f"{120 * (count - 1)},00\u00a0€"
        expect(tile(desk, "À encaisser").locator(".tile-total")).to_have_text(total)
    expect(last).to_be_focused()
    assert there.page.evaluate("document.querySelector('.today').scrollTop") == before
    expect(tile(here, "Présents")).to_contain_text("Camille")


def test_an_invoice_here_moves_the_chart_there_and_leaves_what_is_unfolded(
    busy: Server, new_desk: Callable[..., Desk]
) -> None:
    here, there = new_desk(url=busy.url), new_desk(url=busy.url, viewport=PORTRAIT)
    there.open("/indicateurs?mois=3")
    turnover = tile(there, "Chiffre d’affaires HT")
    fold = turnover.locator("summary")
    fold.press("Enter")
    cells = turnover.locator("tr").last.locator("td")
    expect(cells.nth(3)).to_be_visible()
    was = cells.nth(3).inner_text()
    there.page.evaluate(f"{DRAWN}.forEach((one) => {{ one.isOfBefore = true; }})")
    before = there.page.evaluate("document.querySelector('.today').scrollTop")

    here.open("/documents?quick=draft")
    here.page.locator(".list-row").first.click()
    here.button("Émettre")
    here.button("Oui")

    expect(cells.nth(3)).not_to_have_text(was)
    expect(fold).to_be_focused()
    assert there.page.evaluate(f"{DRAWN}.every((one) => one.isOfBefore)")
    assert there.page.evaluate("document.querySelector('.today').scrollTop") == before


def test_by_keyboard_alone_a_figure_opens_its_list_and_a_line_is_ticked(
    busy: Server, new_desk: Callable[..., Desk]
) -> None:
    desk = new_desk(url=busy.url)
    desk.open("/aujourdhui")
    tick = tile(desk, "Rappels").get_by_role("button", name="Fait : rappeler Paul")
    tick.focus()
    desk.page.keyboard.press("Enter")
    expect(tile(desk, "Rappels")).to_contain_text("Aucun rappel pour aujourd’hui.")

    tile(desk, "À facturer").get_by_role("link").first.focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Documents en cours")
    desk.page.wait_for_url("**/documents?quick=bill")
    expect(desk.page.locator(".list-row")).to_have_count(1)


def test_nothing_is_said_by_axe_and_nothing_is_wider_than_a_phone(
    busy: Server, new_desk: Callable[..., Desk], subtests: pytest.Subtests
) -> None:
    for viewport in (DESKTOP, PORTRAIT):
        desk = new_desk(url=busy.url, viewport=viewport)
        for path in ("/aujourdhui", "/indicateurs", "/documents?quick=quotes"):
            with subtests.test(path=path, viewport=str(viewport)):
                desk.open(path)
                expect(desk.page.get_by_role("heading", level=1)).to_be_attached()
                assert violations(desk) == []
                assert desk.page.evaluate(
                    "document.documentElement.scrollWidth <= innerWidth"
                    " && [...document.querySelectorAll('.today')]"
                    ".every((one) => one.scrollWidth <= one.clientWidth)"
                )
