"""One search for everything: whole numbers first, then what was seen lately, then the rest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from models.attachments import Attachment
from models.clients import Client
from models.documents import Document
from models.finding import Group, find_everywhere, wish_in
from models.finding.numbers import amount_in
from models.history.visit import note_visit
from models.permissions import Role, Staff
from tests.factories import ANYBODY, make_account, make_article, make_client, make_document
from tests.papers_of_others import pdf_file

READER = Staff("Karim", Role.READER)


def test_a_wish_is_told_by_its_first_words() -> None:
    for text, wish in (
        ("nouvelle location pour Garage Morel", ("rental", "Garage Morel")),
        ("Nouvelle  LOCATION", ("rental", "")),
        ("créer une intervention pour Éts Lévy", ("intervention", "Éts Lévy")),
        ("+ client Dupont", ("client", "Dupont")),
        ("nouveau client", ("client", "")),
        ("facture pour Morel", ("invoice", "Morel")),
        ("vente Morel", None),
        ("location", None),
        ("Nouvelle Aquitaine", None),
        ("pour", None),
        ("+", None),
        ("", None),
    ):
        assert wish_in(text) == wish, text


def test_an_amount_has_cents_or_the_sign_of_the_euro() -> None:
    for text, amount in (
        ("1 234,50", "1234.50"),
        ("120 €", "120"),
        ("120,00 euros", "120"),
        ("120", None),
        ("02.98", "2.98"),
        ("0,00", None),
        ("x €", None),
    ):
        assert amount_in(text) == (Decimal(amount) if amount else None), text


def titles(groups: list[Group]) -> dict[str, list[str]]:
    return {group.heading: [hit.title for hit in group.hits] for group in groups}


async def found(text: str, by: Staff = ANYBODY) -> dict[str, list[str]]:
    return titles(await find_everywhere(text, by=by))


@pytest.mark.usefixtures("database")
async def test_all_kinds_are_found_at_once() -> None:
    client = await make_client("Garage Morel", city="Brest", **contact("Zoé Kerjean"))
    await make_article("Pelle Morel", reference="PEL-1")
    document = await make_document(client, "rental")
    assert await found("morel") == {
        "Clients": ["Garage Morel"],
        "Documents": [document.title],
        "Articles": ["Pelle Morel"],
    }
    assert await found("kerjean") == {"Clients": ["Garage Morel"], "Contacts": ["Zoé Kerjean"]}
    assert await found("introuvable") == {}


def contact(name: str) -> dict[str, str]:
    return {"contacts.k1.place": "1", "contacts.k1.name": name}


@pytest.mark.usefixtures("database")
async def test_a_whole_number_comes_before_all_it_is_a_part_of() -> None:
    for serial in range(30):
        await make_client(f"Société {serial}", phone=f"02 98 44 12 {serial:02}")
    client = await make_client("Zut", phone="02 98 44 13 00", siret="732 829 320 00074")
    document = await make_document(client, "invoice", moves="issue", lines=({"price": "80"},))
    for text in (client.code or "", "0298441300", "73282932000074", "732 829 320"):
        groups = await find_everywhere(text, by=ANYBODY)
        assert groups[0].hits[0].title == "Zut", text
        assert groups[0].hits[0].is_exact
    assert document.number
    number, *_others = await find_everywhere(document.number.lower(), by=ANYBODY)
    assert [hit.path for hit in number.hits] == [document.path]

    groups = await find_everywhere(f"{document.ttc:.2f}", by=ANYBODY)
    assert groups[0].hits[0].path == document.path
    assert "€" in groups[0].hits[0].under
    assert await found(f"{document.ttc:.2f} €", by=READER) == {}, "who sees no prices finds none"


@pytest.mark.usefixtures("database")
async def test_what_was_seen_lately_comes_first_and_is_there_before_anything_is_typed() -> None:
    by = replace(ANYBODY, account_id=(await make_account()).id)
    clients = [await make_client(f"Garage {serial:02}") for serial in range(12)]
    assert await found("", by) == {}
    for seen in (clients[9], clients[7]):
        await note_visit(Client.TOPIC, seen.id, 0, by)
    assert (await found("garage", by))["Clients"][:3] == ["Garage 07", "Garage 09", "Garage 00"]
    assert await found("  ", by) == {"Vus récemment": ["Garage 07", "Garage 09"]}
    await clients[7].remove(by=by)
    assert await found("", by) == {"Vus récemment": ["Garage 09"]}


@pytest.mark.usefixtures("database")
async def test_a_file_is_found_with_its_record_until_that_is_in_the_trash() -> None:
    client = await make_client("Garage Morel")
    await Attachment.receive(
        "client", client.id, "Plan du hangar.pdf", pdf_file("Plan"), by=ANYBODY
    )
    assert await found("hangar") == {"Fichiers": ["Plan du hangar.pdf"]}
    await (await Client.get(id=client.id)).remove(by=ANYBODY)
    assert await found("hangar") == {}


@pytest.mark.usefixtures("database")
async def test_nothing_that_is_typed_is_too_much() -> None:
    await make_client("Garage")
    for text in (
        "'; DROP TABLE client; --",
        "%",
        "_",
        "€",
        "1" * 500,
        "x" * 5_000,
        "\x00",
        "+" * 99,
    ):
        await find_everywhere(text, by=ANYBODY)
    assert await Document.all().count() == 0
