"""The state of the Clients screen in its address: the list, and the client whose card is open."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

from models.clients import KIND_LABELS
from models.lists import Query

FILTERS = ("kind", "open", "trash")
LONGEST_ID = 10


def parsed(text: str) -> tuple[Query, int | None]:
    """What an address asks for; what it says wrongly is left out."""
    values = {name: texts[-1] for name, texts in parse_qs(text).items()}
    filters = {name: values.get(name, "") for name in FILTERS}
    if filters["kind"] not in KIND_LABELS:
        filters["kind"] = ""
    client = values.get("client", "")
    current = int(client) if client.isdecimal() and len(client) < LONGEST_ID else None
    return Query(values.get("q", ""), values.get("sort", ""), filters), current


def written(query: Query, current: int | None) -> str:
    """The address of this state."""
    parts = {"q": query.search, "sort": query.sort, **query.filters}
    if current is not None:
        parts["client"] = str(current)
    return urlencode({name: value for name, value in parts.items() if value})
