"""Views of lists that name a client: by what they search for, or by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl

from models.clients.client import Client
from models.clients.dependents import Dependents, depend_on_clients
from models.clients.erasure import Erasure
from models.clients.list import CLIENTS
from models.lists import Query, SavedView, words_in
from models.records.changes import announce
from models.records.journal import JournalEntry

SHORTEST_TELLING = 3
"""Letters of a word that may tell who it was."""


class Naming:
    """Which texts name the clients that are being erased: those with a word that finds one of them
    and nobody else."""

    def __init__(self, erasure: Erasure, searched: Iterable[str]) -> None:
        self._ids = set(erasure.client_ids)
        self._searched = " ".join(searched)
        self._telling: dict[str, bool] = {}

    async def is_in(self, text: str) -> bool:
        for word in words_in(text):
            if len(word) >= SHORTEST_TELLING and await self._tells(word):
                return True
        return False

    async def _tells(self, word: str) -> bool:
        if word not in self._searched:
            return False
        if word not in self._telling:
            found = await CLIENTS.ids(Query(word), limit=len(self._ids) + 1)
            self._telling[word] = set(found) <= self._ids
        return self._telling[word]


class ViewsOfClients(Dependents):
    """They stay, without the search and the name that say who it was."""

    links = ()

    async def erase(self, erasure: Erasure) -> None:
        clients = await Client.filter(id__in=erasure.client_ids)
        naming = Naming(erasure, [one.search for one in clients])
        for view in await SavedView.all().order_by("id"):
            is_called_so = await naming.is_in(view.name)
            searches_so = await naming.is_in(view.texts.get("q", ""))
            if is_called_so or searches_so:
                await view.forget(name=is_called_so, search=searches_so)
                erasure.forget(SavedView.TOPIC, [view.id])
                announce(SavedView.TOPIC, [view.id])
        for entry in await JournalEntry.filter(topic=SavedView.TOPIC, is_erased=False):
            for text in _texts_of(entry):
                if await naming.is_in(text):
                    erasure.entries.add(entry.id)


def _texts_of(entry: JournalEntry) -> Iterator[str]:
    yield entry.caption
    yield from entry.changes.get("name", ())
    for address in entry.changes.get("address", ()):
        yield dict(parse_qsl(str(address))).get("q", "")


depend_on_clients(ViewsOfClients())
