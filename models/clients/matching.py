"""The keys of clients and the pairs that follow from them, kept with every save.

Who writes clients says which (`match_anew`); at the end of the transaction their keys and pairs are
brought in line, one transaction after the other: of two that enter one client at the same time the
second finds the first. A million clients are compared once, when their keys are first made.
"""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from models.clients.match_keys import READ, REASONS, match_keys
from models.clients.pair import Pair
from models.database.bulk import among, insert, write
from models.database.connection import select
from models.database.stored_json import read_json
from models.database.transaction import before_commit
from models.records.changes import announce
from models.records.journal import take_head

PORTION = 1_000
MOST_ALIKE = 20
"""Clients with one key past which it tells nobody: « client de passage »."""
STRENGTH = {reason: place for place, reason in enumerate(REASONS)}
FEW = (
    "(SELECT count(*) FROM (SELECT 1 FROM client_match m WHERE m.key = a.key"
    f" LIMIT {MOST_ALIKE + 1}) alike) <= {MOST_ALIKE}"
)
ALIKE = (
    "SELECT a.client_id AS one, b.client_id AS other, a.reason AS reason FROM client_match a"
    " JOIN client_match b ON b.key = a.key AND b.client_id {} a.client_id"
    " JOIN client c ON c.id = a.client_id AND c.trashed_at IS NULL"
    " JOIN client d ON d.id = b.client_id AND d.trashed_at IS NULL"
    " WHERE {} AND " + FEW
)
SHARED = "a.key IN (SELECT key FROM client_match GROUP BY key HAVING count(*) > 1)"

Found = dict[tuple[int, int], str]
"""Pairs of clients, the lower number first, each with the strongest reason."""
Keyed = tuple[int, Mapping[int, str]]
"""A client by its id, and its keys, each with its reason."""


def match_anew(ids: Sequence[int], *, have_changed: bool = True) -> None:
    """Have the keys of these clients and their pairs follow them at the end of the transaction;
    only the pairs where no more than the trash has changed."""
    for start in range(0, len(ids), PORTION):
        before_commit(partial(_match, ids[start : start + PORTION], have_changed))


def match_new(clients: Sequence[Keyed]) -> None:
    """The same for clients that are new, whose keys were worked out before."""
    before_commit(partial(_match_new, clients))


async def _match_new(clients: Sequence[Keyed]) -> None:
    await take_head()  # which everybody waits for anyway
    await _insert_keys(clients)
    of_these, parameters = among("a.client_id", [id_ for id_, _ in clients])
    if found := _strongest(await select(ALIKE.format("<>", of_these), parameters)):
        await _put(found)
        announce(Pair.TOPIC, [row["id"] for row in await _pairs_of([id_ for id_, _ in clients])])


async def _match(ids: Sequence[int], have_changed: bool) -> None:
    await take_head()  # which everybody waits for anyway
    if have_changed:
        await _keep_keys(ids)
    await _keep_pairs(ids)
    await sleep(0)


async def keep_first_keys(clients: Iterable[Mapping[str, Any]]) -> None:
    """Keep the keys of clients that have none yet, inside the open transaction."""
    await _insert_keys([(one["id"], match_keys(one)) for one in clients])


async def _insert_keys(clients: Iterable[Keyed]) -> None:
    rows = [(key, id_, reason) for id_, keys in clients for key, reason in keys.items()]
    await insert("client_match", ("key", "client_id", "reason"), rows)


async def pair_everybody() -> None:
    """Make the pairs of all clients, of whom there are none yet."""
    await _put(_strongest(await select(ALIKE.format(">", SHARED), ())))
    announce(Pair.TOPIC, [row["id"] for row in await select("SELECT id FROM client_pair", ())])


async def read_clients(where: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    """Clients with what their keys are made of."""
    rows = await select(f"SELECT {', '.join(READ)} FROM client WHERE {where}", parameters)
    for row in rows:
        row["contacts"] = read_json(row["contacts"])
    return rows


async def _keep_keys(ids: Sequence[int]) -> None:
    clients = await read_clients(*among("id", ids))
    of_these, parameters = among("client_id", ids)
    known: dict[int, set[int]] = {}
    for row in await select(
        f"SELECT client_id, key FROM client_match WHERE {of_these}", parameters
    ):
        known.setdefault(row["client_id"], set()).add(row["key"])
    other = [one for one in clients if match_keys(one).keys() != known.get(one["id"], set())]
    of_others, parameters = among("client_id", [one["id"] for one in other])
    await write(f"DELETE FROM client_match WHERE {of_others}", parameters)
    await keep_first_keys(other)


async def _keep_pairs(ids: Sequence[int]) -> None:
    """Put the pairs of these clients that there are now in the place of those that there were;
    one that somebody has judged stays."""
    of_these, parameters = among("a.client_id", ids)
    found = _strongest(await select(ALIKE.format("<>", of_these), parameters))
    known = await _pairs_of(ids)
    gone = [
        row["id"]
        for row in known
        if found.get((row["one_id"], row["other_id"])) != row["reason"] and not row["apart_at"]
    ]
    where, parameters = among("id", gone)
    await write(f"DELETE FROM client_pair WHERE {where}", parameters)
    there = {(row["one_id"], row["other_id"]) for row in known if row["id"] not in gone}
    await _put({pair: reason for pair, reason in found.items() if pair not in there})
    announce(Pair.TOPIC, [*gone, *(row["id"] for row in await _pairs_of(ids))])


async def _pairs_of(ids: Collection[int]) -> list[dict[str, Any]]:
    columns = "SELECT id, one_id, other_id, reason, apart_at FROM client_pair WHERE"
    (first, of_first), (second, of_second) = among("one_id", ids), among("other_id", ids)
    return await select(f"{columns} {first} UNION {columns} {second}", (*of_first, *of_second))


async def _put(found: Found) -> None:
    rows = [(one, other, reason) for (one, other), reason in sorted(found.items())]
    await insert("client_pair", ("one_id", "other_id", "reason"), rows)


def _strongest(rows: Iterable[Mapping[str, Any]]) -> Found:
    found: Found = {}
    for row in sorted(rows, key=lambda row: STRENGTH[row["reason"]]):
        pair = (min(row["one"], row["other"]), max(row["one"], row["other"]))
        found.setdefault(pair, row["reason"])
    return found
