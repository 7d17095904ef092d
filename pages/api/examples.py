"""An example of each shape, for the description: what a resource says of itself, and what its
schema allows where it says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.records import Schema

COMPONENTS = "#/components/schemas/"
OF_FORMAT = {
    "date": "2026-12-01",
    "date-time": "2026-12-01T08:00:00+00:00",
    "uuid": "0b6d6d1e-6f0e-4a53-9d55-3f5b1c5d9e21",
}
AMOUNT, TEXT = "12.50", "texte"


def example_of(schema: Schema, known: Mapping[str, Schema], own: Mapping[str, Any]) -> Any:
    """An example in which `own` stands where its names do; `known` are the schemas by name."""
    if "$ref" in schema:
        return known[schema["$ref"].removeprefix(COMPONENTS)]["examples"][0]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema["type"][0] if isinstance(schema["type"], list) else schema["type"]
    match kind:
        case "object":
            return _object(schema, known, own)
        case "array":
            return [example_of(schema["items"], known, {})]
        case "integer":
            return schema.get("minimum", 1) or 1
        case "boolean":
            return True
    return _text(schema)


def _object(schema: Schema, known: Mapping[str, Schema], own: Mapping[str, Any]) -> dict[str, Any]:
    """All that must be said, and what its own example says."""
    properties = schema.get("properties", {})
    made = {
        name: example_of(properties[name], known, {})
        for name in schema.get("required", ())
        if name not in own
    }
    made |= {name: value for name, value in own.items() if name in properties}
    if not made and properties:  # of a change, any one
        name = next(iter(properties))
        made = {name: example_of(properties[name], known, {})}
    return made


def _text(schema: Schema) -> str:
    if given := OF_FORMAT.get(schema.get("format", "")):
        return given
    if "pattern" in schema:
        return AMOUNT
    return TEXT[: schema.get("maxLength", len(TEXT))]
