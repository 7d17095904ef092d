"""A list as it will look, drawn by the server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

MOST_ROWS = 30
"""As many as a tall screen shows."""
CIRCLE = '<span class="circle-hit"><span class="circle"></span></span>'
ALL = (
    '<span class="list-all"><span class="circle"></span>'
    '<span class="list-all-text">Tout sélectionner</span></span>'
)

Column = Mapping[str, Any]


def list_picture(props: Mapping[str, Any]) -> str:
    """The bar, the headings and the first rows of a grid with these props."""
    arrangement, is_selectable, start = props["arrangement"], props["selectable"], props["start"]
    columns = arrangement["columns"]
    page = start.page or {"rows": (), "found": ""}
    bar = (ALL if is_selectable else "") + _span("list-found", escape(page["found"]))
    heads = "".join(_heading(column, start.sort) for column in columns)
    rows = "".join(_parts(page, columns, is_selectable))
    asked = "".join(f" with-{name}" for name, value in start.params.items() if value)
    asked += " list-compact" if arrangement["compact"] else ""
    return (
        f'<div class="list{asked}"><style>{arrangement["css"]}</style>'
        f'<div class="list-bar">{bar}</div>'
        f'<div class="list-rows"><div class="list-head">{heads}</div>{rows}</div></div>'
    )


def _heading(column: Column, sort: str) -> str:
    orders = {one.lstrip("-"): one.startswith("-") for one in sort.split(",")}
    inside, field = _text(column["label"]), column["field"]
    if field not in orders:
        return _cell(column, inside)
    order = "descending" if orders[field] else "ascending"
    place = f' data-place="{list(orders).index(field) + 1}"' if len(orders) > 1 else ""
    return _cell(column, inside, f' aria-sort="{order}"{place}')


def _parts(
    page: Mapping[str, Any], columns: Sequence[Column], is_selectable: bool
) -> Iterator[str]:
    """The rows, with a heading before each part of the list."""
    starts, first = {}, 0
    for group in page.get("groups", ()):
        starts[first] = group
        first += group["count"]
    for number, row in enumerate(page["rows"][:MOST_ROWS]):
        if number in starts:
            yield _part(starts[number])
        yield _row(row, columns, is_selectable)


def _part(group: Mapping[str, Any]) -> str:
    inside = _span("part-sign", "▾") + _span("part-label", escape(group["label"]))
    more = _span("part-more", escape(group["more"]))
    return f'<div class="list-row list-part"><div class="part-cell">{inside}{more}</div></div>'


def _row(row: Mapping[str, Any], columns: Sequence[Column], is_selectable: bool) -> str:
    cells = (_cell(column, _content(row, column, is_selectable)) for column in columns)
    return f'<div class="list-row" data-id="{int(row["id"])}">{"".join(cells)}</div>'


def _content(row: Mapping[str, Any], column: Column, is_selectable: bool) -> str:
    text = _text(row.get(column["field"]))
    if column["tones"]:
        return _span(f"chip chip-{column['tones'][row[column['toneOf']]]}", text)
    if not column["isName"]:
        return text
    mark = _span(f"row-mark row-mark-{row['mark_code']}", row["mark"]) if row.get("mark") else ""
    return (CIRCLE if is_selectable else "") + text + mark


def _text(value: object) -> str:
    return _span("cell-text", "" if value is None else escape(str(value)))


def _cell(column: Column, inside: str, attributes: str = "") -> str:
    return f'<div class="cell column-{column["field"]}"{attributes}>{inside}</div>'


def _span(classes: str, inside: str) -> str:
    return f'<span class="{classes}">{inside}</span>'
