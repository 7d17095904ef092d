"""Phone numbers: stored in E.164 when they can be read, else as typed; never refused."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from models.french.text import clean_line
from models.french.wording import NBSP

_REGIONS = {
    "97133": "BL",
    "97150": "MF",
    "971": "GP",
    "972": "MQ",
    "973": "GF",
    "974": "RE",
    "975": "PM",
    "976": "YT",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
# In these regions ten digits starting with 0 name one line, whatever the place of the call.
_TEN_DIGIT_REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT", "BL", "MF")
_FRANCE = 33
_TEN_DIGIT_CODES = {_FRANCE, 262, 590, 594, 596}
# 08 numbers have groups of their own, and ranges that the ten-digit plan gives to regions
# overseas read back as another number: both are written more slowly, and exactly.
_OVERSEAS = r"590|594|596|262|269|639(?!98)|69[0-7]|70[89]"
_MAINLAND = re.compile(rf"\+33(?!{_OVERSEAS})[1-7][0-9]{{8}}")
_E164 = re.compile(r"\+[1-9][0-9]{3,14}")
# Words beside the number (« poste 12 », « Paul ») are kept rather than lost by parsing.
_ONLY_A_NUMBER = re.compile(r"[+0-9][0-9 ().·‐‑–/-]*|\([0-9 +()./-]*")


def region_of(postcode: str) -> str:
    """The numbering region of a postcode, as an ISO code."""
    digits = postcode.strip()
    return _REGIONS.get(digits) or _REGIONS.get(digits[:3]) or "FR"


def clean_phone(text: str, postcode: str = "") -> str:
    """The number in E.164, or the cleaned text when it cannot be one."""
    typed = clean_line(text)
    parsed = _parsed(typed, postcode)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164) if parsed else typed


def phone_warning(text: str, postcode: str = "") -> str | None:
    """Why the number deserves a second look, or None."""
    typed = clean_line(text)
    parsed = _parsed(typed, postcode)
    if not typed or (parsed and phonenumbers.is_valid_number(parsed)):
        return None
    return (
        f"Ce numéro de téléphone semble incomplet ou erroné{NBSP}: "
        "vérifiez-le, ou gardez-le tel quel s’il est juste."
    )


@lru_cache(maxsize=50_000)
def format_phone(stored: str) -> str:
    """« 06 12 34 56 78 » in France and its ten-digit regions, else the international form."""
    if _MAINLAND.fullmatch(stored):  # nearly every number of a list, and a hundred times faster
        return _spaced(f"0{stored[3]} " + " ".join(stored[at : at + 2] for at in range(4, 12, 2)))
    number = _stored(stored)
    # A form shows this and reads it again: what would come back as another line is not shown.
    forms = (_french_form(number), _international_form(number)) if number else ()
    return next((form for form in forms if form and clean_phone(form) == stored), stored)


def phone_search_digits(stored: str) -> str:
    """The digits someone may type to find it: « 0612345678 0033612345678 »."""
    if _MAINLAND.fullmatch(stored):
        return f"0{stored[3:]} 00{stored[1:]}"
    parsed = _stored(stored)
    if parsed is None:
        return _digits(stored)
    national = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    return f"{_digits(national)} 00{_digits(stored)}"


def tel_link(stored: str) -> str:
    """The `tel:` address to dial, or "" when words stand beside the number."""
    if not _ONLY_A_NUMBER.fullmatch(stored):
        return ""
    plus = "+" if stored.startswith("+") else ""
    return f"tel:{plus}{_digits(stored)}"


@lru_cache(maxsize=1_000)  # a form reads its numbers again whenever one of its fields is left
def _parsed(typed: str, postcode: str) -> PhoneNumber | None:
    """The first valid reading of the number, else the one possible where the client lives."""
    if not _ONLY_A_NUMBER.fullmatch(typed):
        return None
    home = region_of(postcode)
    # One plan covers the ten-digit regions: what is shown as « 08 … » must read back the same
    # whatever the postcode. Shorter overseas numbers only make sense at home.
    regions = _TEN_DIGIT_REGIONS if home in _TEN_DIGIT_REGIONS else (home, *_TEN_DIGIT_REGIONS)
    readings = (number for region in regions if (number := _reading(typed, region)))
    return next(filter(phonenumbers.is_valid_number, readings), None) or _reading(typed, home)


def _reading(typed: str, region: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(typed, region)
    except NumberParseException:
        return None
    # Outside Italy, each reading of a number with spare zeros would drop one more of them.
    if number.italian_leading_zero and not phonenumbers.is_valid_number(number):
        return None
    return number if phonenumbers.is_possible_number(number) else None


def _stored(stored: str) -> PhoneNumber | None:
    return _reading(stored, "FR") if _E164.fullmatch(stored) else None


def _french_form(number: PhoneNumber) -> str | None:
    """The ten digits by pairs; a doubtful number has none, so that its code stays visible."""
    if number.country_code not in _TEN_DIGIT_CODES or not phonenumbers.is_valid_number(number):
        return None
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    # « 0 800 12 34 56 » is how France writes its special numbers.
    if number.country_code == _FRANCE:
        return _spaced(national)
    return NBSP.join(re.findall("..?", _digits(national)))


def _international_form(number: PhoneNumber) -> str:
    return _spaced(phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL))


def _spaced(number: str) -> str:
    return number.replace(" ", NBSP)


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)
