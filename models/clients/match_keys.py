"""What two entries of one client have in common: keys, never a likeness alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from models.clients.fields import ClientKind
from models.french.abbreviations import in_full
from models.french.legal_forms import bare_name
from models.french.phones import dialled
from models.french.search_text import joined_initials
from models.french.text import fold

REASONS: Mapping[str, str] = {
    "siret": "Même SIRET",
    "siren": "Même SIREN, même ville",
    "phone": "Même nom, même téléphone",
    "email": "Même nom, même e-mail",
    "town": "Même nom, même ville",
}
"""Why two are likely to be one, the strongest reason first."""
READ = (
    *("id", "kind", "name", "last_name", "first_name", "siret", "siren", "phone", "mobile"),
    *("email", "postcode", "city", "country", "contacts"),
)
"""The columns that keys are made of."""
PHONES = ("phone", "mobile")
LONGEST_SHORT = 7
"""Digits of « 118 218 » and other numbers that are nobody's own."""
WHOLE = re.compile(r"\+[1-9][0-9]{7,14}")
SIZE = 8
"""Bytes of a key: of four million, two others meet by chance once in two million bases."""


def match_keys(client: Mapping[str, Any]) -> dict[int, str]:
    """The keys of a client, given by its columns, each with its reason."""
    return {_digest(reason, *parts): reason for reason, *parts in _said(client)}


def _said(client: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    town = fold(client["city"])
    if client["siret"]:
        yield "siret", client["siret"]
    if client["siren"] and town:
        yield "siren", client["siren"], town
    ways = {("phone", phone) for phone in _phones(client)}
    ways |= {("email", email) for email in _emails(client)}
    ways |= {("town", town)} if town else set()
    for name in _names(client) if ways else ():
        yield from ((reason, name, text) for reason, text in ways)


def _names(client: Mapping[str, Any]) -> set[str]:
    """The name in full, in any order, without its legal form."""
    is_person = client["kind"] == ClientKind.PERSON
    listed = f"{client['last_name']} {client['first_name']}" if is_person else client["name"]
    words = bare_name(list(joined_initials(fold(listed).split())))
    return {" ".join(sorted(meaning)) for meaning in in_full(words)} - {""}


def _phones(client: Mapping[str, Any]) -> Iterator[str]:
    texts = [one.get(name, "") for one in (client, *client["contacts"]) for name in PHONES]
    for text in filter(None, texts):
        is_whole = WHOLE.fullmatch(text)  # as nearly all are stored: no need to look into it
        numbers = [text] if is_whole else dialled(text, client["postcode"], client["country"])
        yield from (number for number in numbers if len(number) > LONGEST_SHORT)


def _emails(client: Mapping[str, Any]) -> Iterator[str]:
    for one in (client, *client["contacts"]):
        for email in one.get("email", "").lower().split(","):
            if email.strip():
                yield email.strip()


def _digest(*parts: str) -> int:
    """The same for the same words, in a column of whole numbers."""
    hashed = blake2b("\n".join(parts).encode(), digest_size=SIZE).digest()
    return int.from_bytes(hashed, signed=True)
