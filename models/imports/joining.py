"""A second sheet whose rows belong to those of the first, as contacts or addresses of clients."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from models.french.text import fold
from models.imports.importable import Further
from models.imports.preparation import Preparation
from models.imports.sheet import Sheet
from models.records.children import Children


@dataclass
class Joined:
    """What came of it: how many rows found theirs, the lines that did not, and what is no field."""

    further: Further
    taken: int = 0
    lost: list[int] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def join(preparation: Preparation, sheet: Sheet) -> Joined | None:
    """Give the rows of the first sheet those of another; None where nothing tells whose they are.

    What the sheet holds is told by its headings: of the kinds, the one of which it names the most.
    """
    further = preparation.importable.further
    if not further:
        return None
    matches = [(one, one.headings.match(sheet.rows)) for one in further]
    best, matched = max(matches, key=lambda one: len(set(one[1].fields.values())))
    fields = set(matched.fields.values())
    there = set(preparation.matched.fields.values())
    link = next((one for one, name in best.links.items() if one in fields and name in there), None)
    if link is None or fields <= best.links.keys():
        return None
    owners = _owners(preparation, best.links[link])
    joined = Joined(best, unused=matched.unused)
    counts: defaultdict[int, int] = defaultdict(lambda: _most(preparation, best.kind))
    for line, row in enumerate(sheet.rows[matched.row + 1 :], matched.row + 2):
        cells = {name: row[at] for at, name in matched.fields.items() if at < len(row)}
        if not any(text.strip() for text in cells.values()):
            continue
        owner = owners.get(fold(cells.get(link, "")))
        if owner is None:
            joined.lost.append(line)
            continue
        counts[owner] += 1
        texts = {
            best.kind.name_of(str(counts[owner]), name): text
            for name, text in _told(best, cells).items()
        }
        preparation.joined.setdefault(owner, {}).update(texts)
        joined.taken += 1
    return joined


def _told(further: Further, cells: Mapping[str, str]) -> Mapping[str, str]:
    """The fields that a row fills."""
    told = {name: text for name, text in cells.items() if name not in further.links}
    for beside, name in further.beside.items():
        both = (told.pop(beside, ""), told.get(name, ""))
        if any(both):
            told[name] = " ".join(text.strip() for text in both if text.strip())
    return told


def _owners(preparation: Preparation, link: str) -> Mapping[str, int]:
    """By what stands in the field of the link, the first line that has it."""
    owners: dict[str, int] = {}
    for line in preparation.lines:
        if words := fold(preparation.row(line).cells.get(link, "")):
            owners.setdefault(words, line)
    return owners


def _most(preparation: Preparation, kind: Children) -> int:
    """The last number that the columns of the first sheet give to one of this kind."""
    slots = [kind.key_in(one) for one in preparation.matched.fields.values() if kind.owns(one)]
    return max((int(slot) for slot in slots if slot.isdecimal()), default=0)
