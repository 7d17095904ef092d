"""A client as a business card: for the address book of a telephone (vCard 3.0, RFC 2426)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from models.clients import Client, ClientKind
from models.french.phones import phone_links
from models.french.postal import Postal

LONGEST_LINE = 75
"""Bytes, its end apart."""
Lines = Iterator[tuple[str, str]]


def business_card(client: Client) -> bytes:
    """Who it is, where, and each contact with what they do."""
    cards = [_card(_of_client(client), client)]
    cards += [_card(_of_contact(one, client)) for one in client.contacts if one.get("name")]
    return "".join(cards).encode()


def compact_card(client: Client) -> str:
    """The same without addresses of others, as a picture of it has room for little."""
    return _card(_of_client(client))


def _card(lines: Iterable[tuple[str, str]], client: Client | None = None) -> str:
    said = [("BEGIN", "VCARD"), ("VERSION", "3.0"), *lines]
    said += [("NOTE", _escaped(client.code or ""))] if client else []
    return "".join(_folded(f"{name}:{text}") for name, text in (*said, ("END", "VCARD")))


def _of_client(client: Client) -> Lines:
    yield "FN", _escaped(client.name)
    is_person = client.kind == ClientKind.PERSON
    names = (client.last_name, client.first_name, "", client.civility) if is_person else ("",) * 4
    yield "N", ";".join(map(_escaped, (*names, "")))
    if not is_person:
        yield "ORG", _escaped(client.name)
    yield from _reached(vars(client), client)
    if client.website:
        yield "URL", _escaped(client.website)
    postal = Postal.of(client)
    if postal.lines:
        parts = ("", postal.street2, postal.street, postal.city, "", postal.postcode)
        yield "ADR;TYPE=WORK", ";".join(map(_escaped, (*parts, postal.country)))


def _of_contact(contact: dict[str, str], client: Client) -> Lines:
    yield "FN", _escaped(contact["name"])
    yield "N", ";".join((_escaped(contact["name"]), "", "", "", ""))
    yield "ORG", _escaped(client.name)
    if contact.get("function"):
        yield "TITLE", _escaped(contact["function"])
    yield from _reached(contact, client)


def _reached(of: Mapping[str, str], client: Client) -> Lines:
    """Each number as it is called, and each address."""
    for kind, name in (("WORK", "phone"), ("CELL", "mobile")):
        for text, link in phone_links(of.get(name, ""), client.postcode, client.country):
            if number := link.removeprefix("tel:") or text:
                yield f"TEL;TYPE={kind}", _escaped(number)
    emails = of.get("email", "").replace(";", ",").split(",")
    for address in filter(None, (one.strip() for one in emails)):
        yield "EMAIL", _escaped(address)


def _escaped(text: str) -> str:
    """What a value says, without any sign that would end it."""
    plain = text.replace("\\", "\\\\").replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    """In lines of so many bytes, none of which cuts a character in two."""
    parts, now = [], ""
    for sign in line:
        if len(f"{now}{sign}".encode()) > LONGEST_LINE:
            parts.append(now)
            now = " "
        now += sign
    return "\r\n".join([*parts, now]) + "\r\n"
