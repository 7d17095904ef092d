"""A client with an open document is kept, whoever asks and however; the others are trashed."""

import asyncio

import pytest
from tortoise.exceptions import IntegrityError

from models.clients import CLIENTS, Client
from models.documents import Document
from models.errors import Refused
from models.lists import Query
from models.records import Changed, JournalEntry
from models.records.verifying import first_break
from tests.factories import ANYBODY, make_client, make_document, make_document_in, steps

pytestmark = pytest.mark.usefixtures("database")


async def test_a_client_with_an_open_document_is_kept(subtests: pytest.Subtests) -> None:
    for kind, stage, status in steps(is_open=True):
        with subtests.test(kind=kind, stage=stage, status=status):
            client = await make_client()
            document = await make_document_in(client, kind, stage, status)

            with pytest.raises(Refused, match="1\u00a0document en cours : à clôturer d’abord"):
                await client.remove(by=ANYBODY)

            (obstacle,) = (await Client.removal([client.id])).blocked[client.id]
            assert obstacle.path == document.path
            assert not (await Client.get(id=client.id)).is_trashed


async def test_a_closed_document_is_not_in_the_way(subtests: pytest.Subtests) -> None:
    for kind, stage, status in steps(is_open=False):
        with subtests.test(kind=kind, stage=stage, status=status):
            client = await make_client()
            document = await make_document_in(client, kind, stage, status)

            in_the_way = (await Client.removal([client.id])).blocked.get(client.id, ())

            opened = await Document.filter(parent_id=document.id, is_open=True)
            assert {one.path for one in in_the_way} == {one.path for one in opened}


async def test_a_client_whose_documents_are_closed_can_go() -> None:
    client = await make_client()
    for _ in range(2):
        await make_document(client, moves="cancel")
    await client.remove(by=ANYBODY)
    assert (await Client.get(id=client.id)).is_trashed


async def test_the_refusal_counts_the_documents_in_the_way() -> None:
    client = await make_client("Garage du Port")
    for kind in ("rental", "sale", "invoice"):
        await make_document(client, kind)
    assert await client.removal_refusal() == (
        "«\u00a0Garage du Port\u00a0» a 3\u00a0documents en cours : à clôturer d’abord."
    )


async def test_a_client_without_documents_has_no_refusal() -> None:
    assert await (await make_client()).removal_refusal() is None


async def test_a_discarded_draft_invoice_is_not_in_the_way() -> None:
    client = await make_client()
    await (await make_document(client, "invoice")).discard(by=ANYBODY)
    await client.remove(by=ANYBODY)
    assert (await Client.get(id=client.id)).is_trashed


async def test_a_trashed_client_leaves_the_list_and_stays_in_the_database() -> None:
    client = await make_client()
    await client.remove(by=ANYBODY)
    assert await CLIENTS.ids(Query()) == []
    assert await CLIENTS.ids(Query(filters={"trash": "1"})) == [client.id]


async def test_a_client_is_trashed_once() -> None:
    client = await make_client()
    await client.remove(by=ANYBODY)
    with pytest.raises(Refused, match="déjà dans la corbeille"):
        await client.remove(by=ANYBODY)


async def test_of_several_clients_those_that_can_go_do() -> None:
    kept, gone, closed = [await make_client() for _ in range(3)]
    document = await make_document(kept)
    await make_document(closed, moves="cancel")

    removal = await Client.remove_many([kept.id, gone.id, closed.id], by=ANYBODY)

    assert removal.deletable == (gone.id, closed.id)
    assert {id_: [one.path for one in why] for id_, why in removal.blocked.items()} == {
        kept.id: [document.path]
    }
    assert await CLIENTS.ids(Query()) == [kept.id]


async def test_asking_about_a_removal_changes_nothing() -> None:
    clients = [await make_client() for _ in range(2)]
    removal = await Client.removal([one.id for one in clients])
    assert removal.deletable == tuple(one.id for one in clients)
    assert len(await CLIENTS.ids(Query())) == 2


async def test_clients_that_are_gone_or_trashed_are_left_out_of_a_removal() -> None:
    trashed = await make_client()
    await trashed.remove(by=ANYBODY)
    removal = await Client.remove_many([trashed.id, 999], by=ANYBODY)
    assert (removal.deletable, removal.blocked) == ((), {})


async def test_more_clients_than_one_statement_can_name_are_trashed() -> None:
    ids = [(await make_client()).id, *range(10_000, 41_000)]
    removal = await Client.remove_many(ids, by=ANYBODY)
    assert removal.deletable == (ids[0],)


async def test_who_deletes_many_is_told_how_many_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.records.trash.PORTION", 2)
    ids = [(await make_client()).id for _ in range(5)]
    told: list[int] = []

    await Client.remove_many(ids, by=ANYBODY, progress=told.append)
    await Client.restore_many(ids, by=ANYBODY, progress=told.append)

    assert told == 2 * [1, 2, 2, 3, 4, 5]


async def test_given_up_half_way_all_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.records.trash.PORTION", 1)
    ids = [(await make_client()).id for _ in range(3)]
    entries = await JournalEntry.all().count()

    def give_up(done: int) -> None:
        if done == 2:
            raise Refused("Assez.")

    with pytest.raises(Refused, match="Assez"):
        await Client.remove_many(ids, by=ANYBODY, progress=give_up)

    assert len(await CLIENTS.ids(Query())) == 3
    assert await JournalEntry.all().count() == entries
    assert await first_break() is None


async def test_a_document_opened_before_the_yes_wins() -> None:
    client = await make_client()
    asked = await Client.removal([client.id])
    document = await make_document(client)
    done = await Client.remove_many(asked.deletable, by=ANYBODY)
    assert done.deletable == ()
    assert [one.path for one in done.blocked[client.id]] == [document.path]


async def test_a_document_opened_at_the_same_time_is_never_orphaned(
    subtests: pytest.Subtests,
) -> None:
    for is_removed_first in (True, False):
        with subtests.test(is_removed_first=is_removed_first):
            client = await make_client()
            verbs = [client.remove(by=ANYBODY), Document.open_for(client.id, "rental", by=ANYBODY)]
            results = await asyncio.gather(
                *(verbs if is_removed_first else reversed(verbs)), return_exceptions=True
            )
            assert sum(isinstance(result, Refused) for result in results) == 1
            is_trashed = (await Client.get(id=client.id)).is_trashed
            assert is_trashed != await Document.filter(client_id=client.id).exists()


async def test_a_trashed_client_gets_no_new_document() -> None:
    client = await make_client()
    await client.remove(by=ANYBODY)
    with pytest.raises(Refused, match="corbeille : restaurez-le"):
        await make_document(client)
    assert not await Document.exists()


async def test_a_client_that_is_gone_gets_no_new_document() -> None:
    with pytest.raises(Refused, match="n’existe plus"):
        await Document.open_for(999, "sale", by=ANYBODY)


async def test_restored_clients_are_back_with_their_documents() -> None:
    client = await make_client()
    await make_document(client, moves="cancel")
    await client.remove(by=ANYBODY)

    assert await Client.restore_many([client.id], by=ANYBODY) == 1

    assert await CLIENTS.ids(Query()) == [client.id]
    assert await Document.of_client(client.id).count() == 1


async def test_restoring_counts_only_the_clients_that_were_in_the_trash() -> None:
    trashed, listed = await make_client(), await make_client()
    await trashed.remove(by=ANYBODY)
    assert await Client.restore_many([trashed.id, listed.id, 999], by=ANYBODY) == 1
    assert await Client.restore_many([trashed.id], by=ANYBODY) == 0


async def test_only_clients_that_moved_are_announced(heard: list[Changed]) -> None:
    gone, kept = await make_client(), await make_client()
    await make_document(kept)
    heard.clear()
    await Client.remove_many([gone.id, kept.id], by=ANYBODY)
    await Client.remove_many([kept.id], by=ANYBODY)
    await Client.restore_many([gone.id, kept.id], by=ANYBODY)
    assert heard == [Changed("client", frozenset({gone.id}))] * 2


async def test_the_database_keeps_a_client_that_has_documents() -> None:
    client = await make_client()
    await make_document(client, moves="cancel")
    with pytest.raises(IntegrityError):
        await Client.filter(id=client.id).delete()


async def test_the_database_keeps_a_document_from_which_another_was_made() -> None:
    invoice = await make_document(await make_client(), "invoice", moves="issue credit")
    with pytest.raises(IntegrityError):
        await Document.filter(id=invoice.id).delete()
