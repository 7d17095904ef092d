"""« Exporter les données » : all that is held of a client, for the client to read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

import orjson

from models.attachments import FILES, Lost
from models.clients.client import Client
from models.clients.dependents import files_of, told
from models.database.transaction import transaction
from models.french.text import fold
from models.french.wording import clock_moment
from models.history import details, done
from models.permissions import Permission, Staff
from models.records.journal import JournalEntry, Subject, note

Row = Mapping[str, str]
"""A text for each label."""


@dataclass(frozen=True)
class Held:
    """What is held: by the heading of each section its rows, and the files by their name."""

    client: Client
    sections: Mapping[str, Sequence[Row]]
    files: Mapping[str, str]


async def held_of(client: Client, *, by: Staff) -> Held:
    """All of it, with a line in the journal that it was given out."""
    by.need(Permission.EXPORT)
    hanging = await told(client.id)
    sections: dict[str, Sequence[Row]] = {
        "Fiche": [_card(client)],
        **{kind.title: _children(client, kind.name) for kind in Client.CHILDREN},
        **{title: [_as_text(row) for row in rows] for title, rows in hanging.items()},
        "Historique": await history_of(Client.TOPIC, [client.id]),
    }
    files = await files_of(client.id)
    async with transaction():
        await note(by, "personal_data", Subject(Client.TOPIC, client.id, client.name))
    return Held(client, {title: rows for title, rows in sections.items() if rows}, files)


def _card(client: Client) -> Row:
    texts = client.typed()
    own = {Client.label_of(field.name): field.worded(texts[field.name]) for field in Client.FIELDS}
    dates = {"Créé": client.created_at, "Modifié": client.updated_at}
    whole = {"Code client": client.code or "", **own}
    whole |= {label: clock_moment(at) for label, at in dates.items()}
    return {label: text for label, text in whole.items() if text}


def _children(client: Client, name: str) -> list[Row]:
    kind = next(one for one in Client.CHILDREN if one.name == name)
    rows: list[Row] = []
    for child in getattr(client, name):
        texts = {one.label: one.field.worded(child.get(one.name, "")) for one in kind.fields}
        rows.append({label: text for label, text in texts.items() if text})
    return rows


def _as_text(row: Mapping[str, object]) -> Row:
    return {label: str(value) for label, value in row.items() if value not in {None, ""}}


async def history_of(topic: str, ids: Sequence[int]) -> list[Row]:
    """What the journal tells of these records, without who did it: that is told of others."""
    found = JournalEntry.filter(topic=topic, record_id__in=list(ids), is_erased=False)
    return [
        {
            "Quand": clock_moment(entry.at),
            "Quoi": done(entry.action, entry.caption),
            "Détail": " ; ".join(str(one) for one in details(topic, entry.changes)),
        }
        for entry in await found.order_by("id")
    ]


async def parts_of(held: Held, paper: bytes) -> AsyncIterator[tuple[str, bytes]]:
    """Everything, each with a name: the data as JSON, the same as a paper, and the files."""
    yield "donnees.json", _json(held)
    yield "donnees.pdf", paper
    for name, kept in held.files.items():
        try:
            yield f"fichiers/{name}", await FILES.get(kept)
        except Lost:
            yield f"fichiers/{name}.absent.txt", "Ce fichier n’est plus là.".encode()


def name_of_package(client: Client) -> str:
    """« donnees-c00012-garage-morel.zip »."""
    words = fold(f"{client.code} {client.name}").split()
    return f"donnees-{'-'.join(words)[:60]}.zip"


def _json(held: Held) -> bytes:
    return orjson.dumps(held.sections, option=orjson.OPT_INDENT_2)
