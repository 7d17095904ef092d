"""Rows that somebody has picked, in the order of a list."""

from __future__ import annotations

from collections.abc import Iterable

from models.database.connection import chunks, select


async def in_order(table: str, key: str, ids: Iterable[int], *, is_down: bool) -> list[int]:
    """These ids of a table sorted by a column, ties by id; nothing is less than anything."""
    places = []
    for chunk in chunks(list(ids)):
        marks = ",".join("?" * len(chunk))
        places += await select(
            f"SELECT t.id, t.{key} AS place FROM {table} t WHERE t.id IN ({marks})", tuple(chunk)
        )
    places.sort(
        key=lambda row: (row["place"] is not None, row["place"], row["id"]), reverse=is_down
    )
    return [row["id"] for row in places]
