"""What an older version has stored is searched and ordered as what is stored now."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from tortoise.connection import get_connection

from models.clients import CLIENTS, Client, look_alikes
from models.database import transaction
from models.documents import DOCUMENT_LISTS, Document
from models.french.text import fold
from models.lists import Query
from tests.factories import make_client, make_document

pytestmark = pytest.mark.usefixtures("database")


async def make_old(client: Client) -> None:
    """The client and its documents as they were stored before."""
    old = {"search": fold(client.name), "sort_key": fold(client.name)}
    await Client.filter(id=client.id).update(**old)
    key = {"search": fold(client.name), "client_key": fold(client.name)}
    await Document.filter(client_id=client.id).update(**key)


async def migrate() -> None:
    migration = import_module("models.migrations.0009_what_is_typed")
    async with transaction():
        connection = get_connection("default")
        await connection.execute_query("DROP INDEX client_like_vat_number")
        await migration._forward(None, SimpleNamespace(client=connection))


async def test_clients_and_documents_are_found_and_ordered_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = import_module("models.migrations.0009_what_is_typed")
    monkeypatch.setattr(module, "ROWS", 2)
    typed = {"street": "5 rue Haute", "email": "Jean@exemple.fr"}
    clients = [await make_client(f"{n} Quai St-Marc", **typed) for n in (10, 2, 1)]
    for client in clients:
        await make_document(client, "sale")
        await make_old(client)

    await migrate()

    in_order = [client.id for client in reversed(clients)]
    for text in ("", "saint marc", "5 rue haute", "stmarc"):
        assert await CLIENTS.ids(Query(search=text)) == in_order, text
    by_client = Query(search="saint marc", sort="client")
    sales = await DOCUMENT_LISTS["sale"].page(by_client)
    assert [row["client"] for row in sales.rows] == [one.name for one in reversed(clients)]
    assert len(await look_alikes(Client.blank().typed | {"email": "JEAN@exemple.fr"})) == 3


async def test_what_is_saved_afterwards_is_found() -> None:
    client = await make_client("Garage St Marc")
    await migrate()
    await Client.filter(id=client.id).update(search="autre")
    assert await CLIENTS.ids(Query(search="autre")) == [client.id]
    assert await CLIENTS.ids(Query(search="saint")) == []
