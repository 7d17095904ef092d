"""Which records others point to, as the tables themselves say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tortoise.models import Model

from models.database.bulk import among
from models.database.connection import select


async def pointed_to(model: type[Model], ids: Sequence[int]) -> set[int]:
    """Those of these records to which a row of another table points."""
    found: set[int] = set()
    for name in model._meta.backward_fk_fields:
        related: Any = model._meta.fields_map[name]
        table = related.related_model._meta.db_table
        column = related.relation_source_field or related.relation_field
        condition, parameters = among(column, ids)
        rows = await select(
            f"SELECT DISTINCT {column} AS id FROM {table} WHERE {condition}", parameters
        )
        found |= {row["id"] for row in rows}
    return found
