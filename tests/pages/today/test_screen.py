"""The day at a glance, as the tabs of several people show it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from nicegui import ui

from models.database import transaction
from models.documents import Document, receive
from models.permissions import Role, Staff
from models.staff import Account
from models.todos import ToDo
from tests.factories import ANYBODY, make_client, make_document
from tests.simulation import Simulation, Tab
from tests.waiting import until

READER = Staff("Léa", Role.READER)


def region(tab: Tab, name: str) -> ui.element:
    (found,) = [
        one
        for one in tab.elements(ui.element)
        if one.props.get("aria-label") == name and one.props.get("role") == "region"
    ]
    return found


def told(tab: Tab, name: str) -> list[str]:
    return tab.texts_in(region(tab, name))


def figure(tab: Tab, name: str) -> str:
    """What its link is called."""
    labels = [str(one.props.get("aria-label", "")) for one in tab.elements(ui.link)]
    (found,) = [label for label in labels if label.startswith(f"{name} : ")]
    return found.removeprefix(f"{name} : ")


async def test_a_payment_anywhere_lowers_what_is_to_be_received(tab: Tab) -> None:
    invoice = await make_document(await make_client("Dupont"), "invoice", moves="issue")
    await tab.open("/aujourdhui")
    await tab.sees("Dupont")
    assert figure(tab, "À encaisser") == "1, 120,00\u00a0€"

    await receive({invoice.id: Decimal(20)}, "card", by=ANYBODY)
    assert await until(lambda: figure(tab, "À encaisser") == "1, 100,00\u00a0€")
    await receive({invoice.id: Decimal(100)}, "card", by=ANYBODY)
    assert await until(lambda: figure(tab, "À encaisser") == "0")
    assert "Toutes les factures sont réglées." in told(tab, "À encaisser")


async def test_one_tap_at_the_end_of_a_line_does_it(tab: Tab) -> None:
    client = await make_client("Dupont")
    rental = await make_document(client, "rental", moves="reserve")
    now = datetime.now(UTC)
    async with transaction():
        await Document.filter(id=rental.id).update(starts_at=now, ends_at=now + timedelta(days=2))
    await tab.open("/aujourdhui")
    title = (await Document.get(id=rental.id)).title

    await tab.press(f"Sorti : {title}, Dupont")
    await tab.press("Oui")

    await tab.sees(f"{title} : sorti")
    assert (await Document.get(id=rental.id)).status == "out"
    assert await until(lambda: figure(tab, "Départs") == "0")


async def test_what_is_to_be_done_is_ticked_here(tab: Tab) -> None:
    client = await make_client("Dupont")
    todo = await ToDo.note_line(client.id, "rappeler Paul", by=Staff("Karim", Role.COUNTER))
    await tab.open("/aujourdhui")
    await tab.press("Fait : rappeler Paul")
    await tab.sees("Aucun rappel pour aujourd’hui.")
    assert (await ToDo.get(id=todo.id)).is_done


async def test_lines_that_nobody_changed_stay_as_they_are(tab: Tab) -> None:
    client = await make_client("Dupont")
    first, second = [await make_document(client, "invoice", moves="issue") for _ in range(2)]
    await tab.open("/aujourdhui")
    before = {id(one) for one in tab.with_class("tile-line")}
    await receive({first.id: Decimal(120)}, "card", by=ANYBODY)
    assert await until(lambda: figure(tab, "À encaisser").startswith("1,"))
    assert {id(one) for one in tab.with_class("tile-line")} < before
    assert second.path in tab.links.values()


async def test_who_only_reads_sees_how_much_but_no_amount_and_no_button(
    simulation: Simulation,
) -> None:
    await make_document(await make_client("Dupont"), "invoice", moves="issue")
    async with simulation.new_tab(READER) as tab:
        await tab.open("/aujourdhui")
        assert figure(tab, "À encaisser") == "1"
        assert not any("€" in text for text in tab.texts)
        assert not [one for one in tab.buttons if one.startswith("Encaisser")]
        assert "Premiers pas" not in tab.texts


async def test_the_first_steps_tick_themselves_and_go_when_told(tab: Tab) -> None:
    await tab.open("/aujourdhui")
    await tab.sees("Premiers pas")
    assert "0 sur 5" in tab.texts
    await make_client("Dupont")
    await tab.sees("1 sur 5")
    await tab.press("Masquer : Premiers pas")
    await tab.no_longer_sees("Premiers pas")


async def test_a_figure_leads_to_its_list(tab: Tab) -> None:
    client = await make_client("Dupont")
    await make_document(client, "sale", moves="prepare deliver")
    await tab.open("/documents?quick=bill")
    await tab.sees("Documents en cours")
    assert tab.first_rows
    await tab.open("/aujourdhui")
    assert figure(tab, "À facturer").startswith("1")


async def test_who_chooses_another_first_screen_gets_it(tab: Tab) -> None:
    await tab.open("/")
    assert tab.url.startswith("/clients")
    account = await Account.get(name=ANYBODY.name)
    await tab.open("/mon-compte")
    (box,) = [
        one for one in tab.elements(ui.select) if one.props["aria-label"] == "Écran d’accueil"
    ]
    assert not any(path.endswith("import") for path in box.options)
    box.set_value("/aujourdhui")
    await tab.sees("Écran d’accueil enregistré")
    assert (await Account.get(id=account.id)).home == "/aujourdhui"
    await tab.open("/")
    await tab.sees("À encaisser")
    assert tab.url.startswith("/aujourdhui")


async def test_the_charts_follow_what_is_asked_and_stand_in_the_address(tab: Tab) -> None:
    await make_document(await make_client("Dupont"), "invoice", moves="issue")
    await tab.open("/indicateurs?mois=3")
    await tab.sees("Chiffre d’affaires HT")
    drawings = [one for one in tab.with_class("bars") if one.props.get("role") == "img"]
    assert len(drawings) == 5
    assert "100,00\u00a0€" in str(drawings[0].props["aria-label"])
    assert len(tab.with_class("bar-before")) == 1, "what it means; there was nothing a year ago"
    await tab.press("CSV : Chiffre d’affaires HT")
    assert await until(lambda: tab.downloads)


async def test_the_charts_follow_what_others_do_where_they_stand(tab: Tab) -> None:
    invoice = await make_document(await make_client("Dupont"), "invoice", moves="issue")
    await tab.open("/indicateurs?mois=3")
    owed, turnover = region(tab, "Créances par ancienneté"), region(tab, "Chiffre d’affaires HT")
    table = [id(one) for one in tab.with_class("bars-table")]
    assert "120,00\u00a0€" in tab.texts_in(owed)

    await receive({invoice.id: Decimal(20)}, "card", by=ANYBODY)
    assert await until(lambda: "100,00\u00a0€" in tab.texts_in(owed))
    await make_document(await make_client(), "invoice", moves="issue")
    assert await until(lambda: "200,00\u00a0€" in tab.texts_in(turnover))
    assert [id(one) for one in tab.with_class("bars-table")] == table
