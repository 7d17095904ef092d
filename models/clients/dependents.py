"""What hangs on clients, of nouns that clients do not know: these sign up here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from models.records.children import Child
from models.records.trash import Obstacle


@dataclass(frozen=True)
class Identity:
    """Who a client is, as its documents show it; `details` is what they keep."""

    client_id: int
    name: str
    sort_key: str
    details: dict[str, str]
    contacts: Sequence[Child] = ()
    addresses: Sequence[Child] = ()


class Dependents(Protocol):
    """Records of one noun that hang on clients."""

    async def in_the_way(self, ids: Collection[int]) -> Mapping[int, Sequence[Obstacle]]:
        """For each of these clients that has to stay, what holds it."""
        ...

    async def follow(self, client: Identity) -> None:
        """Bring them in line with a client's new identity, inside the open transaction."""
        ...


_signed_up: list[Dependents] = []


def depend_on_clients(dependents: Dependents) -> None:
    _signed_up.append(dependents)


async def in_the_way(ids: Collection[int]) -> dict[int, tuple[Obstacle, ...]]:
    """For each of these clients that has to stay, all that holds it."""
    found: dict[int, tuple[Obstacle, ...]] = {}
    for dependents in _signed_up:
        for id_, obstacles in (await dependents.in_the_way(ids)).items():
            found[id_] = (*found.get(id_, ()), *obstacles)
    return found


async def follow(client: Identity) -> None:
    """Bring all that hangs on a client in line with its new identity."""
    for dependents in _signed_up:
        await dependents.follow(client)
