"""Typesetting as French has it."""

from __future__ import annotations

import re

from models.french.wording import NBSP

_BEFORE_A_SIGN = re.compile(r"(?<=\S) (?=[:;?!»])|(?<=«) ")


def unparted(text: str) -> str:
    """The text with spaces that no line ends in where a sign belongs to the word beside it."""
    return _BEFORE_A_SIGN.sub(NBSP, text)
