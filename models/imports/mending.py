"""What a spreadsheet has made of numbers that begin with a zero, put right where it is certain."""

from __future__ import annotations

import re

from stdnum.fr import siren, siret

DIGITS = re.compile(r"[0-9]+(?:[.,]0+)?")
ROUNDED = re.compile(r"([0-9])[.,]([0-9]+)E\+?([0-9]{1,2})", re.IGNORECASE)
FRENCH = frozenset({"", "fr", "fra", "france", "f"})


def postcode(text: str, country: str) -> str:
    """« 1000 » as 01000, in France."""
    return _padded(text, (4,), 5) if country.strip().lower() in FRENCH else text


def phone(text: str, country: str) -> str:
    """« 298441212 » as 0298441212, in France."""
    padded = _padded(text, (9,), 10) if country.strip().lower() in FRENCH else text
    return text if padded.startswith("00") else padded


def siren_digits(text: str) -> str:
    """The nine digits with the zeros with which they begin, where their key then is right."""
    padded = _padded(_unrounded(text), (7, 8), 9)
    return padded if padded == text or siren.is_valid(padded) else text


def siret_digits(text: str) -> str:
    """The fourteen digits with the zeros with which they begin, where their key then is right."""
    padded = _padded(_unrounded(text), (12, 13), 14)
    return padded if padded == text or siret.is_valid(padded) else text


def _padded(text: str, short: tuple[int, ...], whole: int) -> str:
    bare = text.strip()
    if not DIGITS.fullmatch(bare):
        return text
    digits = re.split("[.,]", bare)[0]
    if len(digits) in short:
        return digits.zfill(whole)
    return digits if len(digits) == whole else text


def _unrounded(text: str) -> str:
    """« 7,3282932000074E+13 » is whole where it has all of its digits."""
    if not (found := ROUNDED.fullmatch(text.strip())):
        return text
    first, rest, power = found.groups()
    return first + rest if len(rest) == int(power) else text
