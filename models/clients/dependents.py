"""What hangs on clients, of nouns that clients do not know: these sign up here.

Each says which columns name a client (`links`). By these it is counted, moved to another client,
exported and erased; a test finds the columns that nobody has named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from models.clients.erasure import Erasure, Fate
from models.clients.link import TOPIC, Link
from models.french.wording import Noun
from models.records.children import Child
from models.records.trash import Obstacle

Told = Mapping[str, Any]
"""A row by the names of its columns."""
Rows = Mapping[str, Sequence[int]]
"""Ids of rows by the name of the link that they have in common."""


@dataclass(frozen=True)
class Identity:
    """Who a client is, as its documents show it; `details` is what they keep."""

    client_id: int
    name: str
    sort_key: str
    details: dict[str, str]
    contacts: Sequence[Child] = ()
    addresses: Sequence[Child] = ()


def _heading(link: Link) -> str:
    return (link.noun.many if link.noun else link.table).capitalize()


class Dependents:
    """Records of one noun that hang on clients; a subclass says how, where it is not as here."""

    links: ClassVar[tuple[Link, ...]]

    @property
    def own_links(self) -> list[Link]:
        """Those to rows that are of the client alone, and not clients themselves."""
        return [link for link in self.links if link.table != TOPIC]

    async def in_the_way(self, ids: Collection[int]) -> Mapping[int, Sequence[Obstacle]]:
        """For each of these clients that has to stay, what holds it."""
        return {}

    async def follow(self, clients: Sequence[Identity]) -> None:
        """Bring them in line with the new identity of these, inside the open transaction."""

    async def follow_trash(self, client_ids: Collection[int]) -> None:
        """Tell of those that are shown no more, or again, as these clients are in the trash or
        back."""

    async def merge_refusal(self, gone: Identity, stays: Identity) -> str | None:
        """Why the one client cannot become the other, or None."""
        return None

    async def recount(self, ids: Collection[int]) -> None:
        """Have these clients keep anew what they keep of them, inside the open transaction."""

    async def kin(self, rows: Rows, client_id: int) -> Rows:
        """What else of this client has come of these rows, and goes wherever they go."""
        return {}

    async def told(self, client_id: int) -> Mapping[str, Sequence[Told]]:
        """All that is held of a client, by what people call it, for the client to read."""
        found = [(link, await link.rows(client_id)) for link in self.own_links if link.moves]
        return {_heading(link): rows for link, rows in found}

    async def files(self, client_id: int) -> Mapping[str, str]:
        """The files that are held of a client, by a name for each where the store has them."""
        return {}

    async def fates(self, client_ids: Collection[int], day: date) -> Sequence[Fate]:
        """What would become of them if these clients were erased on a day."""
        counts = [(link.noun, await link.count(client_ids)) for link in self.own_links if link.noun]
        return [Fate(noun.counted(count)) for noun, count in counts if noun and count]

    async def erase(self, erasure: Erasure) -> None:
        """Let nothing of them say who the client was, inside the open transaction."""
        for link in self.own_links:
            await link.erase(erasure)


_signed_up: list[Dependents] = []


def depend_on_clients(dependents: Dependents) -> None:
    _signed_up.append(dependents)


def every_link() -> Iterator[Link]:
    """Each column that names a client."""
    for dependents in _signed_up:
        yield from dependents.links


def moving_links() -> list[Link]:
    return [link for link in every_link() if link.moves]


async def in_the_way(ids: Collection[int]) -> dict[int, tuple[Obstacle, ...]]:
    """For each of these clients that has to stay, all that holds it."""
    found: dict[int, tuple[Obstacle, ...]] = {}
    for dependents in _signed_up:
        for id_, obstacles in (await dependents.in_the_way(ids)).items():
            found[id_] = (*found.get(id_, ()), *obstacles)
    return found


async def follow(clients: Sequence[Identity]) -> None:
    """Bring all that hangs on clients in line with their new identity."""
    for dependents in _signed_up if clients else ():
        await dependents.follow(clients)


async def follow_trash(ids: Collection[int]) -> None:
    """Bring all that hangs on clients in line with their having gone to the trash, or come back."""
    for dependents in _signed_up if ids else ():
        await dependents.follow_trash(ids)


async def merge_refusal(gone: Identity, stays: Identity) -> str | None:
    """Why the one client cannot become the other, or None."""
    reasons = [await dependents.merge_refusal(gone, stays) for dependents in _signed_up]
    return next(filter(None, reasons), None)


async def recount(ids: Collection[int]) -> None:
    """Have clients keep anew what they keep of all that hangs on them."""
    for dependents in _signed_up:
        await dependents.recount(ids)


async def used_among(ids: Collection[int]) -> set[int]:
    """Those of these clients on whom something hangs that people see."""
    return {id_ for link in moving_links() for id_ in await link.named(ids)}


async def with_kin(rows: Rows, client_id: int) -> dict[str, list[int]]:
    """These rows of a client with all that has come of them."""
    whole = {name: list(ids) for name, ids in rows.items()}
    for dependents in _signed_up:
        for name, ids in (await dependents.kin(rows, client_id)).items():
            whole[name] = sorted({*whole.get(name, ()), *ids})
    return whole


async def count_moving(client_ids: Collection[int]) -> list[tuple[Noun, int]]:
    """How many records of each kind would move from these clients to another one."""
    found = [(link.noun, await link.count(client_ids)) for link in moving_links() if link.noun]
    return [(noun, count) for noun, count in found if count]


async def fates(client_ids: Collection[int], day: date) -> list[Fate]:
    """What would become of all that hangs on these clients if they were erased on a day."""
    return [fate for one in _signed_up for fate in await one.fates(client_ids, day)]


async def erase(erasure: Erasure) -> None:
    """Let nothing that hangs on a client say who it was."""
    for dependents in _signed_up:
        await dependents.erase(erasure)


async def erase_about(topic: str, ids: Collection[int], erasure: Erasure) -> None:
    """Let nothing that is about these records of any kind say who the client was."""
    for link in every_link():
        await link.erase_about(topic, ids, erasure)


async def told(client_id: int) -> dict[str, Sequence[Told]]:
    """All that is held of a client beside its card."""
    return {name: rows for one in _signed_up for name, rows in (await one.told(client_id)).items()}


async def files_of(client_id: int) -> dict[str, str]:
    """All files that are held of a client, by a name for each where the store has them."""
    return {name: kept for one in _signed_up for name, kept in (await one.files(client_id)).items()}
