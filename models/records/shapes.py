"""How a record is told to another program: each field as JSON, and the JSON Schema of that.

Amounts are strings with a point (a float would round them), days and moments as ISO 8601.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.models import Model

from models.database.exact import ExactField
from models.records.children import Children
from models.records.editable import Editable
from models.records.field import Field

Schema = dict[str, Any]

AMOUNT = r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
LARGEST_ID = 2_147_483_647
ID: Schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}


def amount_schema() -> Schema:
    return {"type": "string", "pattern": AMOUNT, "maxLength": 20}


def nullable(schema: Schema) -> Schema:
    """The same, or null."""
    return {**schema, "type": [schema["type"], "null"]}


def as_json(value: Any) -> Any:
    """A value as JSON holds it."""
    match value:
        case Enum():
            return value.value
        case Decimal():
            return f"{value:f}"
        case date() | datetime():
            return value.isoformat()
        case UUID():
            return str(value)
    return value


def column_schema(model: type[Model], name: str) -> Schema:
    """What a column may hold, by the model's own field."""
    column = model._meta.fields_map[name]
    schema = _of(column)
    return nullable(schema) if column.null else schema


def _of(column: Any) -> Schema:
    match column:
        case CharEnumFieldInstance():
            return {"type": "string", "enum": [one.value for one in column.enum_type]}
        case fields.BooleanField():
            return {"type": "boolean"}
        case fields.DatetimeField():
            return dict(MOMENT)
        case fields.DateField():
            return dict(DAY)
        case ExactField():
            return amount_schema()
        case fields.IntField():
            return {"type": "integer", "minimum": 0, "maximum": LARGEST_ID}
    longest = column.constraints.get("max_length")
    return {"type": "string", **({"maxLength": int(longest)} if longest else {})}


def field_schema(model: type[Editable], field: Field) -> Schema:
    """What a field of the form may hold, with its name on screen as the description."""
    schema = column_schema(model, field.name)
    is_fixed = type(field.choices) is dict and field.input_type not in {"several", "tags"}
    if schema["type"] == "string" and field.choices and is_fixed:
        schema = {"type": "string", "enum": list(field.choices)}
    return {**schema, "description": model.label_of(field.name)}


def child_schema(kind: Children) -> Schema:
    """One child, with the key by which it is known."""
    own = {
        one.name: {"type": "string", "maxLength": one.length, "description": one.label}
        for one in kind.fields
    }
    key = {"type": "string", "maxLength": 12, "description": "Sa clé"}
    return {"type": "object", "properties": {"key": key, **own}, "additionalProperties": False}


def child_json(kind: Children, child: Mapping[str, Any]) -> dict[str, Any]:
    texts = {one.name: as_json(child.get(one.name, "")) or "" for one in kind.fields}
    return {"key": child["key"], **texts}


def as_typed(field: Field, value: Any) -> str:
    """A value of JSON as it would be typed into the form."""
    if value is None:
        return ""
    return field.show(value) if isinstance(value, bool) else str(value)


def with_children(
    kind: Children, typed: Mapping[str, str], wanted: list[dict[str, str]]
) -> dict[str, str]:
    """The texts by which a draft has just these children, in this order.

    One with a key that is there is changed; the others are new, and what is not named goes.
    """
    there = kind.keys(typed)
    texts = {kind.name_of(key): "" for key in there}
    for place, child in enumerate(wanted, 1):
        given = {name: text for name, text in child.items() if name != "key"}
        if (key := child.get("key", "")) in there:
            named = {kind.name_of(key, name): text for name, text in given.items()}
        else:
            key, named = kind.added({}, given)
        texts |= {**named, kind.name_of(key): str(place)}
    return texts
