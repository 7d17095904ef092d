"""The sheet of contacts as a page: a row for each state, a column for each size and light."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from tests.browser.sheet.camera import Shot

STYLE = """
body { margin: 16px; background: #8a8f8c; color: #000; font: 14px/1.4 system-ui, sans-serif; }
h2 { margin: 24px 0 8px; }
h3 { margin: 12px 0 4px; font-weight: 500; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-start; }
img { display: block; height: 300px; }
nav a { margin-right: 12px; color: #000; }
"""


def write_index(folder: Path, shots: Sequence[Shot], faults: Sequence[str]) -> None:
    """`index.html` beside the pictures."""
    groups = [(name, [*found]) for name, found in groupby(shots, lambda one: one.state.group)]
    links = "".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name, _ in groups)
    body = "".join(_group(name, found) for name, found in groups)
    said = "".join(f"<li>{escape(one)}</li>" for one in faults)
    page = f"""<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Planche-contact</title><style>{STYLE}</style></head>
<body><h1>Planche-contact</h1><nav>{links}</nav><ul>{said}</ul>{body}</body>
</html>
"""
    (folder / "index.html").write_text(page, "utf-8")


def _group(name: str, shots: Sequence[Shot]) -> str:
    rows = "".join(
        f"<h3>{escape(title)}</h3><div class='row'>{''.join(map(_picture, found))}</div>"
        for title, found in groupby(shots, lambda one: one.state.title)
    )
    return f"<h2 id='{escape(name)}'>{escape(name)}</h2>{rows}"


def _picture(shot: Shot) -> str:
    name = f"{shot.state.title}, {shot.size['width']} × {shot.size['height']}, {shot.scheme}"
    return (
        f"<a href='{shot.file}'><img src='{shot.file}' loading='lazy' alt='{escape(name)}'"
        f" title='{escape(name)}'></a>"
    )
