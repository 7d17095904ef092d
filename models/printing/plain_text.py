"""Texts as XML takes them: no control character, and nothing empty."""

from __future__ import annotations

from models.french.text import clean_line, clean_text

LONGEST_NAME = 200
"""Characters of an article's name; what goes beyond is in its description."""


def plain_line(text: str) -> str:
    """One line of it."""
    return clean_line(text)


def name_and_description(designation: str) -> tuple[str, str]:
    """The first line, and all of it where that is not all; never an empty name."""
    whole = clean_text(designation)
    first = whole.partition("\n")[0]
    name = clean_line(first)[:LONGEST_NAME].strip() or "–"
    return name, "" if name == whole else whole
