"""The description of all of it, OpenAPI 3.1, made of what the routes are made of."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from models.config import VERSION
from models.records import Schema
from models.staff import SCOPES
from pages.api.books import CLOSINGS
from pages.api.deliveries import PAGE_SCHEMA as DELIVERIES
from pages.api.deliveries import SCHEMA as DELIVERY
from pages.api.examples import example_of
from pages.api.freshness import IF_NONE_MATCH, TAG_PATTERN
from pages.api.lines import PAGE_SCHEMA
from pages.api.operation import IF_MATCH, JSON, KEY, LONGEST_KEY, Operation
from pages.api.single import SINGLES
from pages.api.table import CHILDREN, OPERATIONS, RESOURCES
from pages.web import API, MEDIA, TITLES

PACE_HEADERS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
HEADERS = {
    "ETag": ("string", "La version, pour If-Match et If-None-Match"),
    "Idempotent-Replayed": ("string", "« true » : c’était déjà fait, sous la même clé"),
    "Link": ("string", "La page suivante, s’il y en a une"),
    "Location": ("string", "Où se lit ce qui a été fait"),
    "RateLimit-Limit": ("integer", "Demandes par minute"),
    "RateLimit-Remaining": ("integer", "Demandes qui restent"),
    "RateLimit-Reset": ("integer", "Secondes avant qu’il y en ait autant de nouveau"),
    "Retry-After": ("integer", "Secondes à attendre"),
}
REFUSAL = {
    "type": "urn:comptoir:invalid",
    "title": "Valeurs à corriger",
    "status": 422,
    "detail": "Le SIRET compte 14 chiffres.",
    "code": "invalid",
    "errors": {"siret": "Le SIRET compte 14 chiffres."},
}
PLACE = re.compile(r"{(\w+)}")
ALWAYS = (400, 401, 403, 414, 422, 429, 503)
ABOUT = (
    "Ce que les écrans de Comptoir permettent, pour d’autres programmes : mêmes règles, mêmes "
    "refus, même journal. Un jeton se crée dans « Mon compte » ; il agit au nom de la personne, "
    "dans la limite de ses droits et de ceux du jeton."
)


@cache
def description() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, dict[str, Any]] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Comptoir", "version": VERSION, "description": ABOUT},
        "servers": [{"url": API}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {"Problem": _problem()},
            "headers": {
                name: {"description": about, "schema": {"type": kind}}
                for name, (kind, about) in HEADERS.items()
            },
        },
    }


def _schemas() -> dict[str, Schema]:
    own = {one.schema_name: one.schema() for one in RESOURCES.values()}
    pages = {f"{name}Page": _page(name) for name in own}
    children: dict[str, Schema] = {}
    for kind in CHILDREN:
        children |= {kind.schema_name: kind.schema(), f"{kind.schema_name}Page": kind.page_schema()}
    singles = {one.schema_name: one.schema() for one in SINGLES}
    lists = {"DocumentLines": PAGE_SCHEMA, "DeliveryPage": DELIVERIES, "Closings": CLOSINGS}
    problem: Schema = {
        "type": "object",
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "code": {"type": "string"},
            "errors": {"type": "object", "additionalProperties": {"type": "string"}},
            "current": {"type": "object"},
        },
        "required": ["type", "title", "status", "detail", "code"],
    }
    others = {"Delivery": DELIVERY, "Problem": problem}
    made = {**own, **children, **singles, **lists, **others, **pages}
    said = {one.schema_name: one.example for one in RESOURCES.values()} | {"Problem": REFUSAL}
    known: dict[str, Schema] = {}
    for name, schema in made.items():
        known[name] = {**schema, "examples": [example_of(schema, known, said.get(name, {}))]}
    return known


def _page(name: str) -> Schema:
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
    return {
        "type": "object",
        "properties": {"items": items, "next": {"type": ["string", "null"]}},
        "required": ["items", "next"],
    }


def _operation(one: Operation) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.summary,
        "description": f"Droit : `{one.scope}` ({SCOPES[one.scope].label}).",
        "parameters": _parameters(one),
        "responses": _responses(one),
    }
    if one.takes:
        content: dict[str, Any] = {"schema": one.takes()}
        content["example"] = example_of(one.takes(), {}, one.example or {})
        is_needed = bool(one.takes().get("required"))
        said["requestBody"] = {"required": is_needed, "content": {JSON: content}}
    elif one.takes_bytes:
        binary = {"schema": {"type": "string", "format": "binary"}}
        said["requestBody"] = {"required": True, "content": {"application/octet-stream": binary}}
    return said


def _parameters(one: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [_in_path(name) for name in PLACE.findall(one.path)]
    for param in one.params:
        said = {"name": param.name, "in": "query", "schema": param.schema}
        said |= {"description": param.about} if param.about else {}
        found.append(said | {"required": param.is_required})
    if one.needs_version:
        about = "L’ETag de la version lue."
        found.append(
            _header(IF_MATCH, {"type": "string", "pattern": TAG_PATTERN}, about, is_needed=True)
        )
    if one.method == "GET":
        about = "L’ETag de ce qui est déjà connu : 304 si rien n’a changé."
        found.append(_header(IF_NONE_MATCH, {"type": "string"}, about, is_needed=False))
    if one.replay:
        schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY}
        about = "La même clé ne fait qu’une fois, pendant 24 h."
        found.append(_header(KEY, schema, about, is_needed=False))
    return found


def _in_path(name: str) -> dict[str, Any]:
    schema: Schema = {"type": "string", "minLength": 1, "maxLength": 12}
    if name == "id":
        schema = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _header(name: str, schema: Schema, about: str, *, is_needed: bool) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": is_needed,
        "schema": schema,
        "description": about,
    }


def _responses(one: Operation) -> dict[str, Any]:
    schema: Schema = {"type": "string", "format": "binary"}
    if one.answers:
        schema = {"$ref": f"#/components/schemas/{one.answers}"}
    fine = {
        "description": "Fait",
        "headers": _headers_of(one),
        "content": {one.media: {"schema": schema}},
    }
    good: dict[str, Any] = {"200": fine}
    if one.method == "POST":
        good["201"] = fine
    elif one.method == "GET":
        known = {name: text for name, text in _headers_of(one).items() if name != "Link"}
        good["304"] = {"description": "Rien n’a changé depuis", "headers": known}
    refused = {*ALWAYS, *({404} if "{" in one.path or one.media != JSON else ())}
    if one.method != "GET":
        refused |= {409, 412, 413}
    if one.method != "GET" or one.media != JSON:
        refused |= {409}
    if one.takes or one.takes_bytes:
        refused |= {415}
    if one.needs_version:
        refused |= {428}
    problems = {
        str(status): {"$ref": "#/components/responses/Problem"} for status in sorted(refused)
    }
    return {**good, **problems}


def _headers_of(one: Operation) -> dict[str, Any]:
    """What an answer may tell beside its body."""
    names = ["ETag", *PACE_HEADERS]
    if one.method == "GET" and any(param.name == "cursor" for param in one.params):
        names.append("Link")
    if one.method == "POST":
        names.append("Location")
    if one.replay:
        names.append("Idempotent-Replayed")
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _problem() -> dict[str, Any]:
    codes = ", ".join(f"{status} `{code}`" for status, (code, _) in TITLES.items())
    schema = {"$ref": "#/components/schemas/Problem"}
    headers = {
        name: {"$ref": f"#/components/headers/{name}"} for name in ("Retry-After", *PACE_HEADERS)
    }
    content = {MEDIA: {"schema": schema}}
    return {"description": f"Un refus ({codes}).", "headers": headers, "content": content}
