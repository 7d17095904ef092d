"""What a list marks as found, without a list: the script by itself."""

from __future__ import annotations

import sys
import unicodedata
from base64 import b64encode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from models.french.text import fold
from models.lists import marks_in
from tests.processes import ROOT

SCRIPT = ROOT / "components" / "list" / "scripts" / "marking.js"
MARKED = """async ([script, cases]) => {
    const { pieces } = await import(script);
    const bracketed = ({ text, marked }) => (marked ? `[${text}]` : text);
    return cases.map(([text, words]) => pieces(text, words).map(bracketed).join(""));
}"""

FOUND = (
    ("Garage Morel", "morel", "Garage [Morel]"),
    ("Garage Morel", "rag more", "Ga[rag]e [More]l"),
    ("Café de l’Étang", "etang CAFE", "[Café] de l’[Étang]"),
    ("Les Œufs frais", "oeuf", "Les [Œuf]s frais"),
    ("Les Œufs frais", "euf", "Les [Œuf]s frais"),
    ("Straße 7", "strasse", "[Straße] 7"),
    ("ﬁlière", "fil", "[ﬁl]ière"),
    ("Łódź Søren", "lodz soren", "[Łódź] [Søren]"),
    ("Hôtel Saint-Michel", "st michel", "Hôtel [Saint]-[Michel]"),
    ("Garage Ste Anne", "sainte", "Garage [Ste] Anne"),
    ("banana", "ana", "b[anana]"),
    ("Numéro 001", "nu", "[Nu]méro 001"),
    ("Menu du nu", "nu", "Menu du [nu]"),
    ("un 001 à 100", "1", "un 00[1] à [1]00"),
    ("🏪🏪 Garage", "garage", "🏪🏪 [Garage]"),
    ("e\u0301tang", "etang", "[e\u0301tang]"),
    ("𝐆arage", "garage", "[𝐆arage]"),
    ("<b>Morel</b>", "b morel", "<[b]>[Morel]</[b]>"),
    ("Garage", "zzz", "Garage"),
    ("", "a", ""),
    ("Garage", "", "Garage"),
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def marked(page: Page, cases: list[tuple[str, list[str]]]) -> list[str]:
    """Each text with what is found of its words in brackets."""
    script = f"data:text/javascript;base64,{b64encode(SCRIPT.read_bytes()).decode()}"
    result: list[str] = page.evaluate(MARKED, [script, cases])
    return result


def test_what_was_found_is_marked_whatever_its_letters(page: Page) -> None:
    shown = marked(page, [(text, marks_in(asked)) for text, asked, _ in FOUND])
    assert shown == [right for _, _, right in FOUND]


def test_every_letter_that_the_search_folds_to_plain_ones_is_marked(page: Page) -> None:
    letters = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(char)[0] == "L" and fold(char).isascii() and fold(char)
    ]
    shown = marked(page, [(char, [fold(char)]) for char in letters])
    assert [one for one in shown if not one.startswith("[")] == []
