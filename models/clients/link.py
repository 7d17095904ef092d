"""A column in which a table names a client: by these columns a client is merged and erased."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from models.clients.erasure import Erasure
from models.database.bulk import among, write
from models.database.connection import select
from models.french.wording import Noun
from models.records.changes import announce

TOPIC = "client"


@dataclass(frozen=True)
class Link:
    """A column in which the rows of a table name a client.

    `topic` is what listeners know the rows by, `noun` what people call them, and `counted` which of
    them they see. One that `is_by_topic` names records of any kind, with a column `topic` beside
    it; one that does not move (`moves`) stays with its client, whatever becomes of that, and of
    those a client that is erased takes along only what says so (`goes`).
    """

    table: str
    column: str = "client_id"
    topic: str = ""
    noun: Noun | None = None
    counted: str = ""
    is_by_topic: bool = False
    moves: bool = True
    goes: bool = False

    @property
    def name(self) -> str:
        return f"{self.table}.{self.column}"

    async def ids(self, client_id: int, among_ids: Sequence[int] | None = None) -> list[int]:
        """The rows that name this client, all of them or those among these."""
        narrowing, more = ("", ()) if among_ids is None else among("id", among_ids)
        rows = await select(
            f"SELECT id FROM {self.table} WHERE {self.column} = ?{self._topic}"
            f"{_and(narrowing)} ORDER BY id",
            (client_id, *more),
        )
        return [row["id"] for row in rows]

    async def count(self, client_ids: Collection[int]) -> int:
        """How many of those that people see name one of these clients."""
        where, parameters = among(self.column, client_ids)
        rows = await select(
            f"SELECT count(*) AS n FROM {self.table}"
            f" WHERE {where}{self._topic}{_and(self.counted)}",
            parameters,
        )
        return int(rows[0]["n"])

    async def named(self, client_ids: Collection[int]) -> set[int]:
        """Those of these clients that rows name which people see."""
        where, parameters = among(self.column, client_ids)
        rows = await select(
            f"SELECT DISTINCT {self.column} AS id FROM {self.table}"
            f" WHERE {where}{self._topic}{_and(self.counted)}",
            parameters,
        )
        return {row["id"] for row in rows}

    async def latest(self) -> int:
        """The number of the last row that there is."""
        return int((await select(f"SELECT max(id) AS id FROM {self.table}", ()))[0]["id"] or 0)

    async def put(self, ids: Sequence[int], client_id: int) -> None:
        """Have these rows name another client, inside the open transaction."""
        where, parameters = among("id", ids)
        put = f"UPDATE {self.table} SET {self.column} = ? WHERE {where}"
        await write(put, (client_id, *parameters))
        if self.topic:
            announce(self.topic, ids)

    async def rows(self, client_id: int) -> list[dict[str, Any]]:
        """All that stands in the rows which name this client."""
        named = f"SELECT * FROM {self.table} WHERE {self.column} = ?{self._topic} ORDER BY id"
        return await select(named, (client_id,))

    async def erase(self, erasure: Erasure) -> None:
        """Delete the rows that name the client, and have the journal forget them."""
        if not (self.moves or self.goes):
            return
        await self._delete(erasure, self._topic, erasure.client_ids)

    async def erase_about(self, topic: str, ids: Collection[int], erasure: Erasure) -> None:
        """Delete the rows about other records that are erased with the client."""
        if self.is_by_topic and (self.moves or self.goes):
            await self._delete(erasure, f" AND topic = '{topic}'", ids)

    async def _delete(self, erasure: Erasure, narrowing: str, named: Collection[int]) -> None:
        where, parameters = among(self.column, named)
        rows = await select(f"SELECT * FROM {self.table} WHERE {where}{narrowing}", parameters)
        if not rows:
            return
        ids = [row["id"] for row in rows]
        erasure.note_files(rows)
        where, parameters = among("id", ids)
        await write(f"DELETE FROM {self.table} WHERE {where}", parameters)
        if self.topic:
            erasure.forget(self.topic, ids)
            announce(self.topic, ids)

    @property
    def _topic(self) -> str:
        return _and(f"topic = '{TOPIC}'" if self.is_by_topic else "")


def _and(condition: str) -> str:
    return f" AND {condition}" if condition else ""
