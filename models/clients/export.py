"""Clients as a file for spreadsheets, with chosen columns; it can be imported again as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from models.clients.client import Client
from models.clients.columns import NAMES, label_of
from models.database.connection import chunks
from models.database.transaction import transaction
from models.lists.spreadsheet import csv_file, xlsx_file
from models.permissions import Permission, Staff
from models.records.field import Field
from models.records.journal import Subject, note

COLUMNS = {
    **{name: label_of(name) for name in NAMES},
    **{kind.name: kind.title for kind in Client.CHILDREN},
}
"""What can be chosen: each field, and all children of a kind at once."""
_FIELDS = {one.name: one for one in Client.FIELDS}
_PLUS_OF_A_PHONE = re.compile(r"^\s*\+(?=\d[\d\s().-]{5,})")
_DASH = re.compile(r"^(\s*)-")

Names = Sequence[str]


async def clients_csv(ids: Sequence[int], *, by: Staff, names: Names = tuple(COLUMNS)) -> bytes:
    """These clients, in this order: UTF-8 with a BOM, semicolons, each cell a text."""
    return csv_file(await _rows(ids, names, by))


async def clients_xlsx(ids: Sequence[int], *, by: Staff, names: Names = tuple(COLUMNS)) -> bytes:
    """These clients, in this order, each cell a text."""
    return xlsx_file(Client.HEADING, await _rows(ids, names, by))


async def _rows(ids: Sequence[int], names: Names, by: Staff) -> list[list[str]]:
    by.need(Permission.EXPORT)
    clients: list[Client] = []
    for chunk in chunks(ids):
        found = await Client.in_bulk(chunk, "id")
        clients += [found[id_] for id_ in chunk if id_ in found]
    columns = list(_columns(clients, names))
    async with transaction():
        await note(by, "export", Subject(Client.TOPIC, 0, Client.NOUN.counted(len(ids))))
    return [[label_of(name) for name in columns], *(_row(one, columns) for one in clients)]


def _columns(clients: Sequence[Client], names: Names) -> Iterator[str]:
    """The columns of what was chosen: as many of children as one of these clients has."""
    for name in (one for one in COLUMNS if one in names):
        kind = next((one for one in Client.CHILDREN if one.name == name), None)
        if kind is None:
            yield name
        else:
            most = max((len(getattr(one, name)) for one in clients), default=0)
            yield from kind.columns(most)


def _row(client: Client, columns: Names) -> list[str]:
    shown = client.typed() | {"name": client.name, "code": client.code or ""}
    for kind in Client.CHILDREN:
        for place, key in enumerate(kind.keys(shown), 1):
            texts = kind.of(shown, key)
            shown |= {
                kind.name_of(str(place), one.name): _worded(one.field, texts[one.name])
                for one in kind.fields
            }
    for name, field in _FIELDS.items():
        shown[name] = _worded(field, shown[name])
    return [plain(shown.get(name, "")) for name in columns]


def _worded(field: Field, text: str) -> str:
    """What the form holds, in words that the import reads again."""
    if field.input_type == "date" and text:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    if field.choices is None or not text:
        return text
    if field.input_type == "several":
        return ", ".join(field.choices.get(code, code) for code in text.split(",") if code)
    return field.choices.get(text, text)


def plain(text: str) -> str:
    """What would be marked as text, written so that it need not be: + before a phone number as
    00, and a list's hyphen as a dash."""
    return _DASH.sub(r"\1–", _PLUS_OF_A_PHONE.sub("00", text))
