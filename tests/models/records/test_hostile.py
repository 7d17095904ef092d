"""Whatever is typed into a client's form is stored as text or refused in French, nothing else."""

from collections.abc import Awaitable
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.clients import CLIENTS, Client
from models.documents import Document
from models.errors import Invalid
from models.lists import Query
from models.records import Record
from tests.factories import ANYBODY, make_client, make_document, retyped

pytestmark = pytest.mark.usefixtures("database")

AnyRecord = TypeVar("AnyRecord", bound=Record)

ANY_TEXT = st.text(st.characters(exclude_categories=()))
LETTERS = st.text(st.characters(categories=["L", "N", "M"]), min_size=1)
LONG = st.builds(
    lambda char, times: char * times, st.characters(exclude_categories=()), st.integers(0, 500)
)
# Examples add clients to the database of their test and look only at their own.
sharing = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

NAMES = {
    "emoji": "Fleurs 🌷👩‍👩‍👧 de Nice",
    "right to left": "مؤسسة الأمل שלום",
    "right to left override": "Dupont \u202eexe.pdf",
    "script": "<script>alert(1)</script>",
    "markup": "<img src=x onerror=alert(1)> &amp; <b>",
    "quotes": 'L\'Abri "du" `Port` ’”»',
    "NUL": "Gar\x00age",
    "newlines": "Garage\r\ndu\nPort\u2028Nord",
    "nbsp": "Garage\u00a0du\u202fPort",
    "SQL": "Robert'); DROP TABLE client;--",
    "LIKE": "100%_pur\\_jus%",
    "FTS": '"a" OR b* NEAR(c) AND NOT search:d',
    "template": "{{ name }} ${name} {0} %s",
    "lone surrogate": "Gar\ud800age",
    "joiners": "\u200d\u200c Garage \u200d",
    "combining": "Z\u0335\u0334\u0337a\u0301\u0323\u0308lgo" * 4,
    "ligature": "\ufdfa" * 200,
    "formula": "=1+1",
    "null": "NULL",
    "one letter": "X",
    "only signs": "&&& !!!",
}


async def test_a_hostile_name_is_stored_as_text_and_found(subtests: pytest.Subtests) -> None:
    shown = {(await make_client("Bellevue")).id: "Bellevue"}
    for case, name in NAMES.items():
        with subtests.test(case=case):
            client = await Client.get(id=(await make_client(name)).id)
            shown[client.id] = client.name
            assert client.name
            assert "\n" not in client.name
            client.name.encode()
            assert client.id in await CLIENTS.ids(Query(search=client.name))
            assert client.id in await CLIENTS.ids(Query(search=name))
            rows = (await CLIENTS.page(Query())).rows
            assert {row["id"]: row["name"] for row in rows} == shown


async def test_visible_characters_are_stored_as_they_are(subtests: pytest.Subtests) -> None:
    for name in (
        "<script>alert(1)</script>",
        'L\'Abri "du" Port',
        "100%_pur\\_jus%",
        "مؤسسة",
        "🌷",
    ):
        with subtests.test(name=name):
            client = await make_client(name)
            assert (await Client.get(id=client.id)).name == name


async def test_a_name_of_five_hundred_characters_is_refused(subtests: pytest.Subtests) -> None:
    for char in ("a", "é", "🌷", "'", "%", "<", "\ufdfa", "ش"):
        with (
            subtests.test(char=char),
            pytest.raises(Invalid, match="200 caractères au plus ; il y en a 500"),
        ):
            await make_client(char * 500)


def test_every_text_has_a_length_that_is_told_in_french(subtests: pytest.Subtests) -> None:
    for model in (Client, Document):
        texts = [one for one in model.FIELDS if isinstance(getattr(model(), one.name), str)]
        for field in texts:
            with subtests.test(model=model.TOPIC, field=field.name):
                long = "9" * ((model.length_of(field.name) or 1_000_000) + 1)
                typed = {**model.blank().typed, "kind": "person", "stage": "invoice"}
                typed[field.name] = long
                shown = model.errors_in(typed) | model.errors_in(typed | {"kind": "company"})
                assert field.name in shown


async def test_the_longest_person_is_stored() -> None:
    draft = Client.blank()
    draft.typed |= {"kind": "person", "civility": "Mme", "notes": "x" * 20_000}
    draft.typed |= {"first_name": "\ufdfa" * 90, "last_name": "\ufdfa" * 100}

    made = await Client.create_from(draft, by=ANYBODY)

    assert (await Client.get(id=made.id)).last_name == "\ufdfa" * 100


async def test_a_name_that_would_look_empty_is_refused(subtests: pytest.Subtests) -> None:
    for name in ("\x00", "\u200b\u200e", "\ud800", "\u3164", "\ufeff", "\u2028"):
        with subtests.test(name=name), pytest.raises(Invalid, match="à remplir"):
            await make_client(name + name)


async def saved(saving: Awaitable[AnyRecord]) -> AnyRecord | None:
    """What was saved, or None when it was refused with a sentence for each field."""
    try:
        return await saving
    except Invalid as refusal:
        errors = refusal.errors
    assert errors
    assert all(errors.values())
    return None


CLIENT_FIELDS = [entry.name for entry in Client.FIELDS if entry.name != "kind"]
DOCUMENT_FIELDS = [entry.name for entry in Document.FIELDS]


def some_of(fields: list[str]) -> st.SearchStrategy[dict[str, str]]:
    """Few fields at a time, so that one refused field does not hide the others."""
    return st.dictionaries(st.sampled_from(fields), ANY_TEXT | LETTERS | LONG, max_size=3)


@sharing
@given(some_of(CLIENT_FIELDS), st.sampled_from(["company", "person", "public"]))
async def test_any_form_is_stored_or_refused(typed: dict[str, str], kind: str) -> None:
    draft = Client.blank()
    draft.typed |= {"kind": kind, "name": "Garage", "last_name": "Petit", **typed}
    client = await saved(Client.create_from(draft, by=ANYBODY))
    if client:
        client = await Client.get(id=client.id)
        assert client.id in await CLIENTS.ids(Query(search=client.name))
        # What is shown can be saved again, and means the same.
        values = Client.checked(client.typed())
        applying = [one.name for one in Client.FIELDS if one.applies(client.typed())]
        assert all(values[name] == getattr(client, name) for name in applying)


@sharing
@given(LETTERS | ANY_TEXT, LETTERS | ANY_TEXT)
@example(name="ﬃ" * 200, city="ﬃ" * 100)
@example(name="İ" * 200, city="ß" * 100)
@example(name="a.b.c", city="c.q.f.d")
async def test_a_stored_client_is_found_by_name_and_city(name: str, city: str) -> None:
    draft = Client.blank()
    draft.typed |= {"name": name, "city": city}
    client = await saved(Client.create_from(draft, by=ANYBODY))
    if client:
        client = await Client.get(id=client.id)
        for text in (client.name, client.city, f"{client.city} {client.name}"):
            assert client.id in await CLIENTS.ids(Query(search=text))


@sharing
@given(some_of(CLIENT_FIELDS))
async def test_any_change_of_a_client_is_stored_or_refused(typed: dict[str, str]) -> None:
    client = await make_client("Garage", siret="404 833 048 00022", phone="0612345678")
    amended = await saved(Client.amend(retyped(client, **typed), by=ANYBODY))
    if amended:
        assert (await Client.get(id=client.id)).typed() == amended.typed()


@sharing
@given(some_of(DOCUMENT_FIELDS))
async def test_any_change_of_a_document_is_stored_or_refused(typed: dict[str, str]) -> None:
    document = await make_document(await make_client())
    amended = await saved(Document.amend(retyped(document, **typed), by=ANYBODY))
    if amended:
        assert (await Document.get(id=document.id)).typed() == amended.typed()


async def test_a_document_carries_the_name_of_its_client(subtests: pytest.Subtests) -> None:
    for case, name in NAMES.items():
        with subtests.test(case=case):
            client = await make_client(name)
            document = await make_document(client, "invoice")
            stored = await Document.get(id=document.id)
            assert (stored.client_name, stored.client_identity) == (
                client.name,
                client.identity.details,
            )
