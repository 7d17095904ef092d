"""Two clients become one, with all that is theirs, and two again."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from models.clients import BOTH, CLIENTS, Client, Merge, MergePlan, look_alikes
from models.documents import DOCUMENT_LISTS, Document, Payment, receive
from models.errors import Refused
from models.history import undo
from models.lists import Query
from models.permissions import Role, Staff
from models.records import Conflict, JournalEntry, first_break
from models.todos import ToDo
from tests.factories import (
    ANYBODY,
    make_client,
    make_document,
    retyped,
    take,
)

pytestmark = pytest.mark.usefixtures("database")

PHONE = "02 98 00 11 22"


def contact(key: str, name: str, place: int = 1) -> dict[str, str]:
    return {f"contacts.{key}.place": str(place), f"contacts.{key}.name": name}


async def merge(stays: Client, *gone: Client, **chosen: Client) -> list[Merge]:
    plan = await MergePlan.of([stays.id, *(one.id for one in gone)])
    plan.keep(stays.id)
    for name, client in chosen.items():
        plan.choose(name, client.id)
    return await plan.carry_out(by=ANYBODY)


async def again(client: Client) -> Client:
    return await Client.get(id=client.id)


async def owners(*documents: Document) -> list[int]:
    return [(await Document.get(id=one.id)).client_id for one in documents]


async def test_notes_that_do_not_fit_together_are_those_of_the_one_that_stays() -> None:
    stays = await make_client("Garage Morel", notes="a" * 15_000)
    gone = await make_client("Morel", notes="b" * 15_000)
    plan = await MergePlan.of([stays.id, gone.id])
    await plan.carry_out(by=ANYBODY)
    assert (await Client.get(id=plan.stays_id)).notes in ("a" * 15_000, "b" * 15_000)


async def test_what_is_theirs_goes_over_and_what_is_frozen_keeps_its_snapshot() -> None:
    stays, gone = await make_client("Garage Morel"), await make_client("Morel SARL")
    own = await make_document(stays, "sale", "order")
    opened = await make_document(gone, "rental")
    issued = await make_document(gone, "invoice", moves="issue pay")
    before = await Document.get(id=issued.id)

    await merge(stays, gone)

    assert await owners(own, opened, issued) == [stays.id] * 3
    assert (await Document.get(id=opened.id)).client_name == "Garage Morel"
    after = await Document.get(id=issued.id)
    assert (after.client_name, after.client_identity) == ("Morel SARL", before.client_identity)
    assert after.frozen == before.frozen
    payment = await Payment.get()
    assert (payment.client_id, payment.client_name) == (stays.id, "Garage Morel")
    assert (await again(stays)).open_count == 2
    assert (await again(gone)).open_count == 0
    assert await first_break() is None


async def test_what_goes_over_is_counted_before() -> None:
    stays = await make_client("Garage Morel", **contact("a", "Léa"))
    gone = await make_client("Morel", **contact("b", "Léa"), **contact("c", "Paul", 2))
    await make_document(gone, "invoice", moves="issue pay")
    discarded = await make_document(gone, "invoice")
    await discarded.discard(by=ANYBODY)

    plan = await MergePlan.of([stays.id, gone.id])

    counted = [noun.counted(count) for noun, count in await plan.moving()]
    assert counted == ["1\u00a0document", "1\u00a0règlement", "1\u00a0contact"]


async def test_values_are_chosen_empty_ones_filled_and_equal_children_kept_once() -> None:
    stays = await make_client(
        "Garage Morel", phone=PHONE, notes="Sonner.", **contact("a", "Léa"), city="Brest"
    )
    gone = await make_client(
        "Morel SARL",
        phone="02 98 44 55 66",
        email="m@morel.example",
        notes="Chien.",
        street="1 rue Haute",
        city="Quimper",
        siret="73282932000074",
        **contact("b", "Léa"),
        **contact("c", "Paul", 2),
    )
    plan = await MergePlan.of([stays.id, gone.id])
    assert [row.label for row in plan.rows] == [
        *("Raison sociale", "Téléphone", "Adresse postale", "Notes")
    ]
    plan.choose("name", gone.id)
    assert plan.rows[-1].chosen == BOTH, "nothing that was noted is lost"
    await plan.carry_out(by=ANYBODY)

    one = await again(stays)
    assert (one.name, one.phone, one.email) == ("Morel SARL", "+33298001122", "m@morel.example")
    assert (one.street, one.city) == ("", "Brest"), "an address is of one client"
    assert one.siret == "73282932000074"
    assert one.notes == "Sonner.\nChien."
    assert [child["name"] for child in one.contacts] == ["Léa", "Paul"]


async def test_several_become_one_at_once() -> None:
    stays, *gone = [await make_client(f"Morel {n}", **contact(f"k{n}", f"C{n}")) for n in range(4)]
    documents = [await make_document(one, "sale", "order") for one in gone]
    await merge(stays, *gone, name=gone[1])
    one = await again(stays)
    assert one.name == "Morel 2"
    assert [child["name"] for child in one.contacts] == ["C0", "C1", "C2", "C3"]
    assert await owners(*documents) == [stays.id] * 3


async def test_the_other_stands_nowhere_and_leads_to_the_one_that_stays() -> None:
    stays, gone = await make_client("Garage Morel"), await make_client("Kerbrat", phone=PHONE)
    await merge(stays, gone)

    assert await CLIENTS.ids(Query()) == [stays.id]
    assert await CLIENTS.ids(Query("kerbrat")) == []
    assert await CLIENTS.ids(Query(filters={"trash": "1"})) == []
    assert gone.id not in [one.id for one, _ in await look_alikes({"name": "Kerbrat"})]
    assert (await Client.staying(gone.id)) == stays
    with pytest.raises(Refused, match="annulez la fusion"):
        await Client.restore_many([gone.id], by=ANYBODY)
    document = await Document.open_for(gone.id, "sale", "order", by=ANYBODY)
    assert document.client_id == stays.id
    assert (await again(stays)).open_count == 1


async def test_a_chain_leads_to_its_end() -> None:
    first, second, third = [await make_client(f"Morel {n}") for n in range(3)]
    await merge(second, first)
    (last,) = await merge(third, second)
    assert await Client.staying(first.id) == third
    document = await make_document(third, "sale", "order")
    found = await DOCUMENT_LISTS["sale"].ids(Query(filters={"client": str(first.id)}))
    assert found == [document.id], "a link to the first one's documents leads there, too"
    entry = (await JournalEntry.about("client", first.id, 1))[0]
    with pytest.raises(Refused, match="Annulez d’abord"):
        await undo(entry.id, by=ANYBODY)
    await Client.unmerge(last.id, by=ANYBODY)
    assert await Client.staying(first.id) == second


# --- meanwhile ------------------------------------------------------------------------------


async def test_what_is_typed_into_the_other_is_refused_and_can_be_taken_over() -> None:
    stays, gone = await make_client("Garage Morel", phone=PHONE), await make_client("Morel")
    draft = retyped(gone, notes="Rappeler.", phone="02 98 44 55 66", **contact("x", "Zoé"))
    await merge(stays, gone)

    with pytest.raises(Refused, match="fusionnée dans une autre"):
        await Client.amend(draft, by=ANYBODY)
    moved = await Client.moved_draft(draft)
    assert moved
    assert moved.record_id == stays.id
    with pytest.raises(Conflict, match="Téléphone"):
        await Client.amend(moved, by=ANYBODY)
    moved.base["phone"] = moved.typed["phone"] = (await again(stays)).typed()["phone"]
    one = await Client.amend(moved, by=ANYBODY)
    assert (one.notes, [child["name"] for child in one.contacts]) == ("Rappeler.", ["Zoé"])


async def test_what_a_colleague_has_changed_since_is_looked_at_first() -> None:
    stays, gone = await make_client("Garage Morel"), await make_client("Morel", phone=PHONE)
    for one, error, phone in ((gone, Refused, "02 98 00 00 01"), (stays, Conflict, PHONE)):
        plan = await MergePlan.of([stays.id, gone.id])
        await Client.amend(retyped(await again(one), phone=phone), by=ANYBODY)
        with pytest.raises(error, match="entre-temps"):
            await plan.carry_out(by=ANYBODY)
        assert not (await again(gone)).is_trashed


async def test_of_two_who_merge_at_the_same_time_one_wins() -> None:
    one, other = await make_client("Garage Morel"), await make_client("Morel")
    plans = [await MergePlan.of([one.id, other.id]) for _ in range(2)]
    plans[1].keep(other.id)
    results = await asyncio.gather(
        *(plan.carry_out(by=ANYBODY) for plan in plans), return_exceptions=True
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert len(await CLIENTS.ids(Query())) == await Merge.all().count() == 1


async def test_a_document_that_moves_at_the_same_time_is_counted_where_it_is() -> None:
    stays, gone = await make_client("Garage Morel"), await make_client("Morel")
    document = await make_document(gone, "sale", "order")
    plan = await MergePlan.of([stays.id, gone.id])
    await asyncio.gather(
        plan.carry_out(by=ANYBODY), document.move("cancel", by=ANYBODY, reason="essai")
    )
    assert [(await again(one)).open_count for one in (stays, gone)] == [0, 0]


async def test_only_who_may_edit_and_delete_merges_and_who_may_restore_undoes() -> None:
    stays, gone = await make_client("Garage Morel"), await make_client("Morel")
    counter = Staff("Léo", Role.COUNTER)
    with pytest.raises(Refused, match="supprimer"):
        await (await MergePlan.of([stays.id, gone.id])).carry_out(by=counter)
    (done,) = await merge(stays, gone)
    with pytest.raises(Refused, match="restaurer"):
        await Client.unmerge(done.id, by=counter)


async def test_too_few_and_too_many_are_not_compared() -> None:
    clients = [await make_client() for _ in range(9)]
    with pytest.raises(Refused, match="au plus"):
        await MergePlan.of([one.id for one in clients])
    with pytest.raises(Refused, match="deux fiches"):
        await MergePlan.of([clients[0].id, 999])


# --- undoing --------------------------------------------------------------------------------


async def test_undone_both_have_back_what_was_theirs() -> None:
    stays = await make_client("Garage Morel", phone=PHONE, **contact("a", "Léa"))
    gone = await make_client("Morel SARL", email="m@morel.example", **contact("b", "Paul"))
    own = await make_document(stays, "sale", "order")
    theirs = [
        await make_document(gone, "rental"),
        await make_document(gone, "invoice", moves="issue pay"),
    ]
    before = [(await again(one)).typed() for one in (stays, gone)]
    (done,) = await merge(stays, gone, name=gone)

    unmerged = await Client.unmerge(done.id, by=ANYBODY)

    assert [(await again(one)).typed() for one in (stays, gone)] == before
    assert await owners(own, *theirs) == [stays.id, gone.id, gone.id]
    assert (await Document.get(id=theirs[0].id)).client_name == "Morel SARL"
    assert (await Payment.get()).client_id == gone.id
    assert [(await again(one)).open_count for one in (stays, gone)] == [1, 1]
    assert await CLIENTS.ids(Query()) == [stays.id, gone.id]
    assert unmerged.said == ""
    with pytest.raises(Refused, match="déjà annulée"):
        await Client.unmerge(done.id, by=ANYBODY)


async def test_what_has_come_since_stays_and_is_listed() -> None:
    stays, gone = await make_client("Garage Morel"), await make_client("Morel", phone=PHONE)
    (done,) = await merge(stays, gone)
    since = await make_document(stays, "sale", "order")
    await Client.amend(retyped(await again(stays), phone="02 98 44 55 66"), by=ANYBODY)

    unmerged = await Client.unmerge(done.id, by=ANYBODY)

    assert unmerged.since["document.client_id"] == [since.id]
    assert unmerged.said == "1\u00a0document, Téléphone"
    assert (await again(stays)).phone == "+33298445566"
    assert (await again(gone)).phone == "+33298001122"
    entry = (await JournalEntry.about("client", stays.id, 1))[0]
    assert entry.changes["since"] == ["", unmerged.said]


async def test_what_has_come_of_their_documents_goes_back_with_them() -> None:
    stays, gone = await make_client("Garage Morel"), await make_client("Morel")
    order = await make_document(gone, "sale", "order", "prepare deliver")
    (done,) = await merge(stays, gone)
    invoice = await (await Document.get(id=order.id)).bill(by=ANYBODY)
    issued = await take(await Document.get(id=invoice.id), "issue")
    await receive({issued.id: Decimal(10)}, "card", by=ANYBODY)

    unmerged = await Client.unmerge(done.id, by=ANYBODY)

    assert await owners(order, invoice) == [gone.id] * 2
    assert (await Payment.get()).client_id == gone.id
    assert unmerged.said == ""


async def test_a_payment_for_both_keeps_them_one() -> None:
    stays, gone = await make_client("Garage Morel"), await make_client("Morel")
    invoices = [await make_document(one, "invoice", moves="issue") for one in (stays, gone)]
    (done,) = await merge(stays, gone)
    await receive({one.id: Decimal(10) for one in invoices}, "card", by=ANYBODY)
    with pytest.raises(Refused, match="factures des deux clients"):
        await Client.unmerge(done.id, by=ANYBODY)
    assert (await again(gone)).is_trashed


async def test_both_histories_tell_of_it_and_either_undoes_it() -> None:
    clients = [await make_client("Garage Morel"), await make_client("Morel")]
    for place, action in enumerate(("merge", "merged")):
        await merge(*clients)
        entry = (await JournalEntry.about("client", clients[place].id, 1))[0]
        assert entry.action == action
        await undo(entry.id, by=ANYBODY)
        assert len(await CLIENTS.ids(Query())) == 2
    assert await first_break() is None


async def test_a_head_office_takes_its_sites_along_and_never_becomes_one_of_them() -> None:
    head, site, other = [await make_client(f"Morel {n}") for n in range(3)]
    await site.attach(head.id, by=ANYBODY)
    with pytest.raises(Refused, match="gardez plutôt la fiche du siège"):
        await merge(site, head)
    (done,) = await merge(other, head)
    assert (await again(site)).head_id == other.id
    await Client.unmerge(done.id, by=ANYBODY)
    assert (await again(site)).head_id == head.id


async def test_what_is_to_be_done_goes_over_and_comes_back() -> None:
    stays, gone = await make_client("Garage Morel"), await make_client("Morel")
    todo = await ToDo.note_line(gone.id, "rappeler demain", by=ANYBODY)
    (done,) = await merge(stays, gone)
    late = await ToDo.note_line(gone.id, "demain", by=ANYBODY)
    assert late.client_id == stays.id, "whoever still has the old card"
    moved = await ToDo.get(id=todo.id)
    assert (moved.client_id, moved.client_name) == (stays.id, "Garage Morel")
    await Client.unmerge(done.id, by=ANYBODY)
    back = await ToDo.get(id=todo.id)
    assert (back.client_id, back.client_name) == (gone.id, "Morel")
