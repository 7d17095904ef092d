"""One search for clients, their people, documents, articles and files.

Whole numbers come first, then what one has looked at lately, then the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from urllib.parse import quote

from models.attachments import Attachment, find_files
from models.catalogue import Article, suggest_articles
from models.clients import CLIENTS, CONTACTS, Client
from models.documents import KINDS, Document
from models.finding.hit import Group, Hit
from models.finding.numbers import (
    CLIENT_NUMBERS,
    DOCUMENT_NUMBERS,
    amount_in,
    numbered,
    of_amount,
)
from models.finding.recent import recently_seen
from models.french.money import amount
from models.french.text import clean_line
from models.lists import LONGEST_SEARCH, Listing, Query, newest, words_in
from models.permissions import Permission, Staff
from models.records import RECORDS, Trashable

MOST = 5
"""Hits of one kind: what a glance takes in."""
LOOKED_AT = 20
"""Hits of one kind of which the most likely are shown."""


async def find_everywhere(text: str, *, by: Staff) -> list[Group]:
    """What these words may mean; the groups with a whole number first."""
    typed = clean_line(text[:LONGEST_SEARCH])
    if not typed:
        return await _recent(by)
    seen = await recently_seen(by)
    numbers = await numbered(CLIENT_NUMBERS, typed)
    clients = await _ids(CLIENTS, typed, numbers)
    shown = _ranked(Client.TOPIC, clients, numbers, seen)
    groups = [
        Group(Client.HEADING, await _clients(shown, numbers), _list("/clients", typed)),
        Group(CONTACTS.title, await _contacts(typed, clients[:MOST])),
        Group("Documents", await _documents(typed, seen, by)),
        Group("Articles", await _articles(typed), _list("/articles", typed)),
        Group(Attachment.HEADING, await _files(typed)),
    ]
    found = [group for group in groups if group.hits]
    return sorted(found, key=lambda group: not any(hit.is_exact for hit in group.hits))


async def _recent(by: Staff) -> list[Group]:
    """What somebody has looked at last, before anything is typed."""
    seen = await recently_seen(by)
    ids = [id_ for topic, id_ in seen if topic == Client.TOPIC][:MOST]
    hits = await _clients(ids, ())
    return [Group("Vus récemment", hits)] if hits else []


def _list(path: str, typed: str) -> str:
    return f"{path}?q={quote(typed)}"


async def _ids(listing: Listing, typed: str, numbers: Sequence[int]) -> list[int]:
    """Those that have the number, then those that the list finds."""
    query = Query(typed, filters=listing.asked({}).filters)
    return list(dict.fromkeys([*numbers, *await listing.ids(query, limit=LOOKED_AT)]))


def _ranked(
    topic: str, ids: Iterable[int], numbers: Collection[int], seen: Sequence[tuple[str, int]]
) -> list[int]:
    """Whole numbers, then those seen lately, then the others in their order; MOST of them."""
    place = {id_: at for at, (one, id_) in enumerate(seen) if one == topic}
    ranked = sorted(ids, key=lambda id_: (id_ not in numbers, place.get(id_, len(place))))
    return ranked[:MOST]


async def _clients(ids: Sequence[int], numbers: Collection[int]) -> list[Hit]:
    return [
        Hit(
            title=row["name"],
            under=" · ".join(filter(None, (row["city"], row["phone"], row["mark"]))),
            path=f"/clients?client={row['id']}",
            icon="client",
            is_exact=row["id"] in numbers,
        )
        for row in await CLIENTS.rows(ids)
        if not row["trashed"]
    ]


async def _contacts(typed: str, client_ids: Sequence[int]) -> list[Hit]:
    """The people of these clients whose name has all the words."""
    words = words_in(typed)
    clients = await Client.in_bulk(client_ids, "id")
    return [
        Hit(
            title=contact["name"],
            under=" · ".join(filter(None, (contact.get("function", ""), client.name))),
            path=client.path,
            icon="client",
        )
        for client in (clients[id_] for id_ in client_ids if id_ in clients)
        for contact in client.contacts
        if set(words) <= set(words_in(contact["name"]))
    ][:MOST]


async def _documents(typed: str, seen: Sequence[tuple[str, int]], by: Staff) -> list[Hit]:
    numbers = await numbered(DOCUMENT_NUMBERS, typed)
    worth = amount_in(typed) if by.may(Permission.PRICES) else None
    if worth is not None:
        numbers += await of_amount(worth, tuple(KINDS))
    found = dict.fromkeys([*numbers, *await newest(Document._meta.db_table, typed, LOOKED_AT)])
    ids = _ranked(Document.TOPIC, found, numbers, seen)
    documents = await Document.in_bulk(ids, "id")
    return [
        _document(documents[id_], is_exact=id_ in numbers, shows_prices=by.may(Permission.PRICES))
        for id_ in ids
        if id_ in documents
    ]


def _document(document: Document, *, is_exact: bool, shows_prices: bool) -> Hit:
    worth = amount(document.ttc) if shows_prices and document.ttc else ""
    about = (document.client_name, document.subject, document.status_label, worth)
    return Hit(
        title=document.title,
        under=" · ".join(filter(None, about)),
        path=document.path,
        icon=document.kind,
        is_exact=is_exact,
    )


async def _articles(typed: str) -> list[Hit]:
    return [
        Hit(
            title=one.designation.partition("\n")[0],
            under=" · ".join(filter(None, (one.reference, one.family))),
            path=f"/articles?article={one.id}",
            icon="article",
            is_exact=Article.code_of(one.reference) == Article.code_of(typed),
        )
        for one in await suggest_articles(typed, MOST)
    ]


async def _files(typed: str) -> list[Hit]:
    """The files with these words in their name, whose record is not in the trash."""
    hits = []
    for file in await find_files(typed, LOOKED_AT):
        owner = await RECORDS[file.topic].get_or_none(id=file.record_id)
        if isinstance(owner, Trashable) and not owner.is_trashed:
            under = f"{owner.caption} · {file.size_words}"
            hits.append(Hit(file.name, under, owner.path, "file"))
    return hits[:MOST]
