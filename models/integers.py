"""Whole numbers in texts from outside: ids, places, pages."""

from __future__ import annotations

MOST_DIGITS = 9
"""More do not fit into a column of ids."""


def integer_in(text: str) -> int | None:
    """The number that a text is, or None where it is none, or one too long to name anything."""
    is_one = text.isdecimal() and text.isascii() and len(text) <= MOST_DIGITS
    return int(text) if is_one else None
