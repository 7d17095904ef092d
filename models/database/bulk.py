"""Many records in one statement, however many they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import orjson
from tortoise.connection import get_connection

from models.database.connection import dialect, marked

ROWS = 2_000
"""In one statement."""
PARAMETERS = 30_000
"""Both databases take some 32,000 in one statement."""
_LAST = "SELECT seq FROM sqlite_sequence WHERE name = ?"
Progress = Callable[[int], None]
"""Is told how many are done so far; by raising Refused it gives up all of them."""


def silently(_done: int) -> None:
    """Nobody is told."""


def among(column: str, ids: Iterable[int]) -> tuple[str, tuple[Any, ...]]:
    """That a column holds one of these ids."""
    if dialect() == "sqlite":
        listed = orjson.dumps(list(ids)).decode()
        return f"{column} IN (SELECT value FROM json_each(?))", (listed,)
    return f"{column} = ANY(?::int[])", (list(ids),)


def for_update() -> str:
    """What locks the rows of a SELECT until the open transaction ends."""
    return "" if dialect() == "sqlite" else " FOR UPDATE"  # SQLite has one writer at a time


async def write(sql: str, parameters: Sequence[Any]) -> None:
    """Run a statement inside the open transaction."""
    await get_connection("default").execute_query(marked(sql), list(parameters))


async def insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert these rows inside the open transaction.

    Many in each statement: after every one of them SQLite writes out its search index.
    """
    one = f"({', '.join('?' * len(columns))})"
    step = min(ROWS, PARAMETERS // len(columns))
    for start in range(0, len(rows), step):
        some = rows[start : start + step]
        values = ", ".join([one] * len(some))
        await write(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values}",
            [value for row in some for value in row],
        )


async def take_ids(table: str, count: int) -> list[int]:
    """So many ids that no row has and none will get, inside the open transaction."""
    connection = get_connection("default")
    if dialect() == "sqlite":
        last = await connection.execute_query_dict(_LAST, [table])
        if not last:
            await write("INSERT INTO sqlite_sequence (name, seq) VALUES (?, 0)", (table,))
        first = (int(last[0]["seq"]) if last else 0) + 1
        await write("UPDATE sqlite_sequence SET seq = seq + ? WHERE name = ?", (count, table))
        return list(range(first, first + count))
    rows = await connection.execute_query_dict(
        "SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id FROM generate_series(1, $2::int)",
        [table, count],
    )
    return [int(row["id"]) for row in rows]


async def update(
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    types: Sequence[str] = (),
    also: tuple[str, Sequence[Any]] = ("", ()),
) -> None:
    """Set these columns in rows, each given as its id and their values.

    `types` are PostgreSQL's of the columns, where they are not all of text; `also` what is set in
    all of them alike, as SQL with its parameters: a row that is written twice costs twice.
    """
    alike, parameters = also
    casts = [f"::{one}" for one in types] or [""] * len(columns)
    for start in range(0, len(rows), ROWS):
        listed = orjson.dumps(rows[start : start + ROWS]).decode()
        if dialect() == "sqlite":
            values = [f"{one} = json_extract(value, '$[{n}]')" for n, one in enumerate(columns, 1)]
            given, key = "json_each(?)", "json_extract(value, '$[0]')"
        else:
            values = [
                f"{one} = (value->>{n}){cast}"
                for n, (one, cast) in enumerate(zip(columns, casts, strict=True), 1)
            ]
            given, key = "jsonb_array_elements(?::jsonb)", "(value->>0)::int"
        put = ", ".join((*values, alike) if alike else values)
        await write(
            f"UPDATE {table} SET {put} FROM {given} WHERE {table}.id = {key}",
            [*parameters, listed],
        )
