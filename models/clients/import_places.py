"""A whole address in one cell, as other programs write it, put apart."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.french.postcodes import communes_of
from models.french.text import fold
from models.records.field import Typed

_TOWN = re.compile(
    r"(?P<street>.*?)[\s,;–-]*\b(?P<postcode>\d{2} ?\d{3})[\s,]+(?P<city>[^\W\d][^,\n]*?)"
    r"(?:[\s,–-]+france)?",
    re.DOTALL | re.IGNORECASE,
)
LONGEST = 300
"""Characters; what is longer is no address, and to look for a town in it would take its square."""
APART = "Une adresse entière dans une cellule : code postal et ville sont mis à leur place."


def address_apart(texts: Typed) -> tuple[dict[str, str], dict[str, str]]:
    """The cells of a row with each address in its own fields, and what to say, by the field."""
    apart, said = dict(texts), dict[str, str]()
    for name in [one for one in texts if one.rsplit(".", 1)[-1] == "street"]:
        begun = name.removesuffix("street")
        if found := _town_in(texts, begun):
            apart |= {begun + field: text for field, text in found.items()}
            said[begun + "city"] = APART
        apart |= _lines(apart, begun)
    return {name: text for name, text in apart.items() if text}, said


def _town_in(texts: Typed, begun: str) -> Mapping[str, str]:
    if texts.get(f"{begun}postcode") or texts.get(f"{begun}city"):
        return {}
    whole = texts[f"{begun}street"].strip()
    found = _TOWN.fullmatch(whole) if len(whole) <= LONGEST else None
    if not found:
        return {}
    postcode = found["postcode"].replace(" ", "")
    is_known = communes_of(postcode) or "cedex" in fold(found["city"])
    return found.groupdict() | {"postcode": postcode} if is_known else {}


def _lines(texts: Typed, begun: str) -> Mapping[str, str]:
    """The second line of a cell is what the form has a field of its own for."""
    first, _, rest = texts.get(f"{begun}street", "").strip().partition("\n")
    if not rest or texts.get(f"{begun}street2"):
        return {}
    return {f"{begun}street": first, f"{begun}street2": " ".join(rest.split())}
