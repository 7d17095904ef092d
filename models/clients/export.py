"""Clients as a CSV file that a French spreadsheet opens as it should."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.clients.client import Client
from models.database.connection import chunks
from models.database.transaction import transaction
from models.lists.spreadsheet import csv_file
from models.permissions import Permission, Staff
from models.records.journal import Subject, note

TYPED = (
    *("name", "contact", "phone", "mobile", "email", "website"),
    *("street", "street2", "postcode", "city", "country", "siret", "siren", "vat_number", "notes"),
)
_PLUS_OF_A_PHONE = re.compile(r"^\s*\+(?=\d[\d\s().-]{5,})")
_DASH = re.compile(r"^(\s*)-")


async def clients_csv(ids: Sequence[int], *, by: Staff) -> bytes:
    """These clients, in this order: UTF-8 with a BOM, semicolons, each cell a text."""
    by.need(Permission.EXPORT)
    rows = [[Client.label_of(name) for name in ("code", "kind", *TYPED)]]
    for chunk in chunks(ids):
        found = await Client.in_bulk(chunk, "id")
        rows += [_row(found[id_]) for id_ in chunk if id_ in found]
    async with transaction():
        await note(by, "export", Subject(Client.TOPIC, 0, Client.NOUN.counted(len(ids))))
    return csv_file(rows)


def _row(client: Client) -> list[str]:
    shown = client.typed() | {"name": client.name}
    cells = (client.code or "", client.kind_label, *(shown[name] for name in TYPED))
    return [_plain(cell) for cell in cells]


def _plain(text: str) -> str:
    """What would be marked as text, written so that it need not be: + before a phone number as
    00, and a list's hyphen as a dash."""
    return _DASH.sub(r"\1–", _PLUS_OF_A_PHONE.sub("00", text))
