"""Likely pairs are found by keys with every save, and stay judged once somebody has judged."""

from __future__ import annotations

import asyncio

import pytest

from models.clients import PAIRS, REASONS, Client, Pair, match_anew
from models.clients.matching import pair_everybody
from models.database import transaction
from models.demo import fill
from models.errors import Refused
from models.history import undo
from models.lists import Query
from models.permissions import Role, Staff
from models.records import Changed, JournalEntry
from tests.factories import ANYBODY, make_client, retyped

pytestmark = pytest.mark.usefixtures("database")

SIRET, SIBLING = "73282932000074", "73282932000082"
PHONE, EMAIL = "02 98 00 11 22", "atelier@morel.example"
BREST = {"city": "Brest", "postcode": "29200"}


async def reasons() -> list[str]:
    return [row["reason"] for row in (await PAIRS.page(Query())).rows]


async def the_pair() -> Pair:
    return await Pair.get()


async def forget() -> None:
    async with transaction():
        await Pair.all().delete()


async def test_two_with_a_key_in_common_are_a_pair(subtests: pytest.Subtests) -> None:
    contact = {
        "contacts.1.place": "1",
        "contacts.1.name": "Léa",
        "contacts.1.email": f"autre@x.example, {EMAIL.upper()}",
    }
    cases = {
        "siret": ({"name": "Morel", "siret": SIRET}, {"name": "Garage", "siret": SIRET}),
        "siren": (
            {"name": "Morel", "siret": SIRET, **BREST},
            {"name": "Garage", "siret": SIBLING, "city": "BREST"},
        ),
        "phone": (
            {"name": "Garage Morel SARL", "phone": PHONE},
            {"name": "MOREL, garage", "mobile": f"{PHONE} / 06 00 00 00 01"},
        ),
        "email": (
            {"name": "Garage St Marc", **contact},
            {"name": "Saint-Marc garage", "email": EMAIL},
        ),
        "town": ({"name": "Sté Morel", **BREST}, {"name": "Société Morel", "city": "brest"}),
    }
    assert list(cases) == list(REASONS)
    for reason, (one, other) in cases.items():
        with subtests.test(reason):
            await forget()
            clients = [await make_client(**typed) for typed in (one, other)]
            assert await reasons() == [REASONS[reason]]
            pair = await the_pair()
            assert [pair.one_id, pair.other_id] == [client.id for client in clients]
            await Client.remove_many([client.id for client in clients], by=ANYBODY)


async def test_what_is_only_alike_is_no_pair() -> None:
    await make_client("Garage Morel", **BREST, phone=PHONE, siret=SIRET)
    await make_client("Garage Morel", city="Quimper")
    await make_client("Garage Morin", **BREST, phone=PHONE)
    await make_client("Morel Location", siret=SIBLING, city="Lyon")
    await make_client("Garage Morel")
    await make_client("Standard", phone="118 218")
    await make_client("Standard", phone="118 218")
    assert await reasons() == []


async def test_the_strongest_reason_is_said() -> None:
    for _ in range(2):
        await make_client("Garage Morel", siret=SIRET, phone=PHONE, **BREST)
    assert await reasons() == [REASONS["siret"]]


async def test_a_pair_follows_what_is_saved_thrown_away_and_taken_back() -> None:
    one, other = [await make_client("Garage Morel", phone=PHONE) for _ in range(2)]
    assert len(await reasons()) == 1

    await Client.amend(retyped(other, phone="02 98 00 11 33"), by=ANYBODY)
    assert await reasons() == []
    await Client.amend(retyped(await Client.get(id=other.id), phone=PHONE), by=ANYBODY)
    assert len(await reasons()) == 1

    await one.remove(by=ANYBODY)
    assert await reasons() == []
    await Client.restore_many([one.id], by=ANYBODY)
    assert len(await reasons()) == 1


async def test_pairs_that_come_and_go_are_announced(heard: list[Changed]) -> None:
    one, _ = [await make_client("Garage Morel", phone=PHONE) for _ in range(2)]
    pair = await the_pair()
    assert Changed(Pair.TOPIC, frozenset({pair.id})) in heard
    heard.clear()
    await one.remove(by=ANYBODY)
    assert Changed(Pair.TOPIC, frozenset({pair.id})) in heard


async def test_two_who_enter_one_client_at_the_same_time_make_a_pair() -> None:
    await asyncio.gather(*(make_client("Garage Morel", phone=PHONE) for _ in range(2)))
    assert len(await reasons()) == 1


async def test_a_key_that_many_share_tells_nobody() -> None:
    for _ in range(23):
        await make_client("Client de passage", **BREST)
    assert await PAIRS.count(Query()) == 20 * 19 // 2


async def test_what_somebody_has_set_apart_stays_so() -> None:
    one, other = [await make_client("Garage Morel", phone=PHONE) for _ in range(2)]
    pair = await the_pair()

    await Client.set_apart(pair.id, by=ANYBODY)
    for client in (one, other):
        await Client.amend(retyped(client, notes="vu"), by=ANYBODY)
        await client.remove(by=ANYBODY)
        await Client.restore_many([client.id], by=ANYBODY)

    assert await reasons() == []
    apart = await PAIRS.page(Query(filters={"apart": "1"}))
    assert [row["id"] for row in apart.rows] == [pair.id]
    with pytest.raises(Refused, match="déjà écartés"):
        await Client.set_apart(pair.id, by=ANYBODY)


async def test_both_histories_tell_of_it_and_either_takes_it_back() -> None:
    clients = [await make_client("Garage Morel", phone=PHONE) for _ in range(2)]
    for client in clients:
        await Client.set_apart((await the_pair()).id, by=ANYBODY)
        entry = (await JournalEntry.about("client", client.id, 1))[0]
        assert entry.action == "apart"
        await undo(entry.id, by=ANYBODY)
        assert len(await reasons()) == 1


async def test_who_may_not_edit_judges_nothing() -> None:
    for _ in range(2):
        await make_client("Garage Morel", phone=PHONE)
    with pytest.raises(Refused, match="modifier les fiches"):
        await Client.set_apart((await the_pair()).id, by=Staff("Léo", Role.READER))


async def test_all_at_once_finds_the_same_pairs_as_one_by_one() -> None:
    await fill(300, documents=0, by=ANYBODY)
    found = set(await Pair.all().values_list("one_id", "other_id", "reason"))
    assert found
    await forget()
    async with transaction():
        match_anew([one.id for one in await Client.all()])
    assert set(await Pair.all().values_list("one_id", "other_id", "reason")) == found
    await forget()
    async with transaction():
        await pair_everybody()
    assert set(await Pair.all().values_list("one_id", "other_id", "reason")) == found


async def test_pairs_are_found_by_their_reason() -> None:
    for name, phone, siret in (("Morel", PHONE, ""), ("Kerbrat", "", SIRET)):
        for _ in range(2):
            await make_client(name, phone=phone, siret=siret)
    for reason, name in (("phone", "Morel"), ("siret", "Kerbrat")):
        page = await PAIRS.page(Query(filters={"reason": reason}))
        assert [row["one"].partition(" (")[0] for row in page.rows] == [name]
