"""A menu renders what an action declares."""

from __future__ import annotations

import pytest
from nicegui import ui

from components.action import Action, Menu
from tests.simulation import Tab
from tests.waiting import until


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def plain(ran: list[str]) -> Action[str]:
    async def run(subject: str) -> None:
        ran.append(subject)

    return Action("Modifier", "edit", run=run)


@pytest.fixture
def refused(ran: list[str]) -> Action[str]:
    async def run(subject: str) -> None:
        ran.append(subject)

    return Action("Supprimer", "delete", run=run, refusal=lambda _: "Pas maintenant.")


async def test_an_item_acts_on_the_subject_of_its_menu(
    page: Tab, plain: Action[str], ran: list[str]
) -> None:
    with page.client:
        Menu("Document", (plain,), lambda: "le sujet")

    await page.choose("Document", "Modifier")

    assert await until(lambda: ran) == ["le sujet"]


async def test_what_is_refused_is_grey_with_the_reason(page: Tab, refused: Action[str]) -> None:
    with page.client:
        Menu("Document", (refused,), lambda: "le sujet")

    item = await page.menu_item("Document", "Supprimer")

    assert item.props["aria-disabled"] == "true"
    assert "Pas maintenant." in page.texts_in(item)


async def test_what_is_refused_does_not_run(
    page: Tab, plain: Action[str], refused: Action[str], ran: list[str]
) -> None:
    with page.client:
        Menu("Document", (refused, plain), lambda: "le sujet")

    await page.choose("Document", "Supprimer")
    await page.choose("Document", "Modifier")

    assert await until(lambda: ran) == ["le sujet"]


async def test_a_link_is_a_real_link_that_tells_the_other_site_nothing(page: Tab) -> None:
    action = Action[str]("Localiser", "place", link=lambda subject: f"https://carte/{subject}")
    with page.client:
        Menu("Actions", (action,), lambda: "ici")

    item = await page.menu_item("Actions", "Localiser")

    assert item.props["tag"] == "a"
    assert item.props["href"] == "https://carte/ici"
    assert item.props["rel"] == "noopener noreferrer"


async def test_an_address_cannot_add_attributes_to_the_link(page: Tab) -> None:
    action = Action[str]("Localiser", "place", link=lambda subject: subject)
    with page.client:
        Menu("Actions", (action,), lambda: 'x" onclick="alert(1)')

    item = await page.menu_item("Actions", "Localiser")

    assert item.props["href"] == 'x" onclick="alert(1)'
    assert "onclick" not in item.props


async def test_a_danger_looks_like_one(page: Tab, plain: Action[str]) -> None:
    with page.client:
        Menu("Document", (plain, Action("Supprimer", "delete", is_danger=True)), lambda: "le sujet")

    danger = await page.menu_item("Document", "Supprimer")
    harmless = await page.menu_item("Document", "Modifier")

    assert "danger" in danger.classes
    assert "danger" not in harmless.classes


async def test_a_menu_that_stays_shows_what_has_changed(page: Tab, ran: list[str]) -> None:
    subject = "ici"

    async def run(subject: str) -> None:
        ran.append(subject)

    actions = (
        Action[str]("Localiser", "place", link=lambda one: f"https://carte/{one}"),
        Action[str](
            "Supprimer", "delete", run=run, refusal=lambda one: None if one == "là" else "Non."
        ),
    )
    with page.client:
        menu = Menu("Actions", actions, lambda: subject)
    await page.choose("Actions", "Supprimer")

    subject = "là"
    menu.update()
    await page.choose("Actions", "Supprimer")

    assert await until(lambda: ran) == ["là"]
    assert (await page.menu_item("Actions", "Localiser")).props["href"] == "https://carte/là"
    item = await page.menu_item("Actions", "Supprimer")
    assert "disable" not in item.props
    assert page.texts_in(item) == ["Supprimer"]


async def test_a_label_with_quotes_is_no_property(page: Tab) -> None:
    name = """x" :onfocus="alert(1)' autofocus"""
    with page.client:
        Menu(name, (), lambda: None)

    landmark, items = (
        one for one in page.elements(ui.element) if name in str(one.props.get("aria-label"))
    )
    for element in (landmark, items):
        assert not {":onfocus", "autofocus"} & element.props.keys()
    assert items.props["aria-label"] == name
