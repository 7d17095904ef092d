"""What people really type, from desks like ours: a table of inputs with what becomes of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from models.clients import CLIENTS, Client, look_alikes
from models.clients.export import plain
from models.clients.fields import CLIENT_FIELDS
from models.french.maps import maps_url
from models.french.phones import clean_phone, phone_links, phone_warning
from models.lists import Query
from models.lists.spreadsheet import marked
from tests.factories import ANYBODY, make_client

TABLE: dict[str, list[Any]] = json.loads(
    Path(__file__).with_name("what_is_typed.json").read_text("utf-8")
)
FIELDS = {field.name: field for field in CLIENT_FIELDS}


def test_phones_are_stored_as_they_are_dialled(subtests: pytest.Subtests) -> None:
    for typed, stored in TABLE["phones"]:
        with subtests.test(typed=typed):
            country = typed.get("country", "France")
            assert clean_phone(typed["phone"], typed.get("postcode", ""), country) == stored
    for typed, links in TABLE["links"]:
        with subtests.test(typed=typed):
            assert [link for _, link in phone_links(clean_phone(typed))] == links
    for typed in TABLE["no advice on phones"]:
        with subtests.test(typed=typed):
            assert phone_warning(*typed) is None


def test_fields_are_read_refused_or_advised_on(subtests: pytest.Subtests) -> None:
    for name, text, others, value in TABLE["values"]:
        with subtests.test(text=text):
            assert FIELDS[name].clean(text, others) == value
    for name, text, others, sentence in TABLE["refusals"]:
        with subtests.test(text=text), pytest.raises(ValueError, match=sentence):
            FIELDS[name].clean(text, others)
    for name, typed, sentence in TABLE["advised"]:
        with subtests.test(typed=typed):
            FIELDS[name].clean(typed[name], typed)
            assert sentence in (FIELDS[name].advise(typed) or "")
    for name, typed in TABLE["not advised"]:
        with subtests.test(typed=typed):
            assert FIELDS[name].advise(typed) is None


def test_links_and_files_say_what_they_should(subtests: pytest.Subtests) -> None:
    for address, place in TABLE["map"]:
        with subtests.test(address=address):
            assert parse_qs(urlsplit(maps_url(*address) or "").query)["query"] == [place]
    for text, cell in TABLE["cells"]:
        with subtests.test(text=text):
            assert marked(plain(text)) == cell


@pytest.mark.usefixtures("database")
async def test_clients_are_found(subtests: pytest.Subtests) -> None:
    made = [(await make_client(**stored), text) for stored, text in TABLE["found"]]
    for client, text in made:
        with subtests.test(text=text):
            assert client.id in await CLIENTS.ids(Query(search=text))


@pytest.mark.usefixtures("database")
async def test_clients_are_recognised(subtests: pytest.Subtests) -> None:
    for stored, typed, reason in TABLE["look-alikes"]:
        with subtests.test(typed=typed):
            client = await make_client(**stored)
            found = await look_alikes(Client.blank().typed | typed)
            assert [(one.id, why) for one, why in found] == [(client.id, reason)]
            await client.remove(by=ANYBODY)


@pytest.mark.usefixtures("database")
async def test_clients_are_listed_in_natural_order() -> None:
    (in_order,) = TABLE["order"]
    for name in sorted(in_order):
        await make_client(name)
    assert [row["name"] for row in (await CLIENTS.page(Query())).rows] == in_order
