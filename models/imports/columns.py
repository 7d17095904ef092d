"""Which column of a sheet is which field, told by its heading or else by what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from models.french.text import clean_line, fold

FIRST_ROWS = 20
"""Among them the headings are looked for: a title may stand above."""
LOOKED_AT = 60
"""Cells of a column that tell what it holds."""
NO_ROW = -1
"""In the place of a row of headings where there is none."""
LEAST = 3
NEARLY_ALL = 0.8
SHORTEST = 3
"""Letters that are left of a word in a heading."""
Rows = Sequence[Sequence[str]]
Fields = Mapping[int, str]
"""By the place of a column, the name of the field that it is."""


@dataclass(frozen=True)
class Heading:
    """A field that a column can be: its name, its label, and what else such a column is called.

    `holds` tells a cell of such a column from any other.
    """

    name: str
    label: str
    synonyms: tuple[str, ...] = ()
    holds: Callable[[str], bool] | None = None

    @property
    def words(self) -> frozenset[str]:
        return frozenset(fold(text) for text in (self.label, *self.synonyms)) - {""}


@dataclass(frozen=True)
class Matched:
    """`row` has the headings, or there are none; `guessed` are the places that only their cells
    have told."""

    row: int
    headings: tuple[str, ...]
    fields: Fields = field(default_factory=lambda: MappingProxyType({}))
    guessed: frozenset[int] = frozenset()

    @property
    def unused(self) -> list[str]:
        """The headings of columns that are no field."""
        return [one for place, one in enumerate(self.headings) if one and place not in self.fields]

    @property
    def doubled(self) -> dict[str, list[int]]:
        """The fields that several columns are, with their places."""
        often = [name for name, count in Counter(self.fields.values()).items() if count > 1]
        return {
            name: [place for place, one in self.fields.items() if one == name] for name in often
        }

    def with_field(self, place: int, name: str) -> Matched:
        """The same with a column as another field, or as none."""
        others = {at: one for at, one in self.fields.items() if at != place}
        chosen = {**others, **({place: name} if name else {})}
        return replace(self, fields=chosen, guessed=self.guessed - {place})

    def remembered(self) -> dict[str, str]:
        """By the folded heading, its field: what another file of the same kind is matched by."""
        return {
            fold(text): self.fields.get(place, "")
            for place, text in enumerate(self.headings)
            if fold(text)
        }

    def as_remembered(self, kept: Mapping[str, str]) -> Matched:
        """The same with the columns whose headings are known as they were chosen then."""
        chosen = dict(self.fields)
        for place, text in enumerate(self.headings):
            if (words := fold(text)) in kept:
                chosen.pop(place, None)
                chosen |= {place: kept[words]} if kept[words] else {}
        return replace(self, fields=chosen)


class Headings:
    """All that columns can be.

    `more` reads the headings that are counted, as « Contact 2 »; the words of `beside` tell nothing
    of a column, but whose it is.
    """

    def __init__(
        self,
        known: Sequence[Heading],
        more: Callable[[str], str | None] = lambda _words: None,
        beside: Set[str] = frozenset(),
    ) -> None:
        self.known = tuple(known)
        named = [(words, one.name) for one in reversed(known) for words in one.words]
        self._by_words = dict(named)
        self._in_one_word = {words.replace(" ", ""): name for words, name in named}
        self._more = more
        self._beside = beside

    def field_of(self, text: str) -> str | None:
        """The field that a heading names."""
        words = fold(text)
        return self._by_words.get(words) or (self._more(words) if words else None)

    def _nearly(self, text: str) -> str | None:
        """The field that a heading names less plainly: « CodePostal », « Ville du client »,
        « Raison soc. »."""
        words = fold(text)
        bare = self._bare(words)
        in_one_word = (self._in_one_word.get(one.replace(" ", "")) for one in (words, bare) if one)
        named = (self.field_of(bare) if bare else None) or next(filter(None, in_one_word), None)
        return named or self._cut_short(bare.split())

    def _bare(self, words: str) -> str:
        return " ".join(word for word in words.split() if word not in self._beside)

    def _cut_short(self, parts: Sequence[str]) -> str | None:
        """The one field of which each word begins as these do; one word alone says too little."""
        if len(parts) < 2 or any(len(part) < SHORTEST for part in parts):
            return None
        begun = {
            name
            for words, name in self._by_words.items()
            if len(whole := self._bare(words).split()) == len(parts)
            and all(word.startswith(part) for word, part in zip(whole, parts, strict=True))
        }
        return begun.pop() if len(begun) == 1 else None

    def match(self, rows: Rows, row: int | None = None) -> Matched:
        """The row that names the most fields is that of the headings, unless one is given; of two
        columns that are called like one field, both are it, which somebody has to settle. Where
        the first row is one like all others, no row names the columns."""
        if row == NO_ROW:
            return self._without_row(rows)
        places = [row] if row is not None else list(range(len(rows))[:FIRST_ROWS])
        found = [self._of_row(rows[at], at) for at in places if any(rows[at]) or row is not None]
        best = max(found, key=lambda one: len(set(one.fields.values())), default=Matched(0, ()))
        if row is None and not best.fields and self._is_a_row(best.headings):
            return self._without_row(rows)
        return self._by_content(best, rows[best.row + 1 :][:LOOKED_AT])

    def _is_a_row(self, texts: Sequence[str]) -> bool:
        return any(one.holds(text) for one in self.known if one.holds for text in texts if text)

    def _without_row(self, rows: Rows) -> Matched:
        width = max(map(len, rows[:LOOKED_AT]))
        named = tuple(f"Colonne {place + 1}" for place in range(width))
        return self._by_content(Matched(NO_ROW, named), rows[:LOOKED_AT])

    def known_in(self, rows: Rows) -> int:
        """How many fields the headings of these rows name."""
        found = [self._of_row(row, at) for at, row in enumerate(rows[:FIRST_ROWS])]
        return max((len(set(one.fields.values())) for one in found), default=0)

    def _of_row(self, row: Sequence[str], at: int) -> Matched:
        texts = tuple(clean_line(text) for text in row)
        fields = {at: name for at, text in enumerate(texts) if (name := self.field_of(text))}
        for place, text in enumerate(texts):
            name = None if place in fields else self._nearly(text)
            if name and name not in fields.values():
                fields[place] = name
        return Matched(at, texts, dict(sorted(fields.items())))

    def _by_content(self, matched: Matched, rows: Rows) -> Matched:
        fields, guessed = dict(matched.fields), set()
        for place in range(len(matched.headings)):
            cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
            name = self._held(cells, set(fields.values())) if place not in fields else None
            if name:
                fields[place] = name
                guessed.add(place)
        return replace(matched, fields=fields, guessed=frozenset(guessed))

    def _held(self, cells: Sequence[str], taken: set[str]) -> str | None:
        if len(cells) < LEAST:
            return None
        for one in self.known:
            holds = one.holds if one.name not in taken else None
            if holds and sum(map(holds, cells)) >= NEARLY_ALL * len(cells):
                return one.name
        return None
