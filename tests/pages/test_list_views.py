"""The columns and views of a list, on every list and for whoever looks at it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from nicegui import ui

from components.list import ColumnChooser, LiveGrid, TickBox
from models.clients import COLUMNS
from models.lists import SavedView
from models.permissions import Role, Staff
from tests.factories import ANYBODY, make_client, make_document
from tests.pages.conftest import HOSTILE
from tests.simulation import Tab
from tests.waiting import until

LISTS = (
    *("/clients", "/doublons", "/articles", "/rappels", "/journal"),
    *("/interventions", "/locations", "/ventes", "/factures", "/reglements"),
)
MANAGER = Staff("Zoé", Role.MANAGER, 99_999)


async def share(screen: str, name: str, texts: dict[str, str]) -> SavedView:
    return await SavedView.keep(screen, name, texts, is_shared=True, by=MANAGER)


def shown(tab: Tab) -> list[str]:
    return [column["field"] for column in tab.grid.props["arrangement"]["columns"]]


async def arrange(tab: Tab, **chosen: Any) -> None:
    (chooser,) = tab.elements(ColumnChooser)
    await tab.send(chooser, "arrange", {"shown": [], "compact": False, "widths": {}, **chosen})


async def test_every_list_has_columns_to_choose_and_views(tab: Tab) -> None:
    await make_client("Morel")
    for path in LISTS:
        await tab.open(path)
        await tab.sees("Colonnes")
        lead, *others = shown(tab)

        await arrange(tab, shown=others[:1], compact=True)
        assert tab.url == f"{path}?cols={lead}%2C{others[0]}&dens=compact", path
        assert shown(tab)[:2] == [lead, others[0]], path

        view = await share(path, "Serrée", {"dens": "compact", "cols": lead})
        await tab.open(f"{path}?vue={view.id}")
        await tab.sees("Serrée")
        assert tab.grid.props["arrangement"]["compact"], path
        assert shown(tab)[0] == lead, path
        assert others[0] not in shown(tab), path


async def test_an_address_that_says_nonsense_shows_the_usual_list(tab: Tab) -> None:
    await make_client("Morel")
    await tab.open()
    usual = shown(tab)
    for text in HOSTILE.values():
        for name in ("vue", "cols", "dens"):
            await tab.follow(f"/clients?{urlencode({name: text[:200]})}")
            assert shown(tab) == usual, (name, text)
    for number in ("999999", "-1", "1e9", "9" * 400, "0x1"):
        await tab.open(f"/clients?vue={number}")
        await tab.sees("Cette vue n’existe pas, ou n’existe plus : voici la liste habituelle.")
        assert await until(lambda: tab.elements(LiveGrid)), number
        assert shown(tab) == usual, number


async def test_nobody_opens_the_view_of_somebody_else(tab: Tab) -> None:
    own = await SavedView.keep("/clients", "À moi", {"cols": "name"}, is_shared=False, by=MANAGER)
    other = await share("/articles", "Ailleurs", {"dens": "compact"})
    for view in (own, other):
        await tab.open(f"/clients?vue={view.id}")
        await tab.sees("Cette vue n’existe pas")
        assert await until(lambda: tab.elements(LiveGrid))
        assert len(shown(tab)) > 1


async def test_an_address_takes_away_what_its_view_asks_for(tab: Tab) -> None:
    await make_client("Morel", city="Brest")
    await make_client("Durand", city="Lyon")
    view = await share("/clients", "Lyon", {"q": "Lyon", "sort": "-name"})

    await tab.open(f"/clients?vue={view.id}")
    assert tab.first_rows == ["Durand"]
    await tab.search("")
    assert await until(lambda: tab.url == f"/clients?vue={view.id}&q=")
    await tab.sees("Lyon, modifiée")

    await tab.open(tab.url)
    assert tab.first_rows == ["Morel", "Durand"]
    await tab.sees("Lyon, modifiée")


async def test_a_list_opens_as_was_decided_for_the_role(tab: Tab) -> None:
    view = await share("/clients", "Noms", {"cols": "name"})
    await view.open_for([ANYBODY.role], by=MANAGER)

    await tab.open("/clients")
    assert "city" not in shown(tab)
    await tab.open("/clients?q=Lyon")
    assert "city" in shown(tab)
    await tab.open("/clients?vue=0")
    assert "city" in shown(tab)


async def test_the_columns_shown_are_those_that_an_export_begins_with(tab: Tab) -> None:
    client = await make_client("Morel", city="Brest", postcode="29200")
    await tab.open("/clients?cols=name,city")
    await tab.tick(client.id)
    await tab.press("Exporter (colonnes au choix)")
    await tab.sees("Exporter 1\u00a0client")

    ticked = {one.text for one in tab.elements(ui.checkbox) if one.value}
    assert ticked == {COLUMNS[name] for name in ("name", "postcode", "city")}
    await tab.press("En CSV")
    assert await until(lambda: tab.downloads)
    assert tab.downloads[-1].split("\r\n")[1].count("Morel") == 1


async def test_a_list_is_sorted_parted_and_widened_from_its_menu_and_its_headings(
    tab: Tab,
) -> None:
    for name, city in (("Morel", "Brest"), ("Abri", "Lyon"), ("Durand", "Brest")):
        await make_client(name, city=city)
    await tab.open()
    (chooser,) = tab.elements(ColumnChooser)
    await tab.send(chooser, "order", "city,-name")
    assert tab.url == "/clients?sort=city%2C-name"
    await tab.send(chooser, "group", "city")
    assert tab.url == "/clients?sort=city%2C-name&group=city"
    await tab.send(tab.grid, "widen", {"field": "city", "width": 300})
    assert tab.url == "/clients?sort=city%2C-name&group=city&widths=city%3A300"
    assert "flex:0 1 300px" in tab.grid.props["arrangement"]["css"]
    for field, width in (("city", None), ("nothing", 300)):
        await tab.send(tab.grid, "widen", {"field": field, "width": width})
        assert tab.url == "/clients?sort=city%2C-name&group=city"

    await tab.open(tab.url)
    assert tab.first_rows == ["Morel", "Durand", "Abri"]
    parts = tab.grid.props["start"].page["groups"]
    assert [(one["label"], one["more"]) for one in parts] == [("Brest", "2"), ("Lyon", "1")]
    for name in ("sort", "group", "widths"):
        for text in HOSTILE.values():
            await tab.open(f"/clients?{urlencode({name: text[:200]})}")
            assert tab.first_rows == ["Abri", "Durand", "Morel"], (name, text)


async def test_a_box_to_tick_says_how_many_rows_it_leaves(tab: Tab) -> None:
    client = await make_client("Morel")
    await make_document(client)
    await tab.open()

    def counts() -> dict[str, str]:
        return {box.props["label"]: box.props["count"] for box in tab.elements(TickBox)}

    assert counts() == {"Avec documents en cours": "1", "Corbeille": "0"}
    await (await make_client("Abri")).remove(by=ANYBODY)
    assert await until(lambda: counts()["Corbeille"] == "1")


async def test_what_a_list_shows_is_a_file(tab: Tab) -> None:
    await make_client("Morel", city="Brest")
    await tab.open("/clients?cols=name,city&q=morel")
    await tab.press("Exporter la liste")
    await tab.sees("Exporter 1\u00a0client ?")
    await tab.press("En CSV")
    assert await until(lambda: tab.downloads)
    assert tab.downloads[-1].split() == ["\ufeffRaison", "sociale;Ville", "Morel;Brest"]


async def test_totals_follow_what_is_found_and_are_shown_to_who_sees_prices(tab: Tab) -> None:
    client = await make_client("Morel")
    await make_document(client, "sale")
    await tab.open("/ventes")
    await tab.sees("Total 120,00\u00a0€ TTC")
    await make_document(client, "sale")
    await tab.sees("Total 240,00\u00a0€ TTC")
