"""Many records are changed by one mechanism: in figures first, all or nothing, each journalled."""

import pytest

from models.catalogue import Article
from models.clients import CLIENTS, Client, with_tags
from models.documents import Document
from models.errors import Invalid, Refused
from models.history import undo
from models.permissions import Role, Staff
from models.records import Changed, JournalEntry, first_break, given, listen, taken_back
from tests.factories import ANYBODY, make_article, make_client, make_document, retyped

pytestmark = pytest.mark.usefixtures("database")

CLERK = Staff("Zoé", Role.COUNTER)
READER = Staff("Léa", Role.READER)
WARNED = {"status": "warn", "status_reason": "impayés"}


async def ids_of(*clients: Client) -> list[int]:
    return [client.id for client in clients]


async def test_what_is_said_in_figures_is_what_is_done() -> None:
    plain, warned, gone = await make_client(), await make_client(**WARNED), await make_client()
    blocked = await make_client(status="block", status_reason="x")
    await gone.remove(by=ANYBODY)
    ids = await ids_of(plain, warned, gone, blocked)
    said = await Client.effect_of(ids, given(WARNED), by=CLERK)
    assert (await Client.get(id=plain.id)).status == "active", "nothing is done yet"
    done = await Client.change_many(ids, given(WARNED), by=CLERK)
    assert said == done
    assert list(done.changed) == [plain.id]
    assert done.same == [warned.id]
    assert sorted(map(tuple, done.refused.values())) == [(gone.id,), (blocked.id,)]
    changed = await Client.get(id=plain.id)
    assert (changed.status, changed.status_reason, changed.version) == ("warn", "impayés", 2)
    assert changed.status_since is not None
    assert changed.updated_at > plain.updated_at


async def test_each_record_has_an_entry_of_its_own_and_everybody_is_told() -> None:
    clients = [await make_client() for _ in range(3)]
    told: list[Changed] = []
    end = listen(told.append)
    await Client.change_many(await ids_of(*clients), given({"country": "Belgique"}), by=ANYBODY)
    end()
    assert {one.topic: one.ids for one in told}["client"] == {one.id for one in clients}
    for client in clients:
        (entry, *_) = await JournalEntry.about("client", client.id, 3)
        assert (entry.action, entry.changes) == ("bulk", {"country": ["France", "Belgique"]})
    assert await first_break() is None


async def test_documents_follow_who_is_changed_with_others() -> None:
    client = await make_client()
    document = await make_document(client)
    await Client.change_many([client.id], given({"country": "Belgique"}), by=ANYBODY)
    assert (await Document.get(id=document.id)).client_identity["country"] == "Belgique"


async def test_fields_that_lose_their_meaning_are_emptied() -> None:
    client = await make_client(**WARNED)
    await Client.change_many([client.id], given({"status": "active"}), by=ANYBODY)
    now = await Client.get(id=client.id)
    assert (now.status, now.status_reason, now.status_since) == ("active", "", None)


async def test_one_that_cannot_hold_it_stays_and_says_why() -> None:
    client = await make_client()
    effect = await Client.change_many([client.id], given({"kind": "person"}), by=ANYBODY)
    assert effect.refused == {"Nom : Indiquez au moins un nom ou un prénom.": [client.id]}


async def test_all_of_it_is_taken_back_but_for_what_has_changed_since() -> None:
    first, second = [await make_client(tags="Bois") for _ in range(2)]
    done = await Client.change_many(
        await ids_of(first, second), with_tags(["VIP"], ["Bois"]), by=ANYBODY
    )
    await Client.amend(retyped(await Client.get(id=second.id), tags="VIP, Neuf"), by=ANYBODY)
    back = await Client.change_many(
        list(done.changed), taken_back(done.changed), by=ANYBODY, action="undo"
    )
    assert list(back.changed) == [first.id]
    assert back.refused == {"modifié encore depuis": [second.id]}
    assert (await Client.get(id=first.id)).tags == "Bois"
    assert await CLIENTS.ids(CLIENTS.asked({"q": "vip"})) == [second.id]


async def test_one_of_them_is_taken_back_from_its_own_history() -> None:
    first, second = [await make_client() for _ in range(2)]
    await Client.change_many(await ids_of(first, second), with_tags(["VIP"]), by=ANYBODY)
    (entry, *_) = await JournalEntry.about("client", first.id, 3)
    await undo(entry.id, by=ANYBODY)
    assert [one.tags for one in await Client.with_ids(await ids_of(first, second))] == ["", "VIP"]


async def test_given_up_half_way_nothing_is_changed() -> None:
    clients = [await make_client() for _ in range(3)]

    def give_up(_done: int) -> None:
        raise Refused("Abandonné.")

    with pytest.raises(Refused, match="Abandonné"):
        await Client.change_many(
            await ids_of(*clients), given({"country": "Suisse"}), by=ANYBODY, progress=give_up
        )
    assert not await Client.filter(country="Suisse").exists()


async def test_what_none_could_hold_is_said_at_once() -> None:
    for texts, name in (
        ({"status": "block", "status_reason": ""}, "status_reason"),
        ({"status": "nothing"}, "status"),
    ):
        with pytest.raises(Invalid) as invalid:
            Client.check_for_many(texts)
        assert set(invalid.value.errors) == {name}
    Client.check_for_many({"kind": "person"})


async def test_who_may_only_look_changes_nobody() -> None:
    with pytest.raises(Refused, match="ne permet pas"):
        await Client.change_many([1], given(WARNED), by=READER)
    with pytest.raises(Refused, match="ne permet pas"):
        await Client.effect_of([1], given(WARNED), by=READER)


async def test_what_other_records_forbid_is_asked_too() -> None:
    article = await make_article()
    effect = await Article.effect_of([article.id], given({"vat_code": "S99"}), by=ANYBODY)
    assert effect.refused == {
        "TVA : Ce taux n’est pas en vigueur : choisissez-en un autre.": [article.id]
    }


async def test_articles_are_changed_the_same_way() -> None:
    sold, text = await make_article(), await make_article(kind="text")
    effect = await Article.change_many(
        [sold.id, text.id], given({"unit": "hour", "is_active": "no"}), by=ANYBODY
    )
    assert list(effect.changed) == [sold.id]
    assert list(effect.refused) == ["Unité : sans objet."]
    now = await Article.get(id=sold.id)
    assert (now.unit, now.is_active) == ("hour", False)
