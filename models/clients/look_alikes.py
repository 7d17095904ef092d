"""Clients that may be the one being typed: a warning with links, never in the way."""

from __future__ import annotations

from models.clients.client import Client
from models.clients.fields import is_person
from models.clients.list import CLIENTS
from models.database.connection import select
from models.french.text import fold, search_words
from models.lists.query import Query
from models.records.field import Typed

TELLING = frozenset(
    {"kind", "name", "last_name", "first_name", "siret", "siren", "email", "phone", "mobile"}
)
"""The fields that look-alikes are known by."""
MOST_SHOWN = 5
MOST_PER_REASON = 3
MOST_NEAR = 20

Sameness = tuple[str, str, str]
"""A column, what it holds, and what follows from that."""


async def look_alikes(typed: Typed, *, but: int | None = None) -> list[tuple[Client, str]]:
    """Clients that are perhaps this one (`but` is itself), each with the reason in French.

    The same SIRET is the same establishment; the same SIREN perhaps another site.
    """
    reasons = await _same(_samenesses(typed), but or 0)
    words = sorted(search_words(_name(typed)))
    near = await CLIENTS.ids(Query(search=" ".join(words)), limit=MOST_NEAR) if words else []
    clients = {client.id: client for client in await Client.with_ids({*reasons, *near} - {but})}
    for id_ in sorted(near):
        if id_ in clients and sorted(search_words(clients[id_].sort_key)) == words:
            reasons.setdefault(id_, "nom presque identique")
    found = [(clients[id_], reason) for id_, reason in reasons.items() if id_ in clients]
    return found[:MOST_SHOWN]


async def _same(samenesses: list[Sameness], but: int) -> dict[int, str]:
    """The first clients for each, with the first reason that applies to them."""
    if not samenesses:
        return {}
    parts = [
        f"SELECT * FROM (SELECT id, {n} AS place FROM client WHERE trashed_at IS NULL"
        f" AND {column} = ? AND id <> ? ORDER BY id LIMIT {MOST_PER_REASON}) part{n}"
        for n, (column, _, _) in enumerate(samenesses)
    ]
    values = [value for _, text, _ in samenesses for value in (text, but)]
    found: dict[int, str] = {}
    for row in sorted(await select(" UNION ALL ".join(parts), values), key=lambda r: r["place"]):
        found.setdefault(row["id"], samenesses[row["place"]][2])
    return found


def _samenesses(typed: Typed) -> list[Sameness]:
    values = Client.readable(typed)
    siret = values.get("siret", "")
    phones = [values.get(name, "") for name in ("phone", "mobile")]
    samenesses = [
        ("siret", siret, "même SIRET : c’est le même établissement"),
        ("siren", values.get("siren") or siret[:9], "même SIREN : peut-être un autre site"),
        ("sort_key", _name(typed), "même nom"),
        ("email", values.get("email", ""), "même e-mail"),
        *((column, text, "même téléphone") for text in phones for column in ("phone", "mobile")),
    ]
    return [one for one in samenesses if one[1]]


def _name(typed: Typed) -> str:
    person = f"{typed.get('last_name', '')} {typed.get('first_name', '')}"
    name = fold(person if is_person(typed) else typed.get("name", ""))
    return name[: Client.length_of("sort_key")]
