"""Clients that may be the one being typed: a warning with links, never in the way."""

from __future__ import annotations

from typing import Any

from models.client_fields import is_person
from models.client_list import CLIENTS
from models.clients import Client
from models.entries import Typed
from models.listing import Query
from models.text import fold, search_words

MOST_SHOWN = 5
MOST_PER_REASON = 3


async def look_alikes(typed: Typed, *, but: int | None = None) -> list[tuple[Client, str]]:
    """Clients that are perhaps this one (`but` is itself), each with the reason in French.

    The same SIRET is the same establishment; the same SIREN perhaps another site.
    """
    found: dict[int, tuple[Client, str]] = {}
    for condition, reason in _reasons(typed):
        if any(condition.values()):
            query = Client.filter(trashed_at=None, **condition).exclude(id=but or 0)
            for client in await query.order_by("id").limit(MOST_PER_REASON):
                found.setdefault(client.id, (client, reason))
    for client in await _with_a_near_name(_name(typed)):
        if client.id != but:
            found.setdefault(client.id, (client, "nom presque identique"))
    return list(found.values())[:MOST_SHOWN]


def _reasons(typed: Typed) -> list[tuple[dict[str, Any], str]]:
    values = Client.readable(typed)
    siret = values.get("siret", "")
    return [
        ({"siret": siret}, "même SIRET : c’est le même établissement"),
        ({"siren": values.get("siren") or siret[:9]}, "même SIREN : peut-être un autre site"),
        ({"sort_key": _name(typed)}, "même nom"),
        ({"email": values.get("email", "")}, "même e-mail"),
        *(
            ({column: values.get(name, "")}, "même téléphone")
            for name in ("phone", "mobile")
            for column in ("phone", "mobile")
        ),
    ]


def _name(typed: Typed) -> str:
    person = f"{typed.get('last_name', '')} {typed.get('first_name', '')}"
    name = fold(person if is_person(typed) else typed.get("name", ""))
    return name[: Client.length_of("sort_key")]


async def _with_a_near_name(name: str) -> list[Client]:
    """Clients whose name has the same words, whatever their order and the legal form."""
    words = sorted(search_words(name))
    if not words:
        return []
    ids = await CLIENTS.ids(Query(search=" ".join(words)), limit=20)
    return [
        client
        for client in await Client.with_ids(ids)
        if sorted(search_words(client.sort_key)) == words
    ]
