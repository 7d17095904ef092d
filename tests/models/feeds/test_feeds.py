"""The calendar of what is planned, and the business card of a client."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from models.clients import Client
from models.documents import Document
from models.errors import Refused
from models.feeds import business_card, calendar_of, compact_card
from models.french.wording import today
from models.permissions import Role, Staff
from models.staff import Account
from models.todos import ToDo
from tests.factories import ANYBODY, make_client, make_document, open_account, retyped

pytestmark = pytest.mark.usefixtures("database")

BASE = "https://comptoir.example.fr"
HOSTILE = "A;B,C\\D\nBEGIN:VEVENT\r\nX: é" + "ü" * 120


async def events(by: Staff = ANYBODY) -> dict[str, str]:
    """By title, when each thing begins."""
    calendar = Calendar.from_ical(await calendar_of(by, BASE))
    found: list[Any] = calendar.walk("VEVENT")
    return {str(one["summary"]): one["dtstart"].to_ical().decode() for one in found}


async def planned(client: Client, kind: str, **typed: str) -> Document:
    return await Document.amend(retyped(await make_document(client, kind), **typed), by=ANYBODY)


async def test_jobs_departures_and_returns_stand_in_the_calendar() -> None:
    client = await make_client("Martin")
    day = today() + timedelta(days=3)
    await planned(client, "intervention", planned_on=day.isoformat())
    rental = await planned(
        client, "rental", starts_at=f"{day}T08:00:00Z", ends_at=f"{day}T17:30:00Z"
    )
    plain = day.strftime("%Y%m%d")
    assert await events() == {
        "Intervention : Martin": plain,
        "Départ : Martin": f"{plain}T080000Z",
        "Retour : Martin": f"{plain}T173000Z",
    }
    await rental.move("reserve", by=ANYBODY)
    await rental.move("hand_out", by=ANYBODY)
    assert "Départ : Martin" not in await events()
    assert "Retour : Martin" in await events()


async def test_what_is_far_away_closed_or_a_quote_does_not() -> None:
    client = await make_client("Martin")
    for days in (-100, 500):
        day = today() + timedelta(days=days)
        await planned(client, "intervention", planned_on=day.isoformat())
    closed = await planned(client, "intervention", planned_on=today().isoformat())
    await closed.move("cancel", by=ANYBODY, reason="essai")
    quote = await make_document(client, "intervention", "quote")
    await Document.amend(retyped(quote, planned_on=today().isoformat()), by=ANYBODY)
    assert not await events()


async def test_each_sees_their_own_reminders() -> None:
    client, zoe = await make_client("Martin"), await open_account("Zoé", Role.COUNTER)
    own = Staff("Zoé", Role.COUNTER, zoe.id)
    day = (today() + timedelta(days=1)).isoformat()
    for who, text in ((str(zoe.id), "Appeler"), ("", "Écrire")):
        typed = {"text": text, "due_on": day, "due_time": "14:30", "account_id": who}
        await ToDo.add(client.id, typed, by=ANYBODY)
    found = await events(own)
    assert [*found] == ["Appeler : Martin"]
    assert found["Appeler : Martin"].endswith("Z"), "at a moment"
    assert not await events(Staff("Paul", Role.READER, 99))
    assert await Account.exists()


async def test_no_text_breaks_out_of_the_calendar() -> None:
    client = await make_client("Martin")
    job = await make_document(client, "intervention")
    draft = retyped(job, planned_on=today().isoformat(), subject=HOSTILE.replace("\n", " ")[:200])
    await Document.amend(draft, by=ANYBODY)
    content = await calendar_of(ANYBODY, BASE)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert "A;B,C\\D" in str(event["description"])
    assert str(event["url"]) == f"{BASE}{job.path}"


async def test_who_may_see_nothing_gets_nothing() -> None:
    nobody = Staff("Boutique", Role.READER, lent=frozenset())
    with pytest.raises(Refused):
        await calendar_of(nobody, BASE)


async def test_a_card_says_who_it_is_and_each_contact() -> None:
    client = await make_client(
        "Garage Martin; & fils, SARL",
        phone="02 98 00 00 00",
        email="a@example.com",
        street="3 rue Haute",
        postcode="29200",
        city="Brest",
        **{"contacts.1a.place": "1", "contacts.1a.name": "Anne", "contacts.1a.function": "Chef"},
    )
    lines = business_card(client).decode().split("\r\n")
    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == 2
    assert "FN:Garage Martin\\; & fils\\, SARL" in lines
    assert "TEL;TYPE=WORK:+33298000000" in lines
    assert {"EMAIL:a@example.com", "TITLE:Chef"} <= {*lines}
    assert "ADR;TYPE=WORK:;;3 rue Haute;Brest;;29200;France" in lines
    assert "Anne" not in compact_card(client)
    assert not [line for line in lines if line.startswith("TEL;TYPE=CELL")], "there is no mobile"


async def test_a_person_stands_under_the_family_name() -> None:
    client = await make_client(
        "", kind="person", civility="Mme", first_name="Zoé", last_name="Le G"
    )
    assert "N:Le G;Zoé;;Mme;" in business_card(client).decode()
    assert "ORG" not in business_card(client).decode()


async def test_no_text_breaks_out_of_the_card() -> None:
    client = await make_client("x")
    client.name = HOSTILE
    content = business_card(client)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.decode().replace("\r\n ", "").count("\r\n") < 12
    assert b"\nX:" not in content
