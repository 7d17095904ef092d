"""Changes reach the tabs: together, read once, and whatever happens in one of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable

import pytest
from nicegui import background_tasks, ui

from components.tab.live import LIVE, PAUSE, UNHURRIED, Live, Round
from models.clients import CLIENTS
from models.database import Outage
from models.lists import Listing, Row
from models.records import announce
from tests.conftest import Logged
from tests.factories import make_client
from tests.simulation import Tab
from tests.waiting import PATIENCE, until

Handler = Callable[[Round], Awaitable[None]]


class Follower:
    """An element that follows clients, and what it has been told."""

    def __init__(
        self,
        page: Tab,
        topics: Iterable[str] = ("client",),
        then: Handler | None = None,
        live: Live = LIVE,
    ) -> None:
        with page.client:
            self.owner = ui.element()
        self.heard: list[set[int]] = []
        self._then = then
        live.follow(self.owner, set(topics), self._note)

    async def _note(self, round_: Round) -> None:
        self.heard.append(round_.ids("client"))
        if self._then:
            await self._then(round_)


async def broken(_round: Round) -> None:
    raise RuntimeError("disk on fire")


async def test_a_burst_reaches_a_tab_as_one_round(page: Tab) -> None:
    follower = Follower(page)

    for id_ in range(50):
        announce("client", [id_])

    assert await until(lambda: follower.heard) == [set(range(50))]


async def test_the_last_change_of_a_burst_always_arrives(page: Tab) -> None:
    follower = Follower(page)
    announce("client", [1])
    await until(lambda: follower.heard)

    announce("client", [2])
    announce("client", [3])

    assert await until(lambda: len(follower.heard) == 2)
    assert follower.heard[1] == {2, 3}


async def test_who_waits_goes_on_when_all_have_been_told(
    page: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.tab.live.MOMENT", PATIENCE)
    follower = Follower(page)
    announce("client", [1])

    await LIVE.told()

    assert follower.heard == [{1}]
    await asyncio.wait_for(LIVE.told(), PATIENCE / 2)  # there is nothing more to wait for


async def test_nobody_waits_long_for_a_slow_tab(page: Tab) -> None:
    is_over = asyncio.Event()

    async def slow(_round: Round) -> None:
        await is_over.wait()

    follower = Follower(page, then=slow)
    announce("client", [1])

    await asyncio.wait_for(LIVE.told(), PATIENCE)

    assert follower.heard == [{1}]
    is_over.set()


async def test_a_change_made_while_others_are_told_is_told_next(page: Tab) -> None:
    async def change_once(round_: Round) -> None:
        if round_.ids("client") == {1}:
            announce("client", [2])

    follower = Follower(page, then=change_once)

    announce("client", [1])

    assert await until(lambda: len(follower.heard) == 2)
    assert follower.heard == [{1}, {2}]


async def test_a_tab_hears_only_of_what_it_follows(page: Tab) -> None:
    clients, documents = Follower(page, ["client"]), Follower(page, ["document"])

    announce("client", [1])

    await until(lambda: clients.heard)
    assert documents.heard == []


async def test_several_topics_that_change_together_are_one_round(page: Tab) -> None:
    follower = Follower(page, ["client", "document"])

    announce("document", [7])
    announce("client", [1])

    assert await until(lambda: follower.heard) == [{1}]


async def test_changed_rows_are_read_once_for_all_tabs(
    page: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await make_client("Lu une fois")
    seen: list[list[Row]] = []
    readings: list[list[int]] = []
    read = Listing.rows

    async def count(listing: Listing, ids: Iterable[int]) -> list[Row]:
        readings.append(list(ids))
        return await read(listing, ids)

    async def look(round_: Round) -> None:
        seen.append(await round_.rows(CLIENTS))

    monkeypatch.setattr(Listing, "rows", count)
    for _ in range(5):
        Follower(page, then=look)

    announce("client", [client.id])

    assert await until(lambda: len(seen) == 5)
    assert readings == [[client.id]]
    assert [row["name"] for rows in seen for row in rows] == ["Lu une fois"] * 5


async def test_each_round_reads_anew(page: Tab) -> None:
    client = await make_client("Avant")
    names: list[str] = []

    async def look(round_: Round) -> None:
        names.extend(row["name"] for row in await round_.rows(CLIENTS))

    Follower(page, then=look)
    announce("client", [client.id])
    await until(lambda: names)

    await type(client).filter(id=client.id).update(name="Après")
    announce("client", [client.id])

    assert await until(lambda: len(names) == 2)
    assert names == ["Avant", "Après"]


async def test_what_all_tabs_need_to_know_is_read_once(page: Tab) -> None:
    seen: list[int] = []
    readings: list[int] = []

    async def read() -> int:
        readings.append(1)
        return 42

    async def look(round_: Round) -> None:
        seen.append(await round_.once("the answer", read))

    for _ in range(5):
        Follower(page, then=look)

    announce("client", [1])

    assert await until(lambda: seen == [42] * 5)
    assert readings == [1]


async def test_a_tab_that_takes_its_time_keeps_nobody_from_hearing(page: Tab) -> None:
    goes_on = asyncio.Event()

    async def linger(_round: Round) -> None:
        await goes_on.wait()

    slow, quick = Follower(page, then=linger), Follower(page)

    announce("client", [1])

    assert await until(lambda: quick.heard) == [{1}]
    assert slow.heard == [{1}]
    goes_on.set()


async def test_an_element_that_is_gone_is_not_told_and_forgotten(page: Tab) -> None:
    gone, stays = Follower(page), Follower(page)
    gone.owner.delete()

    announce("client", [1])

    await until(lambda: stays.heard)
    assert gone.heard == []
    assert [one.owner for one in LIVE._followers] == [stays.owner]


async def test_an_element_that_an_earlier_one_removes_is_not_told(page: Tab) -> None:
    async def remove(_round: Round) -> None:
        second.owner.delete()

    first, second, third = Follower(page, then=remove), Follower(page), Follower(page)

    announce("client", [1])

    await until(lambda: third.heard)
    assert first.heard == [{1}]
    assert second.heard == []


async def test_a_handler_that_fails_does_not_stop_the_others(page: Tab) -> None:
    Follower(page, then=broken)
    other = Follower(page)

    announce("client", [1])

    assert await until(lambda: other.heard) == [{1}]


async def test_a_handler_that_fails_is_told_again_the_next_time(page: Tab) -> None:
    follower = Follower(page, then=broken)
    announce("client", [1])
    await until(lambda: follower.heard)

    announce("client", [2])

    assert await until(lambda: len(follower.heard) == 2)


async def test_what_an_outage_cut_short_is_told_again_until_it_is_heard(
    page: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.tab.live.LONG_PAUSE", 0.01)

    async def away_at_first(_round: Round) -> None:
        if len(follower.heard) < 4:
            raise Outage("La base de données ne répond pas.")

    follower = Follower(page, then=away_at_first)
    announce("client", [1])
    await until(lambda: len(follower.heard) == 2)

    announce("client", [2])

    await until(lambda: len(follower.heard) == 4)
    assert follower.heard[-1] == {1, 2}
    announce("client", [3])
    assert await until(lambda: follower.heard[-1] == {3})


async def test_an_outage_is_not_said_in_every_tab(page: Tab, logged: Logged) -> None:
    async def away(_round: Round) -> None:
        raise Outage("La base de données ne répond pas.")

    followers = [Follower(page, then=away) for _ in range(3)]

    announce("client", [1])

    await until(lambda: all(follower.heard for follower in followers))
    assert len(logged()) == 1


async def test_what_a_handler_makes_is_put_where_its_element_is(page: Tab) -> None:
    async def write(_round: Round) -> None:
        ui.label("écrit ici")

    follower = Follower(page, then=write)

    announce("client", [1])

    await page.sees("écrit ici")
    assert page.texts_in(follower.owner) == ["écrit ici"]


async def test_while_nobody_follows_nothing_runs(page: Tab) -> None:
    running = set(background_tasks.running_tasks)

    announce("client", [1])

    assert set(background_tasks.running_tasks) == running


async def test_a_closed_tab_is_let_go_although_nothing_changes(page: Tab) -> None:
    follower = Follower(page)
    assert follower.owner in [one.owner for one in LIVE._followers]

    page.client.delete()

    assert not LIVE._followers
    assert follower.heard == []


async def test_what_adds_up_much_is_told_too(page: Tab) -> None:
    follower = Follower(page, live=UNHURRIED)
    announce("client", [1])
    assert await until(lambda: follower.heard) == [{1}]


def test_what_adds_up_much_rests_nine_times_as_long() -> None:
    assert (UNHURRIED.pause(1, 2.0), UNHURRIED.pause(1, 0.0)) == (18.0, PAUSE)
    assert LIVE.pause(1, 2.0) == PAUSE
    assert LIVE.pause(200, 2.0) == pytest.approx(0.3)
