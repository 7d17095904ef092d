"""The link that shows a postal address on Google Maps: a place, and nothing of who lives there."""

import re
from urllib.parse import quote_plus, urlencode

from models.french.text import clean_line

_SEARCH = "https://www.google.com/maps/search/?"
_LONGEST_URL = 2048
# What remains for each of the five parts once the fixed beginning and separators are counted.
_SHARE = 390

# Sorting marks of the post: they name a letter box, not a place. A number may be in groups; some
# digits before a word are that of a street.
_BOXES = (
    *(
        r"b\.?\s?p\.?",
        r"c\.?\s?s\.?",
        r"t\.?\s?s\.?\s?a\.?",
        r"c\.?\s?p\.?",
        r"s\.?\s?p\.?",
        "cidex",
    ),
    *(r"bo[iî]tes?\s+postales?", "bo[iî]te", "bte", r"case\s+postale", r"casier\s+postal", "case"),
    *(
        "postfach",
        "pf",
        "schlie(?:ß|ss)fach",
        r"(?:g\.?\s?)?p\.?\s?o\.?\s?box",
        "postbus",
        r"secteur\s+postal",
    ),
    *(
        r"apartado(?:\s+de\s+correos|\s+postal)?",
        r"apdo\.?(?:\s+de\s+correos)?",
        r"casella\s+postale",
        r"caixa\s+postal",
    ),
)
_BOX_NUMBER = r"(?:n[°o.]?\s*)?\d+(?:[ .]\d{2,4}\b(?!\s*[^\W\d_]))*"
_POSTAL_MARK = re.compile(
    rf"(?<![\w'’])(?:c(?:[eé]de|d)x(?:\s*(?:n[°o]\s*)?\d{{1,2}})?|(?:{'|'.join(_BOXES)})\s*{_BOX_NUMBER}"
    r"|poste\s+restante)(?!\w)",
    re.IGNORECASE,
)
# What leads to a door and not to a house. It has a name of its own (« bât. B », « code 1234A »), so
# that « rue de la Porte Dorée » and « Porte de Versailles » stay.
_DOORS = (
    *(
        "b[aâ]t(?:iment)?",
        "escalier",
        "esc",
        "hall",
        "entr[eé]e",
        "cage",
        "porte",
        "[eé]tage",
        "[eé]t",
        "niveau",
    ),
    *("appartement", "appt", "apt", "app", "logement", "lgt", "studio", "chambre", "lot", "box"),
    *(
        "bureau",
        "bur",
        "local",
        "interphone",
        "digicode",
        r"code(?:\s+(?:porte|portail|d['’]acc[eè]s))?",
    ),
)
_DOOR = r"(?:n[°o]\s*)?(?:[A-Z]{0,2}\d[\w#*-]*|[A-Z](?![\w'’]))"
_FLOOR = r"(?:\d{1,2}\s*(?:er|[eè]re|e|[eè]me|i[eè]me|nde?)?|premier|deuxi[eè]me|dernier)"
_PRIVATE = re.compile(
    rf"(?<![\w'’])(?:(?:{'|'.join(_DOORS)})\b\.?\s*:?\s*{_DOOR}"
    rf"|{_FLOOR}\s*(?:[eé]tage|[eé]t)(?!\w)\.?(?:\s+(?:gauche|droite|face|droit|gche|dte)\b)?"
    r"|(?:rez[\s-]de[\s-](?:chauss[eé]e|jardin)|r\.?d\.?c\.?|sous[\s-]sol|entresol)(?!\w)"
    r"|porte\s+(?:de\s+)?(?:gauche|droite|face)\b)",
    re.IGNORECASE,
)
# A part of an address that begins so is about a door or a person, whatever follows.
_PRIVATE_BEGINNINGS = (
    *(
        r"b[aâ]t(?:iment)?\b\.?(?!\s*(?:du|des?|de\s+la)\b)",
        "escalier",
        "[eé]tage",
        "appartement",
        "appt",
    ),
    *(
        "digicode",
        r"code\b",
        "interphone",
        "sonne",
        r"cl[eé]s?\b",
        r"acc[eè]s\b",
        r"b\.?a\.?l\.?\b",
    ),
    *(r"gauche\b", r"droite\b", r"face\b", r"(?:au\s+)?fond\b", r"(?:sur|dans\s+la)\s+cour\b"),
    *(
        r"[àa]\s*l['’]?\s*(?:att|intention)",
        r"att(?:n|ention)?\b",
        r"a\s?/\s?s\b",
        r"c\s?/\s?o\b",
        r"chez\b",
    ),
    *(r"aux\s+bons\s+soins", r"mme\b", r"mlle\b", r"m\.\s", r"mr\b", "monsieur", "madame", r"dr\b"),
    *(
        "docteur",
        r"ma[iî]tre\b",
        r"service\b",
        r"t[eé]l[eé]?(?:phone)?\b",
        r"portable\b",
        r"mobile\b",
    ),
    *(
        r"bo[iî]tes?\s+aux?\s+lettres?",
        r"hall\b(?!\s+d(?:es|u)\b)",
        r"nom\s+sur",
        r"contact\b",
        r"cour\b(?!s)",
    ),
    *(r"r\s?\+\s?\d", r"au\s+\d", r"bt\b", r"entr[eé]e\b"),
    *(r"portail\b", r"portillon\b", "vigik", r"badge\b", r"livraisons?\b", r"horaires?\b", "siret"),
    *(r"\d{1,2}\s*(?:er|[eè]re|e|[eè]me|i[eè]me)\s*$", r"n[°o]\s*d['’][eé]tage", r".*@"),
    r"\D*(?:\+33|0)[\s.]?\d(?:[\s.-]?\d\d){4}\b",
)
_PRIVATE_PART = re.compile("|".join(_PRIVATE_BEGINNINGS), re.IGNORECASE)
_STREET = re.compile(
    r"\b\d+\s*(?:bis|ter|[a-d])?,?\s+(?:rue|av(?:enue)?|b(?:oulevar)?d|place|pl|impasse|all[eé]e"
    r"|chemin|route|quai|cours|square|faubourg|passage)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;()\n|]\s*|\s+[-–—/•·]\s+")
_SEPARATORS = " ,;:-–—/"


def maps_url(street: str, street2: str, postcode: str, city: str, country: str) -> str | None:
    """The address to open, or None when two of street, postcode and city are not known."""
    lines = (_street(street), _street(street2))
    parts = [*lines, *(_place(part) for part in (postcode, city, country))]
    line1, line2, code, town, _ = parts
    if [bool(line1 or line2), bool(code), bool(town)].count(True) < 2:
        return None
    url = _url(parts)
    return url if len(url) <= _LONGEST_URL else _url([_shortened(part) for part in parts])


def _place(text: str) -> str:
    return clean_line(_POSTAL_MARK.sub(" ", clean_line(text))).strip(_SEPARATORS)


def _street(text: str) -> str:
    """A line of an address without marks of the post, doors and people."""
    public = _POSTAL_MARK.sub(" , ", clean_line(text))
    if not _PRIVATE.search(public) and not any(map(_PRIVATE_PART.match, _PARTS.split(public))):
        return clean_line(re.sub(r"\s+,\s+", " ", public)).strip(_SEPARATORS)
    parts = _PARTS.split(_PRIVATE.sub(" , ", public))
    kept = (_public(part.strip()).strip(_SEPARATORS) for part in parts)
    return clean_line(", ".join(part for part in kept if part))


def _public(part: str) -> str:
    """What is left of a part of an address: of « Chez Dupont 12 rue X » the street."""
    if not _PRIVATE_PART.match(part):
        return part
    street = _STREET.search(part)
    return part[street.start() :] if street else ""


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
