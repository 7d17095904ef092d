"""A postcode and its town in one field: each is put where it belongs, and nothing is lost."""

import re

from models.french.countries import country_code, has_french_postcodes
from models.french.postcodes import postcodes_of
from models.french.text import clean_line
from models.french.towns import is_same_town

_LABEL = re.compile(
    r"^(?:cp\s*/\s*ville|code\s+postal|c\.?p\b\.?|ville\s*:)\s*:?\s*(?=\S)", re.IGNORECASE
)
_FRENCH = r"(?:F(?:R(?:ANCE)?)?[-\s]\s?)?(\d{2}[ .]?\d{3})"
_DUTCH = r"((?:NL[-\s])?\d{4}\s?[A-Z]{2})"
_ABROAD = r"((?:[A-Z]{1,3}[-\s])?\d{3,6}(?:[-\s]\d{2,4})?)"
_WITH_LETTERS = ("GB", "CA", "IE", "MT", "AR", "BN")
"""Whose postcodes nobody tells from a word that follows."""
_PARTED = r"(?:\s*[,;:/(–—-]\s*|\s+)"
_TOWN = r"([^\W\d_].*?)"
_BOX = re.compile(r"\b(?:b\.?p\.?|c\.?s\.?|t\.?s\.?a\.?|cedex|n°)$", re.IGNORECASE)
_FRANCE = re.compile(r"[\s,;(-]+france\)?$", re.IGNORECASE)


def code_and_town(text: str, country: str) -> tuple[str, str] | None:
    """The postcode and the town that stand in one line, if both do: « 29200 Brest »."""
    typed, shape = _LABEL.sub("", clean_line(text)), _shape(country)
    if shape is None:
        return None
    is_french = shape == _FRENCH
    parted = rf"{_PARTED}?" if is_french else _PARTED
    if found := re.fullmatch(f"{shape}{parted}{_TOWN}", typed, re.IGNORECASE):
        code, town = found.groups()
    elif is_french and (
        found := re.fullmatch(rf"{_TOWN}{_PARTED}{shape}\)?", typed, re.IGNORECASE)
    ):
        town, code = found.groups()
    else:
        return None
    town = _FRANCE.sub("", town) if is_french else town
    town = town.rstrip(")") if "(" not in town else town
    is_more = re.search(r"\d{4}", town) or _BOX.search(town)
    return None if is_more else (code, town)


def put_apart(code: str, town: str, country: str) -> tuple[str, str]:
    """What the fields of postcode and town hold, where one of them holds both and the other the
    same or nothing; else as they are."""
    in_code = code_and_town(code, country) or _alone(code, country, code)
    in_town = code_and_town(town, country) or _alone(town, country, "")
    codes = {re.sub(r"\D", "", one) for one, _ in (in_code, in_town) if one}
    is_one_town = not (in_code[1] and in_town[1]) or is_same_town(in_code[1], in_town[1])
    is_as_it_was = not (in_code[1] or in_town[0])
    if is_as_it_was or len(codes) > 1 or not is_one_town:
        return code, town
    return in_code[0] or in_town[0], in_town[1] or in_code[1]


def _alone(text: str, country: str, code: str) -> tuple[str, str]:
    """The postcode, or the town, that stands in the wrong field; else as the field has it."""
    is_french = has_french_postcodes(country)
    if is_french and re.fullmatch(_FRENCH, text.strip(), re.IGNORECASE):
        return text.strip(), ""
    if is_french and not re.search(r"\d", text) and postcodes_of(text):
        return "", text.strip()
    return (code.strip(), "") if code else ("", text.strip())


def _shape(country: str) -> str | None:
    """How postcodes look there; None where nobody knows, or where they may be taken for words."""
    code = country_code(country)
    if has_french_postcodes(country):
        return _FRENCH
    if code == "NL":
        return _DUTCH
    return None if code is None or code in _WITH_LETTERS else _ABROAD
