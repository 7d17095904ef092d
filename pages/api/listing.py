"""A page of a list: searched and filtered as the screen does, gone on with by a cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.errors import Invalid
from models.lists import LONGEST_SEARCH, Day, Listing, Of, Switch, ids_after
from models.records import DAY, ID, Schema
from pages.api.cursors import LONGEST as LONGEST_CURSOR
from pages.api.cursors import cursor_after, id_in, question_of
from pages.api.operation import Asked, Param, Reply
from pages.api.resource import Resource

USUAL_PAGE, LARGEST_PAGE = 50, 200


async def list_page(resource: Resource, asked: Asked) -> Reply:
    """Some of what the filters and the search find, in the order of the ids."""
    asked.by.need(resource.seen_with)
    await resource.ready()
    if not resource.listings:
        return await _rows_page(resource, asked)
    listing = resource.listings[str(asked.params.get(resource.by, ""))]
    said = {name: str(value) for name, value in asked.params.items()}
    texts = {name: text for name, text in said.items() if name not in {"limit", "cursor"}}
    _check_filters(listing, texts, resource.by)
    limit = int(asked.params.get("limit", USUAL_PAGE))
    question, key = question_of(resource.name, texts), asked.bearer.key
    after = id_in(said.get("cursor", ""), key, question)
    ids = await ids_after(listing, listing.asked(texts), after, limit + 1)
    shown = {one.id: one for one in await resource.model.with_ids(ids[:limit])}
    items = [resource.json(shown[id_], asked.by) for id_ in ids[:limit] if id_ in shown]
    more = cursor_after(ids[limit - 1], key, question) if len(ids) > limit else None
    return _page(items, more, asked)


async def _rows_page(resource: Resource, asked: Asked) -> Reply:
    """The rows in use of what no screen lists, since there are so few."""
    limit = int(asked.params.get("limit", USUAL_PAGE))
    key = asked.bearer.key
    after = id_in(str(asked.params.get("cursor", "")), key, resource.name)
    rows = resource.model.filter(id__gt=after, trashed_at=None).order_by("id")
    found = await rows.limit(limit + 1)
    more = cursor_after(found[limit - 1].id, key, resource.name) if len(found) > limit else None
    return _page([resource.json(one, asked.by) for one in found[:limit]], more, asked)


def _page(items: list[dict[str, Any]], more: str | None, asked: Asked) -> Reply:
    headers = {"Link": f'<{asked.request.url.include_query_params(cursor=more)}>; rel="next"'}
    return Reply({"items": items, "next": more}, headers=headers if more else {})


def list_params(resource: Resource) -> tuple[Param, ...]:
    """The page, the search, and the filters that the list on screen has."""
    filters = {one.name: one for listing in resource.listings.values() for one in listing.filters}
    by = (Param(resource.by, {"type": "string", "enum": [*resource.listings]}, "", True),)
    searches = (Param("q", {"type": "string", "maxLength": LONGEST_SEARCH}, "Recherche"),)
    return (
        *(by if resource.by else ()),
        *(searches if resource.listings else ()),
        *(Param(one.name, _filter_schema(one), one.label) for one in filters.values()),
        Param("limit", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE}),
        Param("cursor", {"type": "string", "maxLength": LONGEST_CURSOR}, "La page suivante"),
    )


def _filter_schema(one: object) -> Schema:
    match one:
        case Of():
            return ID
        case Day():
            return DAY
        case Switch():
            return {"type": "string", "enum": ["1"]}
    return {"type": "string", "maxLength": 200}


def _check_filters(listing: Listing, texts: Mapping[str, str], by: str) -> None:
    """The screen leaves out what an address says wrongly; a program is told."""
    named = {one.name: one for one in listing.filters}
    errors = {
        name: "Cette valeur n’existe pas."
        for name, text in texts.items()
        if name in named and text and not named[name].read(text)
    }
    strange = texts.keys() - named.keys() - {"q", by}
    errors |= dict.fromkeys(strange, "Cette liste n’a pas ce filtre.")
    if errors:
        raise Invalid(errors)
