"""The demo data is plausible, complete, and the same for the same seed."""

import asyncio
import re
from typing import Any

import pytest
from stdnum.fr import siret

from models.clients.client import Client
from models.clients.fields import ClientKind
from models.clients.list import CLIENTS
from models.database.connection import (
    connect,
    dialect,
    disconnect,
    reader,
)
from models.demo.documents import ways
from models.demo.fill import fill
from models.documents.document import Document
from models.documents.kinds import every_stage
from models.errors import Refused
from models.french.identifiers import vat_from_siren
from models.french.postcodes import communes_of
from models.lists.query import Query
from models.records.changes import Changed, listen
from tests.factories import ANYBODY

pytestmark = pytest.mark.usefixtures("database")

FICTION = re.compile(r"\+33(1990|2619|3530|4657|5364|6399)[0-9]{5}")
DATES = ("created_at", "updated_at")


def stored(client: Client) -> dict[str, Any]:
    return {name: getattr(client, name) for name in Client._meta.db_fields}


async def every_client() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await Client.all().order_by("id").values()
    return [{name: row[name] for name in row if name not in DATES} for row in rows]


async def every_document() -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = (
        await Document.all()
        .order_by("id")
        .values_list("client_id", "kind", "stage", "status", "subject", "dated_on", "author")
    )
    return rows


async def schema() -> list[dict[str, Any]]:
    """The indexes and triggers, which a fill may take away for a while."""
    query = {
        "sqlite": "SELECT type, name, sql FROM sqlite_master ORDER BY type, name",
        "postgres": "SELECT indexname, indexdef FROM pg_indexes"
        " WHERE schemaname = current_schema() ORDER BY indexname",
    }[dialect()]
    rows: list[dict[str, Any]] = await reader().execute_query_dict(query)
    return rows


async def test_the_same_seed_makes_the_same_clients_and_documents(second_url: str) -> None:
    await fill(300, seed=7)
    clients, documents = await every_client(), await every_document()
    await disconnect()
    await connect(second_url)

    await fill(300, seed=7)

    assert await every_client() == clients
    assert await every_document() == documents


async def test_another_seed_makes_other_clients(second_url: str) -> None:
    await fill(20, seed=1, documents=0)
    names = [client["name"] for client in await every_client()]
    await disconnect()
    await connect(second_url)

    await fill(20, seed=2, documents=0)

    assert [client["name"] for client in await every_client()] != names


def test_every_status_of_every_stage_has_a_way_to_it() -> None:
    assert set(ways()) == {
        (kind.code, stage.code, step.status)
        for kind, stage in every_stage()
        for step in stage.steps
    }


@pytest.mark.parametrize("clients", [1, 100])
async def test_every_status_of_every_stage_occurs(clients: int) -> None:
    await fill(clients)

    found = set(await Document.all().values_list("kind", "stage", "status"))
    assert found == set(ways())


async def test_as_many_documents_as_asked_for() -> None:
    await fill(10, documents=70)

    assert 70 <= await Document.all().count() <= 72


async def test_a_second_fill_is_refused() -> None:
    await fill(3, documents=0)

    with pytest.raises(Refused, match="ne se charge que dans une base vide"):
        await fill(3)

    assert await Client.all().count() == 3


async def test_a_client_in_the_trash_counts_as_a_client() -> None:
    await fill(1, documents=0)
    await Client.remove_many([1], by=ANYBODY)

    with pytest.raises(Refused):
        await fill(3)


async def test_every_client_could_have_been_typed() -> None:
    await fill(1_500, documents=0)

    for client in (await Client.all())[::7]:
        typed = client.typed()
        assert Client.errors_in(typed) == {}
        # The form has no name for a person: it follows from the other fields.
        values = {**Client.checked(typed), "name": client.name}
        assert values == {name: getattr(client, name) for name in values}


async def test_stored_columns_are_what_the_model_derives() -> None:
    await fill(50, documents=0)

    for client in await Client.all():
        before = stored(client)
        client.derive()
        assert stored(client) == before
        assert client.code == f"C{client.id:05d}"


async def test_identifiers_are_valid_and_match() -> None:
    await fill(1_500, documents=0)

    clients = await Client.exclude(siret="")
    assert len({client.siren for client in clients}) == len(clients)
    for client in clients:
        assert siret.is_valid(client.siret)
        assert client.siret.startswith(client.siren)
        assert client.vat_number in {"", vat_from_siren(client.siren)}


async def test_numbers_and_addresses_belong_to_nobody() -> None:
    await fill(1_500, documents=0)

    for client in await Client.all():
        for number in filter(None, (client.phone, client.mobile)):
            assert FICTION.fullmatch(number)
        for host in (client.email.partition("@")[2], client.website):
            assert not host or re.search(r"(^|[./])example\.(com|net|org)$", host)


async def test_towns_have_their_own_postcodes() -> None:
    await fill(1_500, documents=0)

    for client in await Client.exclude(postcode=""):
        assert client.city in communes_of(client.postcode)


async def test_there_is_something_of_everything() -> None:
    await fill(1_500, documents=0)

    clients = await Client.all()
    share = {kind: sum(one.kind == kind for one in clients) / 1_500 for kind in ClientKind}
    assert share[ClientKind.PERSON] == pytest.approx(0.25, abs=0.04)
    assert share[ClientKind.PUBLIC] == pytest.approx(0.08, abs=0.03)
    assert any(not client.city for client in clients)
    assert any(client.notes for client in clients)
    assert any(client.postcode.startswith("974") for client in clients)
    assert any(len(client.name) > 100 for client in clients)
    assert all(client.created_at <= client.updated_at for client in clients)


async def test_the_next_client_gets_the_next_id() -> None:
    await fill(5, documents=0)

    client = await Client.create(name="Sixième")

    assert client.id == 6


async def test_indexes_are_as_before_and_the_search_index_is_complete() -> None:
    before = await schema()

    await fill(200, documents=0)

    assert await schema() == before
    found = await CLIENTS.count(Query(search="example"))
    assert found == await Client.exclude(email="").count()


async def test_a_failure_leaves_the_database_as_it_was() -> None:
    before = await schema()

    def fail(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await fill(5, progress=fail)

    assert await schema() == before
    assert not await Client.exists()


async def test_progress_counts_the_clients() -> None:
    told: list[int] = []

    await fill(2_500, documents=0, progress=told.append)

    assert told == [1_000, 2_000, 2_500]


async def test_open_documents_are_counted_and_everything_is_announced_once() -> None:
    heard: list[Changed] = []
    stop = listen(heard.append)

    await fill(30)

    stop()
    assert sorted(change.topic for change in heard) == ["client", "document", "journal"]
    for client in await Client.all():
        assert client.open_count == await Document.filter(client_id=client.id, is_open=True).count()


async def test_nothing_asked_for_is_nothing_made() -> None:
    await fill(0)

    assert not await Client.exists()
    assert not await Document.exists()


async def test_of_two_who_fill_at_once_one_is_refused() -> None:
    done = await asyncio.gather(fill(5), fill(5), return_exceptions=True)

    assert [type(one) for one in done if one] == [Refused]
    assert await Client.all().count() == 5
