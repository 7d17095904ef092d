"""A card as it was on a day, from the journal; and what has changed since one last saw it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from models.clients import CONTACTS, Client, ClientKind, anonymise
from models.documents import Document, balance_of, outstanding_on, receive
from models.errors import Refused
from models.french import today
from models.history import News, note_visit, past_of
from models.permissions import Role, Staff
from models.records import JournalEntry, Trashable
from tests.factories import ANYBODY, make_client, make_document, money, retyped, take

pytestmark = pytest.mark.usefixtures("database")

DAYS = tuple(today() - timedelta(days=past) for past in (30, 20, 10))
ZOE = Staff("Zoé", Role.COUNTER, 5)


async def put_back(record: Trashable, *days: date) -> None:
    """Have the entries about a record be of these days, in their order."""
    entries = await JournalEntry.filter(topic=record.TOPIC, record_id=record.id).order_by("id")
    for entry, day in zip(entries, days, strict=True):
        at = datetime.combine(day, time(12), UTC)
        await JournalEntry.filter(id=entry.id).update(at=at)
    await (
        type(record)
        .filter(id=record.id)
        .update(created_at=datetime.combine(days[0], time(12), UTC))
    )


async def test_a_card_is_told_backwards_with_its_contacts() -> None:
    client = await make_client("Avant", city="Brest", phone="02 98 11 22 33")
    draft = client.draft()
    key, texts = CONTACTS.added(draft.typed, {"name": "Zoé Morel"})
    draft.typed |= {**texts, "name": "Après"}
    client = await Client.amend(draft, by=ANYBODY)
    draft = retyped(client, city="Quimper", phone="")
    draft.typed |= dict.fromkeys(CONTACTS.names_of(key), "")
    client = await Client.amend(draft, by=ANYBODY)
    await put_back(client, *DAYS)
    client = await Client.get(id=client.id)

    first, second, last = [await past_of(client, day, ANYBODY) for day in DAYS]

    assert (first.record.name, first.record.city, first.record.contacts) == ("Avant", "Brest", [])
    assert (second.record.name, second.record.city) == ("Après", "Brest")
    assert [one["name"] for one in second.record.contacts] == ["Zoé Morel"]
    assert second.record.lines("phone")
    assert (last.record.name, last.record.city, last.record.contacts) == ("Après", "Quimper", [])
    told = {one.label: (one.before, one.after) for one in first.differences}
    assert told["Raison sociale"] == ("Avant", "Après")
    assert told["Ville"] == ("Brest", "Quimper")
    assert last.differences == []
    assert (await Client.get(id=client.id)).name == "Après"


async def test_a_person_had_the_name_of_then() -> None:
    client = await make_client("", kind=str(ClientKind.PERSON), last_name="Morel")
    client = await Client.amend(retyped(client, last_name="Dupont"), by=ANYBODY)
    await put_back(client, *DAYS[:2])

    past = await past_of(await Client.get(id=client.id), DAYS[0], ANYBODY)

    assert past.record.name == "Morel"


async def test_what_was_not_there_or_is_forgotten_is_refused() -> None:
    client = await make_client("Avant")
    await put_back(client, DAYS[1])
    client = await Client.get(id=client.id)
    with pytest.raises(Refused, match="n’existait pas encore"):
        await past_of(client, DAYS[0], ANYBODY)
    with pytest.raises(Refused, match="date passée"):
        await past_of(client, today() + timedelta(days=1), ANYBODY)

    await anonymise([client.id], "demande", by=ANYBODY)
    await JournalEntry.filter(action="create").update(at=datetime.now(UTC))
    with pytest.raises(Refused, match="effacé"):
        await past_of(await Client.get(id=client.id), DAYS[1], ANYBODY)


async def test_what_was_owed_on_a_day_is_what_was_invoiced_less_what_was_paid_by_then() -> None:
    client = await make_client()
    invoices = [await make_document(client, "invoice", moves="issue") for _ in range(3)]
    (part,) = money("20.00")
    await receive({invoices[0].id: part}, "card", by=ANYBODY, received_on=DAYS[1])
    for invoice, day in zip(invoices, DAYS, strict=True):
        await Document.filter(id=invoice.id).update(dated_on=day)

    owed = [await outstanding_on(client.id, day) for day in (DAYS[0], DAYS[1], DAYS[2])]

    assert owed == list(money("120.00", "220.00", "340.00"))
    await take(await Document.get(id=invoices[1].id), "credit")
    await take(await Document.get(id=invoices[2].id), "write_off")
    balance = await balance_of(client.id)
    assert await outstanding_on(client.id, today()) == balance.outstanding


async def test_one_is_told_what_others_have_changed_since_the_last_visit() -> None:
    client = await make_client("Un")
    assert await News.of("client", client.id, ZOE) is None
    latest = (await JournalEntry.about("client", client.id, 1))[0].id
    await note_visit("client", client.id, latest, ZOE)
    assert await News.of("client", client.id, ZOE) is None

    client = await Client.amend(retyped(client, city="Brest"), by=ZOE)
    client = await Client.amend(retyped(client, name="Deux"), by=ANYBODY)
    client = await Client.amend(retyped(client, name="Trois"), by=ANYBODY)

    news = await News.of("client", client.id, ZOE)
    assert news is not None
    assert (news.count, news.after) == (2, latest)
    await note_visit("client", client.id, latest + 3, ZOE)
    assert await News.of("client", client.id, ZOE) is None
    assert await News.of("client", client.id, ANYBODY) is None
