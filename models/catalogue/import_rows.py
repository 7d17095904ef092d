"""The rows of a list of articles, held against the catalogue: new, changed, the same or wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.catalogue.article import Article
from models.catalogue.fields import TARIFFS
from models.catalogue.import_words import Read
from models.catalogue.kinds import ArticleKind
from models.errors import Invalid
from models.french.text import clean_text

ORDER = tuple(one.name for one in Article.FIELDS)


@dataclass(frozen=True)
class Row:
    """A line of the file, by the fields that its columns are."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Wrong:
    """A cell that cannot be taken over, and why."""

    line: int
    field: str
    text: str
    why: str

    @property
    def column(self) -> str:
        return Article.label_of(self.field)


@dataclass
class Planned:
    """What becomes of the rows; `changed` has the new values by the id of their article."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    unchanged: int = 0
    wrong: list[Wrong] = field(default_factory=list)


class Catalogue:
    """The articles that there are, by what a row knows them by."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._by_code: dict[str, Article] = {}
        self._by_digits: defaultdict[str, list[Article]] = defaultdict(list)
        self._nameless: defaultdict[str, list[Article]] = defaultdict(list)
        for article in articles:
            if code := article.reference_code:
                self._by_code[code] = article
                self._by_digits[code.lstrip("0")].append(article)
            else:
                self._nameless[article.designation].append(article)

    def find(self, reference: str, designation: str) -> Article | None:
        """The article that a row is about; of those without a reference each is found once."""
        if not reference:
            alike = self._nameless[designation]
            return alike.pop(0) if alike else None
        code = Article.code_of(reference)
        return self._by_code.get(code) or self._with_lost_zeros(code)

    def _with_lost_zeros(self, code: str) -> Article | None:
        """« 00123 », where a spreadsheet has made a number of it."""
        alike = self._by_digits[code] if code.isdecimal() else []
        return alike[0] if len(alike) == 1 else None


def planned(rows: Sequence[Row], catalogue: Catalogue, words: Mapping[str, Read]) -> Planned:
    """What becomes of each row; nothing is written."""
    plan = Planned()
    lines: dict[str, int] = {}
    for row in rows:
        texts = {name: clean_text(text) for name, text in row.cells.items()}
        texts = {name: text for name, text in texts.items() if text}
        if not texts:
            continue
        try:
            _check_once(texts, lines, row.line)
            _take(texts, catalogue, words, plan)
        except Invalid as invalid:
            plan.wrong += [
                Wrong(row.line, name, texts.get(name, ""), invalid.errors[name])
                for name in ORDER
                if name in invalid.errors
            ]
    return plan


def _check_once(texts: Mapping[str, str], lines: dict[str, int], line: int) -> None:
    code = Article.code_of(" ".join(texts.get("reference", "").split()))
    if code and lines.setdefault(code, line) != line:
        raise Invalid({"reference": f"Cette référence est déjà à la ligne {lines[code]}."})


def _take(
    texts: Mapping[str, str], catalogue: Catalogue, words: Mapping[str, Read], plan: Planned
) -> None:
    """Put a row to the new articles, to the changed ones or to neither; raises Invalid."""
    given, misread = _read(texts, words)
    reference = " ".join(given.get("reference", "").split())
    known = catalogue.find(reference, given.get("designation", ""))
    try:
        values = known.changed_by(given) if known else Article.checked(_begun(given) | given)
    except Invalid as invalid:
        raise Invalid(invalid.errors | misread) from None
    if misread:
        raise Invalid(misread)
    if known is None:
        plan.new.append(values)
    elif values:
        plan.changed[known.id] = values
    else:
        plan.unchanged += 1


def _read(
    texts: Mapping[str, str], words: Mapping[str, Read]
) -> tuple[dict[str, str], dict[str, str]]:
    """The cells as the form would hold them, and what is wrong with the others."""
    given, errors = {}, {}
    for name, text in texts.items():
        try:
            given[name] = words[name](text) if name in words else text
        except ValueError as error:
            errors[name] = str(error)
    return given, errors


def _begun(given: Mapping[str, str]) -> dict[str, str]:
    """A new article: with a tariff it is a rental, and its kind says what is not given."""
    has_tariff = any(given.get(name) for name in TARIFFS.values())
    kind = ArticleKind.RENTAL if has_tariff else ArticleKind.ARTICLE
    return Article.blank().typed | {"kind": str(kind), "nature": "", "unit": ""}
