"""The country of an address, however it is named: its ISO code, or None when nobody knows it."""

import re
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import phonenumbers

from models.french.abbreviations import in_full
from models.french.text import fold

FRENCH_POSTCODES = frozenset(
    ["FR", "GP", "MQ", "GF", "RE", "YT", "BL", "MF", "PM", "WF", "PF", "NC", "TF", "MC"]
)
"""Where a postcode has the five digits of the French post; Monaco is one of them."""
_LANGUAGES = ("fr", "en", "de", "it", "es", "nl", "pt", "pl", "ro")
"""The languages in which phonenumbers (Unicode's CLDR) names the countries that we know."""
LONGEST_CODE = 3
# What else is written: short and former names, parts of a country, codes of ISO 3166-1 alpha-3
# and of motor vehicles (Vienna Convention on Road Traffic), which the post used before them.
_OTHER_NAMES = {
    "FR": "f, fra, france metropolitaine, metropole, hexagone, republique francaise, rf, corse,"
    " france d outre mer, dom, dom tom, drom, outre mer",
    "GP": "971, glp, gua",
    "MQ": "972, mtq",
    "GF": "973, guf, guyane",
    "RE": "974, reu, run",
    "YT": "976, myt",
    "BL": "blm, st barthelemy, st barth, saint barth",
    "MF": "maf, st martin",
    "PM": "975, spm, st pierre et miquelon, saint pierre miquelon",
    "WF": "986, wlf, wallis, futuna",
    "PF": "987, pyf, polynesie, tahiti",
    "NC": "988, ncl, caledonie, nlle caledonie, n caledonie",
    "MC": "mco, principaute de monaco",
    "BE": "b, bel, royaume de belgique",
    "CH": "che, confederation suisse, confederation helvetique, helvetie",
    "LU": "l, lux, grand duche de luxembourg, grand duche",
    "DE": "d, deu, rfa, republique federale d allemagne, brd",
    "GB": "gbr, uk, grande bretagne, angleterre, ecosse, pays de galles, irlande du nord,"
    " england, scotland, wales, northern ireland, great britain",
    "IE": "irl, eire, republique d irlande",
    "NL": "nld, hollande, holland",
    "IT": "i, ita",
    "ES": "e, esp",
    "PT": "p, prt",
    "AT": "a, aut",
    "US": "usa, etats unis d amerique, amerique, united states of america",
    "AD": "and, principaute d andorre",
    "LI": "fl, lie, principaute de liechtenstein",
    "DK": "dnk",
    "SE": "s, swe",
    "NO": "n, nor",
    "FI": "fin",
    "IS": "isl",
    "PL": "pol",
    "CZ": "cze, tchequie, republique tcheque",
    "SK": "svk",
    "HU": "hun",
    "RO": "rou",
    "BG": "bgr",
    "GR": "grc, el",
    "HR": "hrv",
    "SI": "svn",
    "EE": "est",
    "LV": "lva",
    "LT": "ltu",
    "CY": "cyp",
    "MT": "mlt",
    "TR": "tur, turkiye",
    "MA": "mar",
    "TN": "tun",
    "DZ": "dza",
    "SN": "sen",
    "CI": "civ",
    "CA": "can, quebec",
    "CN": "chn",
    "JP": "jpn",
    "AU": "aus",
    "RU": "rus",
    "UA": "ukr",
    "AE": "are, emirats, dubai",
}
_ARTICLE = re.compile(r"^(?:la|le|les|l|ile de la|ile de l|ile de|iles|ile) ")
_FRANCE_BESIDE = re.compile(r"^(?:france|fr)\b|\b(?:france|fr)$")
_DEPARTMENT = re.compile(r"\b9[78]\d\b")


@lru_cache(maxsize=1_000)
def country_code(country: str) -> str | None:
    """« FR » for an address without a country, « RE » for « La Réunion (France) », else as ISO."""
    name = " ".join(_DEPARTMENT.sub(" ", fold(country)).split())
    elsewhere = _FRANCE_BESIDE.sub("", name).strip()
    codes = _codes()
    if not elsewhere:
        return codes.get(fold(country), "FR")
    tried = (name, _ARTICLE.sub("", name), elsewhere, _ARTICLE.sub("", elsewhere))
    in_full_words = (" ".join(words) for one in tried for words in in_full(one.split()))
    return next((codes[one] for one in (*tried, *in_full_words) if one in codes), None)


def has_french_postcodes(country: str) -> bool:
    return country_code(country) in FRENCH_POSTCODES


def is_france(country: str) -> bool:
    """Whether an envelope posted in France goes without this country."""
    return country_code(country) == "FR"


def country_named(text: str) -> str:
    """The French name of a country of which a code is written, as programs do; else the text."""
    code = (
        country_code(text) if text.strip().isupper() and len(text.strip()) <= LONGEST_CODE else None
    )
    return _named(code, "fr") if code in _names() else text


@cache
def _codes() -> dict[str, str]:
    """Every known name and code, folded; a French name wins over one of another language."""
    known = phonenumbers.SUPPORTED_REGIONS | FRENCH_POSTCODES
    codes = {code.lower(): code for code in known}
    for code, names in _OTHER_NAMES.items():
        codes |= dict.fromkeys(names.split(", "), code)
    for language in _LANGUAGES:
        for code in sorted(known & _names().keys()):
            codes.setdefault(fold(_named(code, language)), code)
    codes.pop("", None)
    return codes


def _named(code: str, language: str) -> str:
    """phonenumbers writes « *fr » for « as in French »."""
    name: str = _names()[code].get(language, "")
    return _named(code, name[1:]) if name.startswith("*") else name


@cache
def _names() -> dict[str, dict[str, str]]:
    """The names of each country in each language, without the package around them: that would
    load the places of all the world's numbers, 100 MB."""
    file = Path(phonenumbers.__file__).parent / "geodata" / "locale.py"
    spec = spec_from_file_location("phonenumbers.apart.locale", file)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    names: dict[str, dict[str, str]] = module.LOCALE_DATA
    return names
