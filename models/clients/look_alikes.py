"""Clients that may be the one being typed: a warning with links, never in the way."""

from __future__ import annotations

from itertools import chain

from models.clients.client import PHONES, Client
from models.clients.fields import is_person
from models.clients.list import CLIENTS
from models.clients.status import ClientStatus
from models.database.connection import select
from models.french.identifiers import named_siret, siren_of_siret, siren_of_vat, vat_from_siren
from models.french.legal_forms import bare_name, name_keys
from models.french.phones import dialled, phone_search_digits
from models.french.search_text import joined_initials
from models.french.text import fold, in_natural_order
from models.lists.query import Query
from models.records.field import Typed

TELLING = frozenset(
    (
        *("kind", "name", "last_name", "first_name", "siret", "siren", "vat_number"),
        *("email", "phone", "mobile"),
    )
)
"""The fields that look-alikes are known by."""
MOST_SHOWN = 5
MOST_PER_REASON = 3
MOST_NEAR = 20
SAME_PHONE = "même téléphone"
LONGEST_SHORT = 7
"""Characters of « 118 218 » and other numbers that are nobody's own."""
EMAIL_KEY = "lower(email)"
"""Of one mailbox, however it is capitalised; an index holds it."""

_FIELDS = {
    "c’est le même": ("siret",),
    "SIREN": ("siren", "siret", "vat_number"),
    "TVA": ("vat_number", "siren", "siret"),
    "nom": ("name", "last_name"),
    "e-mail": ("email",),
    "téléphone": ("phone", "mobile"),
}
"""By a word of the reason, the fields that it can come from."""

Sameness = tuple[str, str, str]
"""A column, what it holds, and what follows from that."""


async def look_alikes(typed: Typed, *, but: int | None = None) -> list[tuple[Client, str]]:
    """Clients that are perhaps this one (`but` is itself), each with the reason in French.

    The same SIRET is the same establishment; the same SIREN perhaps another site.
    """
    reasons = await _same(_samenesses(typed), but or 0)
    words = _words(_listed_as(typed))
    near = await _found(" ".join(bare_name(words)), MOST_NEAR)
    called = {dial: await _found(digits, MOST_NEAR) for dial, digits in _numbers(typed).items()}
    found_ids = {*reasons, *near, *chain.from_iterable(called.values())}
    clients = {client.id: client for client in await Client.with_ids(found_ids - {but})}
    for dial, ids in called.items():
        for id_ in sorted(ids):
            if id_ in clients and dial in _dialled(clients[id_]):
                reasons.setdefault(id_, SAME_PHONE)
    keys = name_keys(words)
    for id_ in sorted(near):
        if id_ in clients and keys & name_keys(_words(clients[id_].listed_as)):
            reasons.setdefault(id_, "nom presque identique")
    found = [(clients[id_], reason) for id_, reason in reasons.items() if id_ in clients]
    return found[:MOST_SHOWN]


def is_surely(client: Client, typed: Typed) -> bool:
    """Whether it can hardly be another one: the same SIRET, or name and town, or name and phone."""
    values = Client.readable(typed)
    if client.siret and client.siret == values.get("siret"):
        return True
    if not name_keys(_words(_listed_as(typed))) & name_keys(_words(client.listed_as)):
        return False
    is_same_town = bool(client.city) and fold(client.city) == fold(typed.get("city", ""))
    return is_same_town or bool(_numbers(typed).keys() & set(_dialled(client)))


def telling_field(reason: str, typed: Typed) -> str:
    """The field under which this reason is said: the first one typed that it can come from."""
    every = next(names for words, names in _FIELDS.items() if words in reason)
    return next((name for name in every if typed.get(name, "").strip()), every[0])


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


async def _found(text: str, most: int) -> list[int]:
    if not text:
        return []
    found = await CLIENTS.ids(Query(search=text), limit=most)
    archived = Query(search=text, filters={"status": ClientStatus.ARCHIVED})
    return [*found, *await CLIENTS.ids(archived, limit=most)]


def _samenesses(typed: Typed) -> list[Sameness]:
    values = Client.readable(typed)
    siret, vat = values.get("siret", ""), values.get("vat_number", "")
    siren = values.get("siren") or siren_of_siret(siret)
    phones = [text for name in PHONES if len(text := values.get(name, "")) > LONGEST_SHORT]
    samenesses = [
        ("siret", siret, _same_registration(siret)),
        ("siren", siren or siren_of_vat(vat), "même SIREN : peut-être un autre site"),
        ("vat_number", vat or (vat_from_siren(siren)), "même numéro de TVA"),
        ("sort_key", _sort_key(typed), "même nom"),
        (EMAIL_KEY, _lowered(values.get("email", "")), "même e-mail"),
        *((column, text, SAME_PHONE) for text in phones for column in PHONES),
    ]
    return [one for one in samenesses if one[1]]


def _same_registration(siret: str) -> str:
    label, _ = named_siret(siret)
    who = "établissement" if label == "SIRET" else "client"
    return f"même {label} : c’est le même {who}"


def _numbers(typed: Typed) -> dict[str, str]:
    """Each whole number typed, and what it is found by beside another one in the same field."""
    values = Client.readable(typed)
    stored = " / ".join(values[name] for name in PHONES if values.get(name))
    return {
        dial: phone_search_digits(dial).split()[0]
        for dial in dialled(stored, typed.get("postcode", ""), typed.get("country", ""))
        if dial.startswith("+")
    }


def _dialled(client: Client) -> list[str]:
    every = " / ".join(getattr(client, name) for name in PHONES)
    return dialled(every, client.postcode, client.country)


def _lowered(email: str) -> str:
    """As the databases do it: only the letters of ASCII."""
    return "".join(char.lower() if char.isascii() else char for char in email)


def _listed_as(typed: Typed) -> str:
    """The name by which what is typed will be listed."""
    person = f"{typed.get('last_name', '')} {typed.get('first_name', '')}"
    return person if is_person(typed) else typed.get("name", "")


def _sort_key(typed: Typed) -> str:
    return in_natural_order(fold(_listed_as(typed)))[: Client.length_of("sort_key")]


def _words(name: str) -> list[str]:
    return list(joined_initials(fold(name).split()))
