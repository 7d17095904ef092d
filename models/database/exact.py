"""Decimal numbers kept exactly, as whole numbers of their smallest part.

Neither database then rounds one, and both sort and add them up; SQLite would keep decimals as text.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tortoise.fields.base import Field

LARGEST = 9_223_372_036_854_775_807


class ExactField(Field[Decimal], Decimal):  # type: ignore[misc]  # as Tortoise's own do
    """A number with at most so many `places` behind the comma; more of them are a fault."""

    SQL_TYPE = "BIGINT"

    if TYPE_CHECKING:

        def __new__(cls, places: int, **options: Any) -> Any: ...

    def __init__(self, places: int, **options: Any) -> None:
        super().__init__(**options)
        self.places = places

    def to_db_value(self, value: Any, instance: Any) -> int | None:
        self.validate(value)
        return None if value is None else in_parts(value, self.places)

    def to_python_value(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        return whole(int(value), self.places)


def in_parts(value: Decimal | int, places: int) -> int:
    """How many of its smallest parts a number has; ValueError if it has smaller ones."""
    parts = Decimal(value).scaleb(places)
    count = int(parts)
    if count != parts or abs(count) > LARGEST:
        raise ValueError(f"{value} does not fit into {places} places")
    return count


def whole(parts: int, places: int) -> Decimal:
    """The number that has so many of its smallest parts."""
    return Decimal(parts).scaleb(-places)
