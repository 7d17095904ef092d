"""A page of rows as grid.js takes it."""

from __future__ import annotations

from typing import Any

from models.french import number
from models.lists import Group, Page, Row


def page_json(page: Page, hidden: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A page of rows as grid.js takes it, without what is hidden from who looks at it."""
    rows: list[Row] = without(page.rows, hidden)
    return {
        "rows": rows,
        "last": page.last,
        "found": page.found,
        "groups": [_heading(group, hidden) for group in page.groups],
    }


def _heading(group: Group, hidden: frozenset[str]) -> dict[str, Any]:
    """What stands over a part of the list."""
    totals = [text for field, text in group.totals.items() if text and field not in hidden]
    counted = number(group.count)
    return {"label": group.label, "count": group.count, "more": " · ".join([counted, *totals])}


def without(rows: list[Row], hidden: frozenset[str]) -> list[Row]:
    if not hidden:
        return rows
    return [{name: row[name] for name in row if name not in hidden} for row in rows]
