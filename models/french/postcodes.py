"""French postcodes and their communes: a help while typing, never a barrier."""

import gzip
import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from itertools import islice, takewhile
from pathlib import Path

from models.french.text import clean_line, fold
from models.french.wording import (
    NBSP,
    listed,
    number,
    quoted,
)

_COMMUNES = Path(__file__).parent / "data" / "communes.csv.gz"
_FRANCE = {"", "fr", "france"}
_FOREIGN_LENGTH = 12
_NAMED_AT_MOST = 3

_ARTICLE = re.compile(r"^(?:le|la|les|l) ")
_SAINT = re.compile(r"\bst(e?)\b")
# « Lyon 3e arrondissement », « Paris 08 »: mail is written so, the commune has no number.
_ARRONDISSEMENT = re.compile(r" \d{1,2} ?(?:er|e|eme)?(?: arrondissement)?$")


def clean_postcode(text: str, country: str = "France") -> str:
    """Five digits in France, a short free text elsewhere, or "" when nothing is typed.

    Raises ValueError with the sentence to show under the field.
    """
    typed = clean_line(text)
    if not _is_france(country):
        return _foreign(typed)
    digits = typed.replace(" ", "")
    if digits and not re.fullmatch("[0-9]+", digits):
        raise ValueError("Le code postal ne compte que des chiffres, cinq en France.")
    if digits and len(digits) != 5:
        raise ValueError(_wrong_length(digits))
    return digits


def communes_of(postcode: str) -> list[str]:
    """The communes that share a postcode, in French alphabetical order."""
    return list(_communes_by_postcode().get(postcode, ()))


def postcodes_of(commune: str) -> list[str]:
    """The postcodes of every commune with this name, however it is spelled."""
    return list(_postcodes_by_key().get(_key(commune), ()))


def suggest_communes(prefix: str, limit: int = 20) -> list[tuple[str, str]]:
    """(postcode, commune) pairs whose postcode or name starts with what is typed."""
    typed = _key(prefix)
    if not typed:
        return []
    index = _search_index()
    start = bisect_left(index, (typed, "", ""))
    found = takewhile(lambda entry: entry[0].startswith(typed), islice(index, start, None))
    pairs = dict.fromkeys((postcode, commune) for _, commune, postcode in found)
    return list(islice(pairs, limit))


def load_communes() -> None:
    """Read the list now, which takes most of a second, rather than at the first postcode."""
    _communes_by_postcode()
    _postcodes_by_key()
    _search_index()


def postcode_warning(postcode: str, city: str, country: str) -> str | None:
    """Why postcode and city deserve a second look, or None."""
    if not postcode or not _is_france(country) or "cedex" in fold(city).split():
        return None
    communes = communes_of(postcode)
    if not communes:
        return (
            f"Code postal inconnu{NBSP}: vérifiez les chiffres, "
            f"ou ajoutez {quoted('CEDEX')} après la ville."
        )
    if not city.strip() or _key(city) in map(_key, communes):
        return None
    return f"Le code postal {postcode} correspond à {_some(communes)}."


def _is_france(country: str) -> bool:
    return fold(country) in _FRANCE


def _foreign(typed: str) -> str:
    if len(typed) > _FOREIGN_LENGTH:
        raise ValueError(
            f"Le code postal compte au plus {_FOREIGN_LENGTH} caractères"
            f"\u202f; il y en a {number(len(typed))}."
        )
    return typed


def _wrong_length(digits: str) -> str:
    reason = f"Le code postal compte 5 chiffres\u202f; il y en a {number(len(digits))}"
    # Spreadsheets drop the leading zero of departments 01 to 09.
    return f"{reason}{NBSP}: peut-être 0{digits}." if len(digits) == 4 else f"{reason}."


def _some(communes: list[str]) -> str:
    others = len(communes) - _NAMED_AT_MOST
    if others <= 1:
        return listed(communes)
    return listed([*communes[:_NAMED_AT_MOST], f"{others}{NBSP}autres communes"])


def _key(commune: str) -> str:
    saint = _SAINT.sub(r"saint\1", fold(commune))
    return _ARRONDISSEMENT.sub("", saint)


@cache
def _rows() -> list[tuple[str, str, str]]:
    """(key, commune, postcode) of every commune, in French alphabetical order."""
    lines = gzip.decompress(_COMMUNES.read_bytes()).decode().splitlines()
    fields = (line.split(";") for line in lines)
    return sorted((_key(commune), commune, postcode) for postcode, commune, _ in fields)


@cache
def _communes_by_postcode() -> dict[str, list[str]]:
    communes = defaultdict(list)
    for _, commune, postcode in _rows():
        communes[postcode].append(commune)
    return dict(communes)


@cache
def _postcodes_by_key() -> dict[str, list[str]]:
    postcodes = defaultdict(list)
    for key, _, postcode in _rows():
        postcodes[key].append(postcode)
    return {key: sorted(set(codes)) for key, codes in postcodes.items()}


@cache
def _search_index() -> list[tuple[str, str, str]]:
    """Rows under each way to start typing them: « Le Havre » is also found at « havre »."""
    return sorted(
        (start, commune, postcode)
        for key, commune, postcode in _rows()
        for start in {postcode, key, _ARTICLE.sub("", key)}
    )
