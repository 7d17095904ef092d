"""What two people have typed into the same place of a document's lines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from models.documents.line import LINE, DocumentLine
from models.documents.sheet import LineEdits
from models.records.conflict import Clash


def clashes_among(stored: Mapping[str, DocumentLine], edits: LineEdits) -> list[Clash]:
    """What a colleague has changed meanwhile of all that these edits change."""
    clashes: list[Clash] = []
    for key, line in stored.items():
        now, base = line.typed(), edits.base.get(key)
        if base is None:
            continue
        if key in edits.removed and now != base:
            clashes.append(Clash(key, f"{LINE}{line.position}", "supprimée", line.summary))
        for name, text in edits.typed.get(key, {}).items():
            if now[name] not in {base[name], text}:
                label = f"{LINE}{line.position} – {DocumentLine.label_of(name)}"
                shown = partial(DocumentLine.worded, name)
                clashes.append(Clash(f"{key}.{name}", label, text, now[name], shown))
    return clashes
