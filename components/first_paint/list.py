"""A list as it will look, drawn by the server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

MOST_ROWS = 30
"""As many as a tall screen shows."""
CIRCLE = '<span class="circle-hit"><span class="circle"></span></span>'
ALL = '<span class="list-all"><span class="circle"></span>Tout sélectionner</span>'

Column = Mapping[str, Any]


def list_picture(props: Mapping[str, Any]) -> str:
    """The bar, the headings and the first rows of a grid with these props."""
    columns, is_selectable = props["columns"], props["selectable"]
    page = props["start"].page or {"rows": (), "found": ""}
    bar = (ALL if is_selectable else "") + _span("list-found", escape(page["found"]))
    heads = "".join(_cell(column, _text(column["label"])) for column in columns)
    rows = "".join(_row(row, columns, is_selectable) for row in page["rows"][:MOST_ROWS])
    widths = "".join(_width(column) for column in columns)
    return (
        f'<div class="list"><div class="list-bar">{bar}</div><div class="list-rows">'
        f'<style>{widths}</style><div class="picture-head">{heads}</div>{rows}</div></div>'
    )


def _row(row: Mapping[str, Any], columns: Sequence[Column], is_selectable: bool) -> str:
    cells = (_cell(column, _content(row, column, is_selectable)) for column in columns)
    return f'<div class="picture-row">{"".join(cells)}</div>'


def _content(row: Mapping[str, Any], column: Column, is_selectable: bool) -> str:
    text = _text(row.get(column["field"]))
    if column["tones"]:
        return _span(f"chip chip-{column['tones'][row[column['toneOf']]]}", text)
    return (CIRCLE if column["isName"] and is_selectable else "") + text


def _text(value: object) -> str:
    return _span("cell-text", "" if value is None else escape(str(value)))


def _cell(column: Column, inside: str) -> str:
    return f'<div class="picture-cell picture-{column["field"]}">{inside}</div>'


def _width(column: Column) -> str:
    """AG Grid shares the room out among its columns as a flex box does."""
    name, width = f".picture-{column['field']}", column["width"]
    align = "justify-content:flex-end;" if column["align"] == "right" else ""
    flex = f"flex:{column['flex']} 0 {0 if column['flex'] else width}px"
    narrow = f"@container (width < {column['from']}px){{{name}{{display:none}}}}"
    return f"{name}{{{align}{flex};min-width:{width}px}}{narrow if column['from'] else ''}"


def _span(classes: str, inside: str) -> str:
    return f'<span class="{classes}">{inside}</span>'
