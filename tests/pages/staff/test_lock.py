"""A shared device: its screen locks, and opens to a PIN."""

from __future__ import annotations

import httpx
import pytest
from nicegui import ui

from components.frame import Frame
from components.frame.lock import IdleWatch, LockScreen
from components.tab import has_left
from models.company import Company
from models.staff import (
    Account,
    Device,
    Seat,
    Session,
    sign_in,
)
from tests.factories import ANYBODY, ANYWHERE, PASSWORD, PIN, make_client, open_account
from tests.simulation import Simulation, Tab
from tests.waiting import until

OTHER_PIN = "4926"


class Tablet:
    """The counter's tablet: one browser, in which tabs are opened."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation
        self.session = ""
        self.session_id = 0
        self.device_id = 0

    async def enter(self, name: str = "Zoé") -> None:
        entered = await sign_in(name, PASSWORD, ANYWHERE)
        self.session, self.session_id = entered.session_token, entered.seat.session_id
        self.device_id = entered.seat.device_id
        await Device.share(self.device_id, "Tablette", by=ANYBODY)

    def use(self, tab: Tab) -> Tab:
        """Make this tab one of the tablet's."""
        tab.http.cookies.set("comptoir_session", self.session)
        return tab


@pytest.fixture
async def tablet(simulation: Simulation) -> Tablet:
    """The tablet, where Zoé has signed in; she and Karim have a PIN."""
    await open_account("Zoé", pin=PIN)
    await open_account("Karim", pin=OTHER_PIN)
    tablet = Tablet(simulation)
    await tablet.enter()
    return tablet


def screen(tab: Tab) -> LockScreen | None:
    """What covers the tab."""
    found = [one for one in tab.client.layout.descendants() if isinstance(one, LockScreen)]
    assert len(found) < 2
    return found[0] if found else None


async def covered(tab: Tab, path: str = "/clients") -> LockScreen:
    """What the tab shows once it has asked for its page anew, as it is told to."""
    assert await until(lambda: has_left(tab.client)), "not locked"
    await tab.open(path)
    found = screen(tab)
    assert found, "not locked"
    return found


async def uncovered(tab: Tab) -> None:
    assert await until(lambda: has_left(tab.client)), "still locked"
    await tab.open()
    assert screen(tab) is None


def watch(tab: Tab) -> IdleWatch:
    (found,) = [one for one in tab.client.layout.descendants() if isinstance(one, IdleWatch)]
    return found


def scripts(tab: Tab) -> list[str]:
    """From now on, what the server has the browser run."""
    run: list[str] = []

    def record(code: str, *_: object, **__: object) -> None:
        run.append(code)

    tab.client.run_javascript = record  # type: ignore[assignment, method-assign]
    return run


async def unlock(tab: Tab, name: str, pin: str) -> httpx.Response:
    account = await Account.named(name)
    assert account
    typed = {"compte": str(account.id), "pin": pin}
    return await tab.http.post("/deverrouiller", data=typed)


async def test_a_tab_that_nobody_touches_is_locked(tab: Tab, tablet: Tablet) -> None:
    await tablet.use(tab).open()
    assert watch(tab).props["minutes"] == 5

    await tab.send(watch(tab), "idle")

    shown = await covered(tab)
    assert [one["name"] for one in shown.props["people"]] == ["Karim", "Zoé"]
    account = await Account.named("Zoé")
    assert account
    assert shown.props["current"] == account.id


async def test_the_lock_covers_every_tab_of_the_session_and_no_other(
    tab: Tab, other_tab: Tab, tablet: Tablet, simulation: Simulation
) -> None:
    await tablet.use(tab).open()
    await tablet.use(other_tab).open("/ventes")
    async with simulation.new_tab() as colleague:
        await colleague.open()

        await tab.choose("Zoé", "Verrouiller")

        await covered(tab)
        await covered(other_tab)
        assert screen(colleague) is None


async def test_a_device_of_ones_own_offers_no_lock(tab: Tab) -> None:
    await tab.open()

    items = [one.props["aria-label"] for one in tab.elements(ui.menu_item)]
    assert "Se déconnecter" in items
    assert "Verrouiller" not in items
    assert watch(tab).props["minutes"] == 0


async def test_the_same_person_comes_back_to_the_same_drafts(tab: Tab, tablet: Tablet) -> None:
    await tablet.use(tab).open()
    before = tab.keeper.props["owner"]
    await Session.lock(tablet.session_id)
    await covered(tab)

    answer = await unlock(tab, "Zoé", PIN)

    assert answer.json() == {"reload": False}
    await uncovered(tab)
    assert tab.keeper.props["owner"] == before


async def test_another_person_gets_a_page_and_drafts_of_their_own(tab: Tab, tablet: Tablet) -> None:
    await tablet.use(tab).open()
    before = tab.keeper.props["owner"]
    await Session.lock(tablet.session_id)
    await covered(tab)

    answer = await unlock(tab, "Karim", OTHER_PIN)

    assert answer.json() == {"reload": True}
    assert await until(lambda: has_left(tab.client))
    await tab.open()
    assert "Karim" in tab.buttons
    assert tab.keeper.props["owner"] not in {before, "None"}
    assert await Seat.of_session(tablet.session_id) is None


async def test_a_wrong_pin_leaves_it_locked(
    tab: Tab, tablet: Tablet, subtests: pytest.Subtests
) -> None:
    await tablet.use(tab).open()
    await Session.lock(tablet.session_id)
    await covered(tab)
    refusal = {"refusal": "Ce n’est pas le bon code."}
    for name, pin in (("Zoé", OTHER_PIN), ("Karim", PIN)):
        with subtests.test(name=name, pin=pin):
            answer = await unlock(tab, name, pin)
            assert (answer.status_code, answer.json()) == (401, refusal)
            assert screen(tab)


async def test_half_a_pin_is_no_try(tab: Tab, tablet: Tablet) -> None:
    await Session.lock(tablet.session_id)
    tablet.use(tab)

    for half in ("", "2", "25", "258", "2580258", "25 80", "258o", "²580") * 2:
        answer = await unlock(tab, "Zoé", half)
        refusal = {"refusal": "Le code a de 4 à 6 chiffres."}
        assert (answer.status_code, answer.json()) == (401, refusal), half

    assert (await unlock(tab, "Zoé", PIN)).status_code == 200


async def test_what_was_on_the_screen_is_gone_from_the_page_that_was_locked(
    tab: Tab, tablet: Tablet
) -> None:
    await make_client("Secret")
    await tablet.use(tab).open()
    assert "Secret" in tab.first_rows
    left = tab.client

    await Session.lock(tablet.session_id)

    assert await until(lambda: has_left(left))
    assert list(left.layout.descendants()) == []
    assert list(left.outbox.updates) == []
    assert "Secret" not in str(left.outbox.message_history)


async def test_a_page_that_is_locked_while_it_is_built_shows_the_lock(
    tab: Tab, tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_client("Secret")
    ready = Frame.ready

    async def late(frame: Frame) -> None:
        await ready(frame)
        await Session.lock(tablet.session_id)

    monkeypatch.setattr(Frame, "ready", late)
    page = await tablet.use(tab).http.get("/clients")

    assert (page.status_code, "Secret" in page.text) == (303, False)
    assert page.headers["location"].endswith("/clients")


async def test_a_person_who_does_not_exist_opens_nothing(
    tab: Tab, tablet: Tablet, subtests: pytest.Subtests
) -> None:
    tablet.use(tab)
    for account in ("", "x", "-1", "9" * 30, "²", "404"):
        with subtests.test(account=account):
            answer = await tab.http.post("/deverrouiller", data={"compte": account, "pin": PIN})
            assert answer.status_code == 401
            assert answer.json()["refusal"]


async def test_a_page_opened_while_locked_shows_the_lock_and_nothing_else(
    tab: Tab, tablet: Tablet
) -> None:
    await make_client("Secret")
    await Session.lock(tablet.session_id)

    page = await tablet.use(tab).http.get("/clients")
    await tab.open()

    assert "Secret" not in page.text
    assert screen(tab)
    assert tab.texts == []
    assert (await tab.http.get("/api/clients")).status_code == 403


async def test_a_page_opened_while_locked_is_built_once_it_is_open(
    tab: Tab, tablet: Tablet
) -> None:
    await Session.lock(tablet.session_id)
    await tablet.use(tab).open()

    await unlock(tab, "Zoé", PIN)

    assert await until(lambda: has_left(tab.client))


async def test_a_page_opened_while_locked_follows_the_end_of_its_session(
    tab: Tab, tablet: Tablet
) -> None:
    await Session.lock(tablet.session_id)
    await tablet.use(tab).open()

    await Session.sign_out(tablet.session_id)

    assert await until(lambda: has_left(tab.client))


async def test_a_new_delay_holds_at_once_in_the_open_tabs(tab: Tab, tablet: Tablet) -> None:
    await tablet.use(tab).open()

    await Company.lock_after(12, by=ANYBODY)

    assert await until(lambda: watch(tab).props["minutes"] == 12)


async def test_sharing_a_device_reaches_its_open_tab(tab: Tab, tablet: Tablet) -> None:
    await Device.unshare(tablet.device_id, by=ANYBODY)
    await tablet.use(tab).open()
    run = scripts(tab)

    await Device.share(tablet.device_id, "Tablette", by=ANYBODY)

    assert await until(lambda: "location.reload()" in run)
