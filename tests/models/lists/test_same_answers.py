"""SQLite and PostgreSQL, asked the same of the same records, answer the same in the same order."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

import pytest

from models.catalogue import ARTICLES, ArticleKind
from models.clients import CLIENTS, KIND_LABELS
from models.documents import DOCUMENT_LISTS, KINDS
from models.french.text import in_natural_order
from models.history import JOURNAL, topics
from models.lists import Listing, Page, Query
from models.lists.matching import patterns_in, words_in
from tests.databases import in_database
from tests.postgres_databases import Databases
from tests.samples import NAMES, clients, documents, put_samples

LISTS: dict[str, Listing] = {
    "clients": CLIENTS,
    "articles": ARTICLES,
    "journal": JOURNAL,
    **DOCUMENT_LISTS,
}
PAGE = 40
ASKED = 80
"""Searches for random pieces of what is there."""
PLAIN = (
    *("", "garage", "dupont", "sarl", "é", "oe", "œuvre foret", "l etang", "12", "98 12", "029812"),
    *(
        "404833048",
        "+33 6 12",
        "c0001",
        "accueil@garage",
        "100 %",
        "\\",
        "'",
        "%",
        "_",
        "zoé exemple",
    ),
    *("株式会社", "مؤسسة", "елка", "strasse", "ß", "\u0300", "nacelle 2026", "introuvable", "a b"),
)
FILTERS: dict[str, list[dict[str, str]]] = {
    "clients": [{"trash": "1"}, {"open": "1"}, *({"kind": str(kind)} for kind in KIND_LABELS)],
    "articles": [
        *({"kind": str(kind)} for kind in ArticleKind),
        *({"family": "levage"}, {"active": "inactive"}, {"trash": "1"}),
    ],
    "journal": [{"topic": topic} for topic in topics()],
    **{
        code: [{"status": str(step.status)} for stage in kind.stages for step in stage.steps]
        for code, kind in KINDS.items()
    },
}
Question = tuple[str, str, str, tuple[tuple[str, str], ...]]
Answers = dict[Question, tuple[Page, Page]]


def pieces() -> Iterator[str]:
    """Two bits of one record's searched text, in either order, as somebody might type them."""
    random = Random(4)
    texts = [*(one.search for one in clients()), *(one.search for one in documents())]
    for _ in range(ASKED):
        text = random.choice(texts)
        bits = [_bit(text, random) for _ in range(random.randint(1, 2))]
        yield " ".join(bits)


def _bit(text: str, random: Random) -> str:
    start = random.randrange(len(text))
    return text[start : start + random.randint(1, 9)]


SEARCHED = {
    "clients": (*PLAIN, *NAMES, *pieces()),
    "articles": PLAIN,
    "sale": PLAIN,
    "journal": (*PLAIN, *NAMES),
}


def questions() -> Iterator[Question]:
    for name, listing in LISTS.items():
        sorts = [way + column for column in listing.sorts for way in ("", "-")]
        for text, sort in product(("", "garage", "a"), sorts):
            yield name, text, sort, ()
        for text, filters in product(("", "garage", "a"), FILTERS[name]):
            yield name, text, sorts[0], tuple(filters.items())
        for text in SEARCHED.get(name, ()):
            yield name, text, listing.default_sort, ()


async def answers() -> Answers:
    return {question: await ask(*question) for question in questions()}


async def ask(
    name: str, text: str, sort: str, filters: tuple[tuple[str, str], ...]
) -> tuple[Page, Page]:
    """The first page, with what it says of how many there are, and all the others."""
    listing, query = LISTS[name], Query(text, sort, dict(filters))
    return await listing.page(query, limit=PAGE), await listing.page(query, PAGE, 1_000)


def test_both_databases_find_the_same_in_the_same_order(
    postgres: Databases,
    migrated: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    subtests: pytest.Subtests,
) -> None:
    """With few hits allowed, lists walk along their order for words that are not common either."""
    file = shutil.copyfile(migrated, tmp_path / "samples.sqlite3")
    urls = (f"sqlite://{file}", postgres.copied())
    for url in urls:
        in_database(url, put_samples())
    for way, most_hits in (("looked at", 4_000), ("walked", 25)):
        for name in ("MOST_HITS", "MOST_COUNTED", "SHORT_LIST"):
            monkeypatch.setattr(f"models.lists.search.{name}", most_hits)
        monkeypatch.setattr("models.lists.search.FEW", min(5, most_hits))

        sqlite, other = [in_database(url, answers()) for url in urls]

        with subtests.test(way=way):
            differing = {one: (got, other[one]) for one, got in sqlite.items() if got != other[one]}
            assert not differing
            assert_as_spelled(other)


def assert_as_spelled(found: Answers) -> None:
    """What has every word, names that begin with the first one before the others, in the order of
    the letters: as plain Python sees it."""
    known = [one for one in clients() if not one.trashed_at]
    for (name, text, sort, filters), pages in found.items():
        if (name, sort, filters) == ("clients", "name", ()):
            words, patterns = words_in(text), patterns_in(text)
            fitting = [one for one in known if all(occurs(way, one.search) for way in patterns)]
            first = in_natural_order(words[0]) if words else ""
            in_order = sorted(
                fitting,
                key=lambda one: (not one.sort_key.startswith(first), one.sort_key, one.id),
            )
            assert [row["id"] for page in pages for row in page.rows] == [
                one.id for one in in_order
            ]


def occurs(pattern: str, text: str) -> bool:
    return any(way in f" {text} " for way in pattern.split("|"))
