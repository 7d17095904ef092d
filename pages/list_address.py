"""What the address of a list says."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from models.integers import integer_in
from pages.web import LONGEST_QUERY


def texts_in(query: str) -> dict[str, str]:
    """The parameters of an address; of one that is given twice, the last.

    One that holds nothing counts: it takes away what the chosen view asks for.
    """
    found = parse_qs(query[:LONGEST_QUERY], keep_blank_values=True)
    return {name: texts[-1] for name, texts in found.items()}


def id_in(texts: Mapping[str, str], name: str) -> int | None:
    """The record that an address names, if it does."""
    return integer_in(texts.get(name, ""))
