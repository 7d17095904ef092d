"""Numbers and amounts, as clerks type them and as they read them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from models.french.wording import NARROW_NBSP, NBSP

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
MINUS = "\u2212"
MOST_DIGITS = 9
"""Before the comma, of any number that is typed: a thousand millions less one."""
_SIGNS = re.compile(r"[€%]|\beuros?\b|\bEUR\b|\bHT\b|\bTTC\b", re.IGNORECASE)
_CENTS_AFTER = re.compile(r"(?<=[0-9])\s*(?:€|euros?|EUR)\s*(?=[0-9]{2}(?![0-9]))", re.IGNORECASE)
"""« 12€50 » has its sign where its comma would be."""
_GROUPS = re.compile(r"(?<=[0-9])[\s'’](?=[0-9]{3}(?![0-9]))")
_THOUSANDS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+$)")
_NUMBER = re.compile(r"(?P<sign>[-+]?)(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?")


def rounded(amount: Decimal) -> Decimal:
    """To the cent, half up, away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def read_number(text: str, places: int, *, is_signed: bool = False) -> Decimal:
    """What « 1 234,56 », « 1234.5 », « 1.234,56 € » or « 12,5 % » say, at most so many places.

    Raises ValueError with a French sentence.
    """
    plain = _plain(text)
    match = _NUMBER.fullmatch(plain)
    if not match or not (match["whole"] or match["part"]):
        raise ValueError("Ce n’est pas un nombre : écrivez par exemple 1\u202f234,50.")
    if len(match["whole"].lstrip("0")) > MOST_DIGITS:
        raise ValueError(f"Ce nombre est trop grand : {MOST_DIGITS} chiffres au plus.")
    part = (match["part"] or "").rstrip("0")
    if len(part) > places:
        raise ValueError(
            f"{places} chiffres au plus après la virgule ; il y en a {len(part)}."
            if places
            else "Un nombre entier, sans virgule."
        )
    value = Decimal(f"{match['sign']}{match['whole'] or 0}.{part or 0}").quantize(
        Decimal(1).scaleb(-places)
    )
    if value < 0 and not is_signed:
        raise ValueError("Un nombre négatif n’est pas possible ici.")
    return value


def _plain(text: str) -> str:
    """Its digits, with a point where the decimals begin."""
    bare = _CENTS_AFTER.sub(",", text.replace(MINUS, "-").replace("–", "-"))
    bare = _SIGNS.sub("  ", bare).strip()  # which joins nothing that stands around
    bare = re.sub(r"^([-+])\s+", r"\1", bare)
    bare = _GROUPS.sub("", bare)
    if "," in bare and "." in bare:  # the later one begins the decimals
        group = "." if bare.rindex(",") > bare.rindex(".") else ","
        bare = bare.replace(group, "")
    for mark in ",.":
        if bare.count(mark) > 1:  # groups of thousands, as in 1.234.567
            bare = bare.replace(mark, "") if re.fullmatch(_grouped(mark), bare) else "?"
    return bare.replace(",", ".")


def _grouped(mark: str) -> str:
    return rf"[-+]?[0-9]{{1,3}}(?:\{mark}[0-9]{{3}})+"


def show_number(value: Decimal, least: int = 0) -> str:
    """« 1234,5 », as a field holds it: no group, at least so many decimals."""
    whole_part, _, part = f"{abs(value):f}".partition(".")
    part = part.rstrip("0").ljust(least, "0")
    minus = "-" if value < 0 else ""
    return f"{minus}{whole_part}{',' + part if part else ''}"


def in_thousands(text: str) -> str:
    """« 1 234,50 » for a number as a field holds it, its decimals as they are."""
    whole_part, comma, part = text.partition(",")
    return f"{_THOUSANDS.sub(NARROW_NBSP, whole_part)}{comma}{part}"


def write_number(value: Decimal, least: int = 0) -> str:
    """« 1 234,5 », as one reads it."""
    text = show_number(abs(value), least)
    whole_part, comma, part = text.partition(",")
    grouped = f"{int(whole_part):,}".replace(",", NARROW_NBSP)
    return f"{MINUS if value < 0 else ''}{grouped}{comma}{part}"


def amount(value: Decimal) -> str:
    """« 1 234,56 € »; a unit price may have more than two decimals."""
    return f"{write_number(value, 2)}{NBSP}€"


def percent(value: Decimal) -> str:
    """« 5,5 % »."""
    return f"{write_number(value)}{NBSP}%"
