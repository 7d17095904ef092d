"""Which column of a sheet is which field, told by its heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.french.text import clean_line, fold

FIRST_ROWS = 10
"""Among them the headings are looked for: a title may stand above."""


@dataclass(frozen=True)
class Heading:
    """A field that a column can be: its name, its label, and what else such a column is called."""

    name: str
    label: str
    synonyms: tuple[str, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        return frozenset(fold(text) for text in (self.label, *self.synonyms))


@dataclass(frozen=True)
class Matched:
    """`row` has the headings; each field found is at the place of a column of these."""

    row: int
    headings: tuple[str, ...]
    places: Mapping[str, int]

    @property
    def unused(self) -> list[str]:
        """The headings of columns that are no field."""
        used = set(self.places.values())
        return [one for place, one in enumerate(self.headings) if one and place not in used]

    def with_place(self, name: str, place: int | None) -> Matched:
        """The same with a field at another column, or at none; a column is one field at most."""
        others = {one: at for one, at in self.places.items() if one != name and (at != place)}
        return Matched(self.row, self.headings, others | ({} if place is None else {name: place}))


def match(rows: Sequence[Sequence[str]], known: Sequence[Heading]) -> Matched:
    """The row that names the most fields is that of the headings; of two columns that are called
    like one field, it is the first."""
    found = [
        Matched(at, _headings(row), _places(row, known))
        for at, row in enumerate(rows[:FIRST_ROWS])
        if any(row)
    ]
    return max(found, key=lambda one: len(one.places))


def _headings(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(clean_line(text) for text in row)


def _places(row: Sequence[str], known: Sequence[Heading]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, text in enumerate(row):
        words = fold(text)
        name = next((one.name for one in known if words and words in one.words), None)
        if name and name not in places:
            places[name] = place
    return places
