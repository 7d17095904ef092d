"""The lines of a document, read and put in their place as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.documents import DocumentLine, replace_lines
from models.permissions import Permission, Staff
from models.records import ID, Schema, amount_schema, as_json, as_typed, field_schema, nullable
from pages.api.operation import Asked, Operation, Reply, etag
from pages.api.resource import Resource

MOST = 1_000
OWN = {field.name: field for field in DocumentLine.FIELDS}
ARTICLE_ID = "article_id"
KEY: Schema = {"type": "string", "maxLength": 36, "description": "La clé de la ligne"}
PRICED = ("price", "discount", "net")


def _field_schemas() -> dict[str, Schema]:
    return {
        name: nullable(ID) if name == ARTICLE_ID else field_schema(DocumentLine, field)
        for name, field in OWN.items()
    }


LINE_SCHEMA: Schema = {
    "type": "object",
    "properties": {"key": KEY, **_field_schemas()},
    "additionalProperties": False,
}
LINES_SCHEMA: Schema = {"type": "array", "maxItems": MOST, "items": LINE_SCHEMA}
CHANGE_SCHEMA: Schema = {
    "type": "object",
    "properties": {"lines": LINES_SCHEMA},
    "required": ["lines"],
    "additionalProperties": False,
}
SHOWN_SCHEMA: Schema = {
    "type": "object",
    "properties": {
        "id": ID,
        **LINE_SCHEMA["properties"],
        "vat_rate": amount_schema(),
        "net": amount_schema(),
        "explanation": {"type": "string"},
        "source_id": nullable(ID),
    },
    "required": ["id", "key", "kind", "designation", "quantity"],
}
PAGE_SCHEMA: Schema = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": SHOWN_SCHEMA}},
    "required": ["items"],
}


def rows_of(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What a program has sent, as it would be typed into the rows."""
    return [
        {
            name: str(value) if name == "key" else as_typed(OWN[name], value)
            for name, value in line.items()
        }
        for line in lines
    ]


def line_json(line: DocumentLine, by: Staff) -> dict[str, Any]:
    names = ("id", "key", *OWN, "vat_rate", "net", "explanation", "source_id")
    hidden = () if by.may(Permission.PRICES) else PRICED
    return {name: as_json(getattr(line, name)) for name in names if name not in hidden}


def line_operations(documents: Resource) -> list[Operation]:
    """Reading all lines of a document, and having it hold just these."""

    async def shown(asked: Asked) -> Reply:
        document = await documents.found(asked.number(), asked.by)
        items = [line_json(line, asked.by) for line in await document.lines_in_order()]
        return Reply({"items": items}, headers={"ETag": etag(document)})

    async def put(asked: Asked) -> Reply:
        document = await documents.versioned(asked)
        await replace_lines(document, rows_of(asked.body["lines"]), by=asked.by)
        return await shown(asked)

    path = "/documents/{id}/lines"
    return [
        Operation(
            *("GET", path, "get_document_lines", "Lignes : les lire", documents.read, shown),
            answers="DocumentLines",
        ),
        Operation(
            *("PUT", path, "put_document_lines", "Lignes : toutes, dans cet ordre"),
            *(documents.write, put, "DocumentLines"),
            takes=lambda: CHANGE_SCHEMA,
            example={
                "lines": [
                    {"article_id": 1, "quantity": "3"},
                    {"kind": "text", "designation": "Livraison comprise."},
                ]
            },
            needs_version=True,
        ),
    ]
