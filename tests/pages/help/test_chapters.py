"""The help says what the product says, and finds it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.documents import KINDS
from pages import SCREENS
from pages.help.chapters import CHAPTERS, PICTURES, chapters, search

ROOT = Path(__file__).parent.parent.parent.parent
SHOWN = re.compile(r"«\s*([^»]+?)\s*»")
PUT_TOGETHER = {
    *(f"Créer {kind.with_article}" for kind in KINDS.values()),
    *("+ Nouvel article",),
}
"""Words of the screen that the code puts together."""


@pytest.fixture(autouse=True)
def no_errors_logged() -> None:
    """No screen is opened here."""


def sources() -> str:
    files = [
        path for room in ("pages", "components", "models") for path in (ROOT / room).rglob("*")
    ]
    return "\n".join(
        path.read_text("utf-8")
        for path in files
        if path.suffix in {".py", ".js", ".html"} and path.parent != CHAPTERS.parent
    )


def test_every_word_that_the_help_quotes_stands_on_a_screen() -> None:
    code = sources()
    unknown = [
        (chapter.code, words)
        for chapter in chapters().values()
        for part in chapter.parts
        for words in SHOWN.findall(f"{part.title} {part.text}")
        if words not in code and words not in PUT_TOGETHER
    ]
    assert unknown == []


def test_every_picture_is_there_and_is_used() -> None:
    named = {name for one in chapters().values() for part in one.parts for name in part.pictures}
    there = {path.name for path in PICTURES.glob("*.webp")}
    assert named == there
    assert sum(path.stat().st_size for path in PICTURES.glob("*.webp")) < 1_500_000


def test_every_screen_has_its_chapter() -> None:
    for screen in SCREENS:
        if screen.path.startswith("/aide"):
            continue
        assert screen.help in chapters(), screen.path


def test_a_chapter_is_found_by_any_spelling_of_its_words() -> None:
    for typed, code, title in (
        ("DOUBLON traiter", "doublons", "Traiter les doublons"),
        ("creer une location", "clients", "Créer une location"),
        ("avoir", "factures", "Faire un avoir"),
        ("emettre", "factures", "Émettre une facture"),
        ("Faire des avoirs", "factures", "Faire un avoir"),
        ("annuler l’import", "import", "Annuler un import"),
    ):
        found = [(one.chapter.code, one.part.title) for one in search(typed)]
        assert found[0] == (code, title), (typed, found)
    assert search("  ") == search("pas un mot d’ici") == []


def test_no_chapter_has_two_parts_at_one_address() -> None:
    for chapter in chapters().values():
        anchors = [part.anchor for part in chapter.parts]
        assert len(anchors) == len(set(anchors)), chapter.code


def test_what_looks_like_html_in_a_chapter_is_text() -> None:
    for path in CHAPTERS.glob("*.md"):
        assert "<" not in path.read_text("utf-8"), path.name
