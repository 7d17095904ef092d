"""The link that shows a postal address on Google Maps."""

import re
from urllib.parse import quote_plus, urlencode

from models.french.text import clean_line

_SEARCH = "https://www.google.com/maps/search/?"
_LONGEST_URL = 2048
# What remains for each of the five parts once the fixed beginning and separators are counted.
_SHARE = 390

# Sorting marks of the post: they name a letter box, not a place.
_POSTAL_MARK = re.compile(
    r"\b(?:cedex(?:\s*\d{1,2})?|(?:b\.?p|c\.?s|t\.?s\.?a)\.?\s*(?:n[°o]\s*)?\d+(?:\s\d{3}$)?)\b",
    re.IGNORECASE,
)
_SEPARATORS = " ,;-–—/"


def maps_url(street: str, street2: str, postcode: str, city: str, country: str) -> str | None:
    """The address to open, or None when two of street, postcode and city are not known."""
    parts = [_place(part) for part in (street, street2, postcode, city, country)]
    line1, line2, code, town, _ = parts
    if [bool(line1 or line2), bool(code), bool(town)].count(True) < 2:
        return None
    url = _url(parts)
    return url if len(url) <= _LONGEST_URL else _url([_shortened(part) for part in parts])


def _place(text: str) -> str:
    return clean_line(_POSTAL_MARK.sub(" ", clean_line(text))).strip(_SEPARATORS)


def _url(parts: list[str]) -> str:
    street, street2, postcode, city, country = parts
    lines = (street, street2, f"{postcode} {city}".strip(), country)
    return _SEARCH + urlencode({"api": 1, "query": ", ".join(filter(None, lines))})


def _shortened(text: str) -> str:
    length, kept = 0, ""
    for char in text:
        length += len(quote_plus(char))
        if length > _SHARE:
            return kept
        kept += char
    return kept
