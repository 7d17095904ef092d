"""A client is served as usual, with care, on no new contract, or no longer: the models hold it."""

import pytest

from models.clients import CLIENTS, Client, look_alikes
from models.documents import KINDS, Document
from models.documents.kind import Need
from models.errors import Invalid, Refused
from models.french.wording import today
from models.history import undo
from models.lists import Query
from models.permissions import Role, Staff
from models.records import JournalEntry
from tests.factories import (
    ANYBODY,
    make_client,
    make_document,
    make_document_in,
    retyped,
    supplied,
    take,
)

pytestmark = pytest.mark.usefixtures("database")

CLERK = Staff("Zoé", Role.COUNTER)
LIFTED_BY = "Un gestionnaire ou un administrateur peut lever le blocage."


async def mark(client: Client, status: str, reason: str = "impayés") -> Client:
    fresh = await Client.get(id=client.id)
    draft = retyped(fresh, status=status, status_reason=reason)
    return await Client.amend(draft, by=ANYBODY)


async def test_whoever_is_to_be_warned_is_told_why(subtests: pytest.Subtests) -> None:
    client = await make_client()
    for status in ("warn", "block"):
        with subtests.test(status=status), pytest.raises(Invalid) as refused:
            await mark(client, status, " ")
        assert "status_reason" in refused.value.errors
    archived = await mark(client, "archived", "")
    assert (archived.mark, archived.status_since) == ("Archivé", today())


async def test_a_status_begins_on_its_day_and_leaves_nothing_behind() -> None:
    client = await mark(await make_client(), "warn")
    await Client.filter(id=client.id).update(status_since="2026-01-02")
    client = await mark(client, "warn", "chèque refusé")
    assert str(client.status_since) == "2026-01-02", "another reason is no other status"
    assert client.alert == "Depuis le 2\u00a0janv.\u00a02026 : chèque refusé"
    client = await mark(client, "block", "chèque refusé")
    assert client.status_since == today()
    client = await mark(client, "active", "chèque refusé")
    assert (client.status_since, client.status_reason, client.alert) == (None, "", "")


async def test_no_contract_begins_for_who_is_blocked(subtests: pytest.Subtests) -> None:
    client = await mark(await make_client("Morel"), "block", "impayés.")
    for kind in KINDS.values():
        for stage in kind.first_stages:
            with subtests.test(kind=kind.code, stage=stage.code):
                if not stage.is_contract:
                    assert await Document.open_for(client.id, kind.code, stage.code, by=ANYBODY)
                    continue
                with pytest.raises(Refused, match="Morel.*est bloqué : impayés. " + LIFTED_BY):
                    await Document.open_for(client.id, kind.code, stage.code, by=ANYBODY)
    assert {s.code for k in KINDS.values() for s in k.stages if s.is_contract} == {
        *("work_order", "contract", "order")
    }


async def test_nothing_leaves_for_who_is_blocked_and_all_comes_back(
    subtests: pytest.Subtests,
) -> None:
    """Of every legal move of every kind, only those that need the client's standing are refused."""
    refused = set()
    for kind in KINDS.values():
        for stage in kind.stages:
            for move in stage.moves:
                if move.by_itself or stage.code in {"invoice", "credit_note"}:
                    continue
                source = sorted(move.sources)[0]
                client = await make_client()
                document = await make_document_in(client, kind.code, stage.code, source)
                document = await supplied(document, move.code)
                await mark(client, "block")
                with subtests.test(kind=kind.code, move=move.code):
                    if Need.CLIENT in move.needs:
                        with pytest.raises(Refused, match="est bloqué : impayés"):
                            await document.move(move.code, by=ANYBODY, reason="essai")
                        refused.add(move.code)
                    else:
                        assert await document.move(move.code, by=ANYBODY, reason="essai")
    assert refused == {"transform", "start", "reserve", "hand_out", "deliver"}


async def test_what_was_done_is_invoiced_paid_and_credited_for_who_is_blocked() -> None:
    client = await make_client()
    contract = await make_document(client, "rental", moves="reserve hand_out")
    await mark(client, "block")
    invoice = await take(await take(contract, "take_back"), "bill")
    invoice = await take(invoice, "issue")
    await take(await Document.get(id=invoice.id), "pay")
    await mark(client, "archived")
    credit = await (await Document.get(id=invoice.id)).credit(by=ANYBODY, reason="essai")
    assert credit.is_credit_note


async def test_an_archived_client_leaves_the_list_and_gets_no_document_until_it_is_back() -> None:
    client = await make_client("Zinguerie Morvan", city="Brest")
    quote = await make_document(client, "rental", "quote", "send")
    await mark(client, "archived", "")
    assert await CLIENTS.count(CLIENTS.asked({})) == 0
    assert (await CLIENTS.page(CLIENTS.asked({"q": "morvan"}))).rows == []
    (row,) = (await CLIENTS.page(CLIENTS.asked({"status": "archived", "q": "morvan"}))).rows
    assert (row["id"], row["mark"]) == (client.id, "Archivé")
    with pytest.raises(Refused, match="est archivé : remettez-le d’abord actif"):
        await Document.open_for(client.id, "rental", "quote", by=ANYBODY)
    with pytest.raises(Refused, match="est archivé"):
        await quote.duplicate(by=ANYBODY)
    assert await quote.move("revise", by=ANYBODY)

    known = [one for one, _ in await look_alikes({"name": "Zinguerie Morvan", "city": "Brest"})]
    assert [one.id for one in known] == [client.id], "it is known still"

    await mark(client, "active")
    assert await CLIENTS.count(CLIENTS.asked({})) == 1
    assert await Document.open_for(client.id, "rental", by=ANYBODY)


async def test_an_archived_client_in_the_trash_is_in_the_list_of_the_trash() -> None:
    client = await mark(await make_client(), "archived")
    await client.remove(by=ANYBODY)
    assert await CLIENTS.ids(CLIENTS.asked({"trash": "1"})) == [client.id]


async def test_only_who_may_block_lifts_a_block() -> None:
    client = await make_client()
    for status in ("warn", "archived", "active"):
        await Client.amend(retyped(client, status=status, status_reason="x"), by=CLERK)
        client = await Client.get(id=client.id)
    with pytest.raises(Refused, match="ne permet pas de bloquer un client"):
        await Client.amend(retyped(client, status="block", status_reason="x"), by=CLERK)
    draft = Client.blank()
    draft.typed |= {"name": "Morel", "status": "block", "status_reason": "x"}
    with pytest.raises(Refused, match="ne permet pas de bloquer"):
        await Client.create_from(draft, by=CLERK)
    client = await mark(client, "block")
    for typed in ({"status": "active"}, {"status_reason": "réglé"}):
        with pytest.raises(Refused, match="lever son blocage"):
            await Client.amend(retyped(client, **typed), by=CLERK)
    assert (await Client.amend(retyped(client, city="Brest"), by=CLERK)).city == "Brest"


async def test_a_status_is_told_and_taken_back_as_any_field() -> None:
    client = await mark(await make_client(), "block")
    (entry, *_) = await JournalEntry.about("client", client.id, 5)
    assert entry.changes["status"] == ["active", "block"]
    assert Client.worded("status", "block") == "Bloquer"
    await undo(entry.id, by=ANYBODY)
    assert (await Client.get(id=client.id)).status == "active"


async def test_a_filter_finds_each_status() -> None:
    by_status = {
        status: (await mark(await make_client(), status)).id for status in ("warn", "block")
    }
    for status, id_ in by_status.items():
        assert await CLIENTS.ids(CLIENTS.asked({"status": status})) == [id_]
    assert await CLIENTS.ids(Query(sort="-city", filters={"status": "warn"})) == [by_status["warn"]]
