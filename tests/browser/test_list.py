"""The list: search, order, selection, address, keyboard, scroll."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESKTOP, LANDSCAPE, MANY, PORTRAIT, Desk, Server


@pytest.fixture
def desk(crowded: Server, new_desk: Callable[..., Desk]) -> Desk:
    return new_desk(url=crowded.url)


def names(page: Page) -> list[str]:
    """The names of the rows on screen, from the top."""
    rows = page.get_by_role("grid", name="Clients").locator(".list-row[aria-label]")
    return [str(name) for name in rows.evaluate_all("rows => rows.map((row) => row.ariaLabel)")]


def test_words_in_any_order_without_accents_are_found_and_marked(desk: Desk) -> None:
    desk.search("oeuvrard ORLEANS 042")
    row = desk.row("Numéro 042")

    expect(row).to_be_visible()
    expect(desk.row("Numéro 041")).to_have_count(0)
    expect(row.locator("mark").first).to_have_text("042")

    # One or two letters are marked where they begin a word.
    desk.search("nu é 001")

    expect(desk.row("Numéro 001").locator("mark")).to_have_text(["Nu", "001", "É"])


def test_the_address_holds_search_filter_sort_and_client(desk: Desk) -> None:
    desk.search("étienne")
    desk.page.get_by_role("columnheader", name="Raison sociale").click()
    expect(desk.row("Numéro 449")).to_be_visible()
    desk.row("Numéro 447").click()
    expect(desk.card).to_contain_text("Numéro 447")
    shared = desk.page.url
    assert "q=" in shared
    assert "sort=-name" in shared

    desk.page.goto("about:blank")
    desk.page.goto(shared)
    expect(desk.card).to_contain_text("Numéro 447")
    expect(desk.page.get_by_role("searchbox")).to_have_value("étienne")
    expect(desk.row("Numéro 449")).to_be_visible()
    assert names(desk.page)[:2] == ["Numéro 449", "Numéro 447"]


def test_back_closes_the_card_then_the_search_stays(desk: Desk) -> None:
    desk.search("numéro 01")
    expect(desk.row("Numéro 002")).to_have_count(0)
    desk.row("Numéro 010").click()
    expect(desk.card).to_contain_text("Numéro 010")
    desk.row("Numéro 011").click()
    expect(desk.card).to_contain_text("Numéro 011")

    desk.page.go_back()
    expect(desk.card).to_contain_text("Numéro 010")
    desk.page.go_back()
    expect(desk.card).to_have_count(0)
    expect(desk.page.get_by_role("searchbox")).to_have_value("numéro 01")


def test_back_from_a_document_finds_the_list_as_it_was(desk: Desk) -> None:
    desk.search("avec doc")
    desk.row("Avec document").click()
    desk.card.get_by_role("link", name=re.compile("Contrat de location")).click()
    desk.page.wait_for_url(re.compile("/locations/"))
    desk.page.go_back()

    expect(desk.card).to_contain_text("Avec document")
    expect(desk.page.get_by_role("searchbox")).to_have_value("avec doc")
    expect(desk.row("Avec document")).to_be_visible()


def test_the_list_scrolls_to_its_end(desk: Desk) -> None:
    expect(desk.row("Avec document")).to_be_visible()
    viewport = desk.page.locator(".list-rows")
    viewport.evaluate("element => element.scrollTo(0, element.scrollHeight)")

    expect(desk.row(f"Numéro {MANY - 1}")).to_be_visible()


def test_a_list_that_is_read_again_loads_no_more_than_it_shows(
    new_desk: Callable[..., Desk], crowded: Server
) -> None:
    here, there = new_desk(url=crowded.url), new_desk(url=crowded.url)
    expect(there.row("Avec document")).to_be_visible()
    box = there.page.locator(".list-rows")
    for share in (0.3, 0.5, 0.7, 1):  # so far that the first rows are let go
        box.evaluate("(box, share) => box.scrollTo(0, share * box.scrollHeight)", share)
        there.page.wait_for_function("() => !document.querySelector('.cell-waiting')")
    expect(there.row(f"Numéro {MANY - 1}")).to_be_visible()
    grid = "getElement(document.querySelector('.list').id.slice(1))"
    starts: list[str] = []
    there.page.on("request", lambda request: starts.extend(re.findall(r"start=(\d+)", request.url)))

    with there.page.expect_response("**/api/clients?*start=0"):
        here.create("Venu pendant ce temps")
    there.page.wait_for_function(f"() => !{grid}.reading")

    assert sorted(starts) == ["0", "400", "450"]  # the first rows tell how many there are
    here.choose("Document", "Supprimer")
    here.button("Oui")
    expect(here.row("Venu pendant ce temps")).to_have_count(0)


def test_filters_narrow_the_list(desk: Desk) -> None:
    desk.page.get_by_role("checkbox", name="Avec documents en cours").check()
    expect(desk.row("Avec document")).to_be_visible()
    expect(desk.row("Numéro 000")).to_have_count(0)

    desk.page.get_by_role("combobox", name="Filtrer par type").click()
    desk.page.get_by_role("option", name="Particulier").click()
    expect(desk.page.get_by_text("Aucun client avec ces filtres")).to_be_visible()
    desk.button("Tout afficher")
    expect(desk.row("Numéro 000")).to_be_visible()


def test_a_selection_is_kept_across_searching(desk: Desk) -> None:
    desk.search("numéro 10")
    desk.tick("Numéro 100", "Numéro 105")
    desk.search("numéro 20")
    desk.tick("Numéro 200")
    expect(desk.selection).to_contain_text("3\u00a0clients sélectionnés")

    desk.search("numéro 10")
    expect(desk.row("Numéro 105").get_by_role("checkbox")).to_be_checked()
    expect(desk.row("Numéro 106").get_by_role("checkbox")).not_to_be_checked()


def test_shift_click_takes_a_range(desk: Desk) -> None:
    desk.search("numéro 30")
    desk.tick("Numéro 301")
    desk.row("Numéro 306").get_by_role("checkbox").click(modifiers=["Shift"])

    expect(desk.selection).to_contain_text("6\u00a0clients sélectionnés")
    expect(desk.row("Numéro 304").get_by_role("checkbox")).to_be_checked()


def test_select_all_takes_what_is_not_loaded_and_a_tap_takes_one_out(desk: Desk) -> None:
    desk.search("numéro")
    expect(desk.page.get_by_text(f"{MANY}\u00a0clients", exact=True)).to_be_visible()
    everything = desk.page.get_by_role("checkbox", name="Tout sélectionner")
    everything.click()
    expect(desk.selection).to_contain_text(f"{MANY}\u00a0clients sélectionnés")
    desk.tick("Numéro 003")
    expect(desk.selection).to_contain_text(f"{MANY - 1}\u00a0clients sélectionnés")
    expect(everything).to_have_attribute("aria-checked", "mixed")

    desk.search("numéro 449")
    expect(desk.row("Numéro 449").get_by_role("checkbox")).to_be_checked()
    expect(desk.selection).to_contain_text(f"{MANY - 1}\u00a0clients sélectionnés")
    desk.button("Désélectionner")
    expect(desk.selection).to_have_count(0)


def test_a_selection_that_grows_leaves_its_buttons_under_the_finger(desk: Desk) -> None:
    for viewport in (DESKTOP, LANDSCAPE, PORTRAIT):
        desk.page.set_viewport_size(viewport)
        desk.open()
        desk.search("numéro")
        desk.tick("Numéro 003")
        desk.selection.get_by_role("button", name="Supprimer").hover()
        desk.page.mouse.down()
        desk.page.get_by_role("checkbox", name="Tout sélectionner").dispatch_event("click")
        expect(desk.selection).to_contain_text(f"{MANY}\u00a0clients sélectionnés")
        desk.page.mouse.up()

        expect(desk.dialog).to_contain_text(re.compile(f"Supprimer {MANY}|iront à la corbeille"))
        desk.button("Non")


def test_the_selection_is_exported(desk: Desk) -> None:
    desk.search("numéro 07")
    desk.tick("Numéro 070", "Numéro 071")
    with desk.page.expect_download() as download:
        desk.button("Exporter (CSV)")

    assert download.value.suggested_filename == "clients.csv"
    text = download.value.path().read_text("utf-8-sig")
    assert [line.split(";")[2] for line in text.splitlines()] == [
        "Raison sociale",
        "Numéro 070",
        "Numéro 071",
    ]


def test_the_keyboard_does_it_all(desk: Desk) -> None:
    expect(desk.row("Numéro 000")).to_be_visible()
    desk.page.keyboard.press("f")
    expect(desk.page.get_by_role("searchbox")).to_be_focused()
    desk.page.keyboard.type("numéro 33")
    expect(desk.row("Numéro 330")).to_be_visible()
    expect(desk.row("Numéro 000")).to_have_count(0)
    second = names(desk.page)[1]
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Space")
    expect(desk.selection).to_contain_text(second)
    desk.page.keyboard.press("Escape")
    expect(desk.selection).to_have_count(0)
    desk.page.keyboard.press("Enter")
    expect(desk.card).to_contain_text(second)
    desk.page.keyboard.press("Escape")
    expect(desk.card).to_have_count(0)

    desk.page.keyboard.press("?")
    expect(desk.page.get_by_role("dialog", name="Raccourcis clavier")).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(desk.dialog).to_have_count(0)
    desk.page.keyboard.press("n")
    expect(desk.dialog).to_contain_text("Créer un nouveau client ?")


def test_moving_between_sections_does_not_reload(desk: Desk) -> None:
    desk.page.evaluate("window.stillHere = true")
    desk.page.get_by_role("link", name="Locations").click()
    expect(desk.page.get_by_role("grid", name="Locations")).to_contain_text("Contrat")
    desk.page.get_by_role("link", name="Clients").click()
    expect(desk.row("Numéro 000")).to_be_visible()

    assert desk.page.evaluate("window.stillHere")


def test_a_new_client_comes_into_view(desk: Desk) -> None:
    desk.create("Numéro 300 bis")

    expect(desk.row("Numéro 300 bis")).to_be_visible()
    desk.choose("Document", "Supprimer")
    desk.button("Oui")


def test_back_does_not_change_what_everything_means(desk: Desk) -> None:
    desk.search("numéro 07")
    desk.row("Numéro 070").click()
    expect(desk.card).to_contain_text("Numéro 070")
    desk.search("numéro 071")
    expect(desk.row("Numéro 072")).to_have_count(0)
    desk.page.get_by_role("checkbox", name="Tout sélectionner").click()
    ticked = desk.selection.get_by_role("heading").inner_text()

    desk.page.go_back()
    expect(desk.row("Numéro 072")).to_be_visible()
    expect(desk.selection.get_by_role("heading")).to_have_text(ticked)
    expect(desk.row("Numéro 072").get_by_role("checkbox")).not_to_be_checked()


def test_a_search_neither_takes_nor_waits_for_rows_asked_for_before_it(
    new_desk: Callable[..., Desk], crowded: Server
) -> None:
    here, there = new_desk(url=crowded.url), new_desk(url=crowded.url)
    expect(there.row("Avec document")).to_be_visible()
    there.page.locator(".list-rows").evaluate("box => box.scrollTo(0, box.scrollHeight)")
    expect(there.row(f"Numéro {MANY - 1}")).to_be_visible()
    held: list[Route] = []
    there.page.route("**/api/clients?*", lambda route: held.append(route))
    with (
        there.page.expect_request("**/api/clients?*start=0"),
        there.page.expect_request("**/api/clients?*start=400"),
    ):
        here.create("Venu entre-temps")

    there.search("Venu entre-temps")

    expect(there.row("Venu entre-temps")).to_be_visible()
    expect(there.page.get_by_text("1\u00a0client", exact=True)).to_be_visible()
    assert {route.request.failure for route in held} == {"net::ERR_ABORTED"}
    here.choose("Document", "Supprimer")
    here.button("Oui")


TALL = 1_000_000
ROW = {"contact": "", "phone": "", "city": "", "open": "", "updated": "", "trashed": False}


def test_a_list_taller_than_a_browser_can_lay_out_is_reached_everywhere(desk: Desk) -> None:
    def answer(route: Route) -> None:
        start = int(re.findall(r"start=(\d+)", route.request.url)[0])
        rows = [{**ROW, "id": n + 1, "name": f"Rang {n}"} for n in range(start, start + 50)]
        found = "" if start else "1 000 000 clients"
        last = None if start else TALL
        route.fulfill(json={"rows": rows, "last": last, "found": found, "groups": []})

    desk.page.route("**/api/clients?*", answer)
    desk.page.evaluate("getElement(document.querySelector('.list').id.slice(1)).refresh()")
    expect(desk.row("Rang 0")).to_be_visible()

    desk.row("Rang 0").focus()
    for key, reached in (("End", TALL - 1), ("ArrowUp", TALL - 2), ("Home", 0), ("ArrowDown", 1)):
        desk.page.keyboard.press(key)
        expect(desk.row(f"Rang {reached}")).to_be_focused()
        expect(desk.row(f"Rang {reached}")).to_be_in_viewport()

    box = desk.page.locator(".list-rows")
    box.evaluate("(box) => box.scrollTo(0, box.scrollHeight / 2)")
    middle = numbers_in_sight(desk.page, beyond=TALL // 3)
    assert middle == list(range(middle[0], middle[-1] + 1))
    assert abs(middle[0] - TALL / 2) < TALL / 100
    box.evaluate("(box) => box.scrollBy(0, 480)")
    step = numbers_in_sight(desk.page, beyond=middle[0])
    assert step[0] == middle[0] + 10, "a small step is as long as it is seen to be"


def numbers_in_sight(page: Page, *, beyond: int) -> list[int]:
    """The places of the rows drawn, once all are there; not that kept for the keyboard."""
    page.wait_for_function(
        """(beyond) => {
            const list = getElement(document.querySelector(".list").id.slice(1));
            const [first, last] = list.range();
            const isRead = !list.pages.missing(first, last).length;
            return first > beyond && isRead && list.drawn.has(last);
        }""",
        arg=beyond,
    )
    return [number for name in names(page) if (number := int(name.split()[1])) > beyond]
