"""Phone numbers: stored in E.164 when they can be read, else as typed; never refused."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

from models.french.countries import FRENCH_POSTCODES, country_code
from models.french.phone_numbers import (
    FRANCE,
    OVERSEAS_CODES,
    Line,
    e164,
    known,
    numbers_in,
    parsed,
    says_something,
)
from models.french.text import clean_line
from models.french.wording import NBSP

LONGEST = 40
"""Characters of a stored phone: two numbers in E.164 with a word beside them."""
_REGIONS = {
    "97133": "BL",
    "97150": "MF",
    "971": "GP",
    "972": "MQ",
    "973": "GF",
    "974": "RE",
    "975": "PM",
    "976": "YT",
    "980": "MC",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
_TEN_DIGIT_CODES = {FRANCE, *OVERSEAS_CODES}
# 08 numbers have groups of their own, and ranges that the ten-digit plan gives to regions
# overseas read back as another number: both are written more slowly, and exactly.
_OVERSEAS = r"590|594|596|262|269|639(?!98)|69[0-7]|70[89]"
_MAINLAND = re.compile(rf"\+33(?!{_OVERSEAS})[1-7][0-9]{{8}}")
_E164 = re.compile(r"\+[1-9][0-9]{3,14}")
_ONLY_A_NUMBER = re.compile(r"[+0-9][0-9 ().·‐‑–/-]*|\([0-9 +()./-]*")
_PARTING = re.compile(r"[,;/|]|\s[-–—]\s|\b(?:ou|et|puis)\b", re.IGNORECASE)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_JOINED = re.compile(r"^\s*(?:ou|et|puis)\b|\b(?:ou|et|puis)\s*$", re.IGNORECASE)
_EDGES = " ,;/|-–—"


def region_of(postcode: str, country: str = "France") -> str | None:
    """The numbering region of an address as an ISO code, None in a country that nobody knows."""
    code = country_code(country)
    if code != "FR":
        return code
    digits = postcode.strip()
    return _REGIONS.get(digits) or _REGIONS.get(digits[:3]) or code


def clean_phone(text: str, postcode: str = "", country: str = "France") -> str:
    """The numbers in E.164 with the words beside them, or the cleaned text without a number."""
    typed = clean_line(text)
    home = region_of(postcode, country)
    lines = numbers_in(typed, home)
    if not lines:
        number = _possible(typed, home)
        return e164(number) if number else typed
    if any(line.is_short for line in lines):
        return typed
    stored = _rewritten(typed, lines)
    return stored if len(stored) <= LONGEST else typed


def phone_warning(text: str, postcode: str = "", country: str = "France") -> str | None:
    """Why the number deserves a second look, or None."""
    typed = clean_line(text)
    home = region_of(postcode, country)
    lines = numbers_in(typed, home)
    if not typed or (lines and not re.search(r"\d{4}", _beside(typed, lines))):
        return None
    if home not in FRENCH_POSTCODES and not typed.startswith(("+", "00")):
        return (
            f"Ce numéro de téléphone n’est pas connu dans ce pays{NBSP}: "
            f"vérifiez-le, ou commencez par l’indicatif, par exemple +33 ou +41."
        )
    return (
        f"Ce numéro de téléphone semble incomplet ou erroné{NBSP}: "
        "vérifiez-le, ou gardez-le tel quel s’il est juste."
    )


@lru_cache(maxsize=50_000)
def format_phone(stored: str, country: str = "France") -> str:
    """« 06 12 34 56 78 » in France and its ten-digit regions, else the international form.

    A form shows this and reads it again: what would come back as another line is not shown.
    """
    shown = _shown(stored, country)
    is_usual = _MAINLAND.fullmatch(stored)  # nearly every number of a list is
    return shown if is_usual or clean_phone(shown, country=country) == stored else stored


def phone_search_digits(stored: str, postcode: str = "", country: str = "France") -> str:
    """The digits someone may type to find it: « 0612345678 0033612345678 »."""
    if _MAINLAND.fullmatch(stored):
        return f"0{stored[3:]} 00{stored[1:]}"
    lines = numbers_in(stored, region_of(postcode, country))
    digits = [one for line in lines for one in _ways_to_type(line)]
    return " ".join(dict.fromkeys(digits)) if digits else _digits(stored)


def dialled(stored: str, postcode: str = "", country: str = "France") -> list[str]:
    """Each number of a field as it is dialled."""
    return [line.dial for line in numbers_in(stored, region_of(postcode, country))]


def phone_links(stored: str, postcode: str = "", country: str = "France") -> list[tuple[str, str]]:
    """Each number of a field as it is shown, with the words beside it, and its `tel:` address.

    What holds no number is shown without an address.
    """
    lines = numbers_in(stored, region_of(postcode, country))
    cuts = [0, *(_cut(stored, *pair) for pair in pairwise(lines)), len(stored)]
    texts = (_JOINED.sub("", stored[start:end]).strip(_EDGES) for start, end in pairwise(cuts))
    if not lines:  # a number that its plan does not know can be dialled if its code is known
        return [(format_phone(stored, country), f"tel:{stored}" if _E164.fullmatch(stored) else "")]
    return [
        (_shown(text, country), _address(line)) for text, line in zip(texts, lines, strict=True)
    ]


def tel_link(stored: str) -> str:
    """The `tel:` address of the first number, or "" where there is none."""
    return phone_links(stored)[0][1]


def _rewritten(typed: str, lines: tuple[Line, ...]) -> str:
    """The text with its numbers in E.164, without what says nothing beside them."""
    head, tail = typed[: lines[0].start], typed[lines[-1].end :]
    text = head if says_something(head) else ""
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        text += line.dial + (f" poste {line.extension}" if line.extension else "")
        if following:
            between = typed[line.end : following.start]
            text += between if _LETTER_OR_DIGIT.search(between) else " / "
    return clean_line(text + (tail if says_something(tail) else ""))


def _beside(typed: str, lines: tuple[Line, ...]) -> str:
    """What stands beside the numbers."""
    starts = (0, *(line.end for line in lines))
    ends = (*(line.start for line in lines), len(typed))
    return " ".join(typed[start:end] for start, end in zip(starts, ends, strict=True))


def _possible(typed: str, home: str | None) -> PhoneNumber | None:
    """A number that its plan does not know, but that may be one: kept so, with a warning."""
    if not _ONLY_A_NUMBER.fullmatch(typed):
        return None
    is_whole = typed.startswith(("+", "(+", "00"))
    return parsed(typed, home) if is_whole or home in FRENCH_POSTCODES else None


def _shown(text: str, country: str) -> str:
    is_french = country_code(country) in FRENCH_POSTCODES
    return _E164.sub(lambda one: _format_one(one[0], is_french=is_french), text)


def _format_one(stored: str, *, is_french: bool) -> str:
    if is_french and _MAINLAND.fullmatch(stored):  # a hundred times faster
        return _spaced(f"0{stored[3]} " + " ".join(stored[at : at + 2] for at in range(4, 12, 2)))
    number = parsed(stored, None)
    if number is None:
        return stored
    forms = (_french_form(number) if is_french else None, _international_form(number))
    return next((form for form in forms if form and clean_phone(form) == stored), stored)


def _french_form(number: PhoneNumber) -> str | None:
    """The ten digits by pairs; a doubtful number has none, so that its code stays visible."""
    if number.country_code not in _TEN_DIGIT_CODES or not known(number):
        return None
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    # « 0 800 12 34 56 » is how France writes its special numbers.
    if number.country_code == FRANCE:
        return _spaced(national)
    return NBSP.join(re.findall("..?", _digits(national)))


def _international_form(number: PhoneNumber) -> str:
    return _spaced(phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL))


def _ways_to_type(line: Line) -> Iterator[str]:
    number = None if line.is_short else parsed(line.dial, None)
    if number is None:
        yield line.dial
        return
    yield _digits(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))
    yield f"00{_digits(line.dial)}"
    if number.country_code in OVERSEAS_CODES:
        yield f"00{FRANCE}{number.national_number}"


def _cut(stored: str, line: Line, following: Line) -> int:
    """Where the words beside a number end and those beside the next one begin."""
    parts = list(_PARTING.finditer(stored, line.end, following.start))
    return parts[-1].end() if parts else line.end


def _address(line: Line) -> str:
    return f"tel:{line.dial}" + (f";ext={line.extension}" if line.extension else "")


def _spaced(number: str) -> str:
    return number.replace(" ", NBSP)


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)
