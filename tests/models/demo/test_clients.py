"""The clients of the demo data are plausible, and nobody's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from stdnum.fr import siret

from models.clients.client import Client
from models.clients.fields import ClientKind
from models.demo.fill import fill
from models.french.identifiers import vat_from_siren
from models.french.postcodes import communes_of

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.sqlite]

MANY = 1_500
FICTION = re.compile(r"\+33(1990|2619|3530|4657|5364|6399)[0-9]{5}")


def stored(client: Client) -> dict[str, Any]:
    return {name: getattr(client, name) for name in Client._meta.db_fields}


def every_client_could_have_been_typed(clients: list[Client]) -> None:
    for client in clients[::7]:
        typed = client.typed()
        assert Client.errors_in(typed) == {}
        # The form has no name for a person: it follows from the other fields.
        values = {**Client.checked(typed), "name": client.name}
        assert values == {name: getattr(client, name) for name in values}


def stored_columns_are_what_the_model_derives(clients: list[Client]) -> None:
    for client in clients[::7]:
        before = stored(client)
        client.derive()
        assert stored(client) == before
        assert client.code == f"C{client.id:05d}"


def identifiers_are_valid_and_match(clients: list[Client]) -> None:
    known = [client for client in clients if client.siret]
    assert len({client.siren for client in known}) == len(known)
    for client in known:
        assert siret.is_valid(client.siret)
        assert client.siret.startswith(client.siren)
        assert client.vat_number in {"", vat_from_siren(client.siren)}


def numbers_and_addresses_belong_to_nobody(clients: list[Client]) -> None:
    for client in clients:
        for number in filter(None, (client.phone, client.mobile)):
            assert FICTION.fullmatch(number)
        for host in (client.email.partition("@")[2], client.website):
            assert not host or re.search(r"(^|[./])example\.(com|net|org)$", host)


def few_warn_of_each_other(clients: list[Client]) -> None:
    for name in ("email", "phone", "mobile", "sort_key"):
        known = Counter(filter(None, (getattr(client, name) for client in clients)))
        assert 0 < sum(count - 1 for count in known.values()) < 0.015 * len(clients), name


def towns_have_their_own_postcodes(clients: list[Client]) -> None:
    for client in clients:
        assert not client.postcode or client.city in communes_of(client.postcode)


def there_is_something_of_everything(clients: list[Client]) -> None:
    share = {kind: sum(one.kind == kind for one in clients) / MANY for kind in ClientKind}
    assert share[ClientKind.PERSON] == pytest.approx(0.25, abs=0.04)
    assert share[ClientKind.PUBLIC] == pytest.approx(0.08, abs=0.03)
    assert any(not client.city for client in clients)
    assert any(client.notes for client in clients)
    assert any(client.postcode.startswith("974") for client in clients)
    assert any(len(client.name) > 100 for client in clients)
    assert all(client.created_at <= client.updated_at for client in clients)


RULES: tuple[Callable[[list[Client]], None], ...] = (
    every_client_could_have_been_typed,
    stored_columns_are_what_the_model_derives,
    identifiers_are_valid_and_match,
    numbers_and_addresses_belong_to_nobody,
    few_warn_of_each_other,
    towns_have_their_own_postcodes,
    there_is_something_of_everything,
)


async def test_clients_are_plausible_and_nobodys(subtests: pytest.Subtests) -> None:
    await fill(MANY, documents=0)
    clients = await Client.all().order_by("id")
    for rule in RULES:
        with subtests.test(rule=rule.__name__):
            rule(clients)
