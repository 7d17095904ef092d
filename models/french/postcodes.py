"""French postcodes and their communes: a help while typing, never a barrier."""

import gzip
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from itertools import islice, takewhile
from pathlib import Path

from models.french.countries import country_code, has_french_postcodes, is_france
from models.french.text import clean_line, fold
from models.french.towns import is_same_town, spellings, without_arrondissement
from models.french.wording import (
    NBSP,
    listed,
    number,
    quoted,
)

_COMMUNES = Path(__file__).parent / "data" / "communes.csv.gz"
_LENGTH = 5
_FOREIGN_LENGTH = 12
_NAMED_AT_MOST = 3

_MONACO = "98000"
_QUARTERS_OF_MONACO = ("Monaco", "Monte-Carlo", "La Condamine", "Fontvieille")
# What mail is addressed to there, although no commune is called so.
_KNOWN_AS = {
    "06560": ("Sophia Antipolis",),
    "92400": ("La Défense", "Paris La Défense"),
    "92800": ("La Défense", "Paris La Défense"),
    "97133": ("Gustavia", "Saint-Barth"),
    "97150": ("Marigot",),
    "98600": ("Mata-Utu",),
    **dict.fromkeys(("77144", "77600", "77700"), ("Marne-la-Vallée",)),
    **dict.fromkeys(("78180", "78190", "78280", "78960"), ("Saint-Quentin-en-Yvelines",)),
}
# Many codes there are of postal boxes, of Monaco's own post and of the armed forces: no list has
# them all.
_BOXES = ("00", "980", "984", "986", "987", "988")

_ARTICLE = re.compile(r"^(?:le|la|les|l) ")
_SAINT = re.compile(r"\bst(e?)\b")
# « 29200 Brest », « F-29200 », « Code postal : 29 200 ».
_AMONG_WORDS = re.compile(
    r"(?<![\w.])(?:F(?:R(?:ANCE)?)?[-\s]?)?(\d{2}[ .]?\d{3})(?!\d|[^\W\d_](?![^\W\d_]))",
    re.IGNORECASE,
)
_FLOAT = re.compile(r"^(\d{4,5})[.,]0+$")
"""What a spreadsheet makes of a postcode."""
_FOREIGN = re.compile(r"([A-Z]{1,3})[-\s]?\d{4,5}\b", re.IGNORECASE)


def clean_postcode(text: str, country: str = "France") -> str:
    """Five digits in France, a short free text elsewhere, or "" when nothing is typed.

    Raises ValueError with the sentence to show under the field.
    """
    typed = clean_line(unicodedata.normalize("NFKC", text))
    if not has_french_postcodes(country):
        return _foreign(typed)
    digits = re.sub(r"(?<=\d\d)[ .](?=\d{3}$)| ", "", _FLOAT.sub(r"\1", typed))
    if digits and not re.fullmatch("[0-9]+", digits):
        return _among_words(typed, country)
    if digits and len(digits) != _LENGTH:
        raise ValueError(_wrong_length(digits, country))
    return digits


def communes_of(postcode: str) -> list[str]:
    """The communes that share a postcode, in French alphabetical order."""
    return list(_communes_by_postcode().get(postcode, ()))


def postcodes_of(commune: str) -> list[str]:
    """The postcodes of every commune with this name, however it is spelled."""
    found = {code for key in spellings(commune) for code in _postcodes_by_spelling().get(key, ())}
    return sorted(found)


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
    _postcodes_by_spelling()
    _search_index()


def postcode_warning(postcode: str, city: str, country: str) -> str | None:
    """Why postcode and city deserve a second look, or None."""
    is_french = has_french_postcodes(country)
    if not postcode or not is_french or "cedex" in fold(city).split():
        return None
    communes = communes_of(postcode)
    if not communes and postcode.startswith(_BOXES):
        return None
    if not communes:
        return (
            f"Code postal inconnu{NBSP}: vérifiez les chiffres, "
            f"ou ajoutez {quoted('CEDEX')} après la ville."
        )
    names = (*communes, *_KNOWN_AS.get(postcode, ()))
    if not city.strip() or any(is_same_town(city, name) for name in names):
        return None
    return f"Le code postal {postcode} correspond à {_some(communes)}."


def _among_words(typed: str, country: str) -> str:
    """The five digits that stand beside a town or a label."""
    found = _AMONG_WORDS.findall(typed)
    if len(found) == 1:
        return re.sub(r"[ .]", "", found[0])
    abroad = _FOREIGN.fullmatch(typed)
    if abroad and (code := country_code(abroad[1])) and code != "FR":
        raise ValueError(
            f"{quoted(typed)} est un code postal d’un autre pays{NBSP}: indiquez ce pays."
        )
    if len(digits := re.findall(r"(?<!\w)\d+(?!\w)", typed)) == 1:
        raise ValueError(_wrong_length(digits[0], country))
    raise ValueError("Le code postal ne compte que des chiffres, cinq en France.")


def _foreign(typed: str) -> str:
    if len(typed) > _FOREIGN_LENGTH:
        raise ValueError(
            f"Le code postal compte au plus {_FOREIGN_LENGTH} caractères"
            f"\u202f; il y en a {number(len(typed))}."
        )
    return typed


def _wrong_length(digits: str, country: str) -> str:
    reason = f"Le code postal compte 5 chiffres\u202f; il y en a {number(len(digits))}"
    # Spreadsheets drop the leading zero of departments 01 to 09.
    is_robbed = len(digits) == _LENGTH - 1 and is_france(country)
    return f"{reason}{NBSP}: peut-être 0{digits}." if is_robbed else f"{reason}."


def _some(communes: list[str]) -> str:
    others = len(communes) - _NAMED_AT_MOST
    if others <= 1:
        return listed(communes)
    return listed([*communes[:_NAMED_AT_MOST], f"{others}{NBSP}autres communes"])


def _key(commune: str) -> str:
    saint = _SAINT.sub(r"saint\1", fold(commune))
    return without_arrondissement(saint)


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
    communes[_MONACO].extend(_QUARTERS_OF_MONACO)
    return dict(communes)


@cache
def _postcodes_by_spelling() -> dict[str, tuple[str, ...]]:
    postcodes = defaultdict(set)
    for _, commune, postcode in _rows():
        for key in spellings(commune):
            postcodes[key].add(postcode)
    return {key: tuple(codes) for key, codes in postcodes.items()}


@cache
def _search_index() -> list[tuple[str, str, str]]:
    """Rows under each way to start typing them: « Le Havre » is also found at « havre »."""
    return sorted(
        (start, commune, postcode)
        for key, commune, postcode in _rows()
        for start in {postcode, key, _ARTICLE.sub("", key)}
    )
