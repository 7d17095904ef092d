"""The phone numbers in what was typed: one, several, with words beside them, or none.

A number is what the numbering plan of its country knows. Who lives in France may type any number
of the ten-digit plan; elsewhere a number without its code is one of that country.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, shortnumberinfo

from models.french.countries import FRENCH_POSTCODES

# In these regions ten digits starting with 0 name one line, whatever the place of the call.
TEN_DIGIT_REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT", "BL", "MF")
FRANCE = 33
OVERSEAS_CODES = (262, 590, 594, 596)
_AREAS = {"262": 262, "263": 262, "269": 262, "590": 590, "594": 594, "596": 596}
"""Codes by area of fixed lines (ARCEP): phonenumbers gives some to FR, and does not know all."""
_MIQUELON = "508"  # an area, and a country code that takes its place

LONGEST_READ = 200
"""Characters; what is longer is no phone, and looking for one in it would take long."""
_MOST_GROUPS = 12
_NATIONAL_DIGITS = 9
_FICTION = "63998"
"""Of mobiles that ARCEP keeps for films, and a demo; phonenumbers knows only the fixed lines."""
_LETTER = re.compile(r"[^\W\d_]")
_RUN = re.compile(r"[(+]*\d(?:[\d\s().,;:/|·•∙●*'’‐‑‒–—―−_+-]*\d)?")
_GROUP = re.compile(r"\+?\d+")
# What parts two numbers more often than two groups of one.
_STRONG = re.compile(r"\s*[/;,|]\s*|\s+[-‐‑‒–—―−]\s+|\s*(?=\((?!0\)))|\s*(?=\+)")
_OTHER_END = re.compile(r"\s*(?:[/‐‑‒–—―−-]|ou|et)\s*")
"""What stands before the last digits of another number: « 01 41 40 39 38/39 »."""
_EXTENSION = re.compile(
    r"[\s,;(‐‑‒–—−-]*(?:postes?|ext(?:ension)?|int(?:erne)?|p|x|#)\s*[.:=]?\s*(?:n°\s*)?(\d{1,6})\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:n°|num[ée]ro)?\s*(?:de\s+)?(?:t[ée]l[ée]?(?:phones?)?|phone|portables?|port|mobiles?|mob"
    r"|gsm|fixe|n°|num[ée]ro|num)\b\s*(?:n°)?[\s.:]*",
    re.IGNORECASE,
)
_LETTER_O = re.compile(r"(?<!\w)[oO](?=\d)")
_HOURS = re.compile(
    r"\b\d{1,2}\s?(?:h(?:eures?)?\s?\d{0,2}|j(?:ours?)?)\b(?:\s?/\s?\d{1,2}\b)?", re.IGNORECASE
)
"""« 18h30 », « 7j/7 », « 24 h/24 »."""
_AND = re.compile(r"\b(?:ou|et|puis|or|and)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """What can be dialled, in E.164 unless it is a short number, and where it stands."""

    start: int
    end: int
    dial: str
    extension: str = ""

    @property
    def is_short(self) -> bool:
        return not self.dial.startswith("+")


@lru_cache(maxsize=1_000)  # a form reads its numbers again whenever one of its fields is left
def numbers_in(text: str, home: str | None) -> tuple[Line, ...]:
    """The numbers that certainly stand in a line, for somebody in that region of the world."""
    if len(text) > LONGEST_READ:
        return ()
    plain = _LETTER_O.sub("0", "".join(map(_plain, text)))
    plain = _HOURS.sub(lambda hours: "h" * len(hours[0]), plain)
    is_bare = not has_words(plain)
    found: list[Line] = []
    for run in _RUN.finditer(plain):
        start, end = run.span()
        if found and start < found[-1].end:
            continue
        if end < len(plain) and _LETTER.match(plain, end):
            end = start + len(re.sub(r"\D*\d+$", "", run[0]))  # « 02 98 12 34 56 3e étage »
        lines = _lines(plain, start, end, home, is_bare=is_bare)
        if found and not lines and (line := _other_end(plain, start, end, found[-1], home)):
            lines = [line]
        for line in lines:
            after = _EXTENSION.match(plain, line.end)
            is_last = after and not line.is_short
            found.append(
                replace(line, end=after.end(), extension=after[1]) if after and is_last else line
            )
    return tuple(found)


def has_words(text: str) -> bool:
    """Whether anything but labels (« Tél. ») and joining words stands beside the numbers."""
    return _LETTER.search(_AND.sub("", _LABEL.sub("", text))) is not None


def says_something(text: str) -> bool:
    """Whether words or digits stand there that are worth keeping."""
    return has_words(text) or re.search(r"\d", text) is not None


def reading(text: str, home: str | None) -> PhoneNumber | None:
    """The number that a text certainly is, else None."""
    typed = re.sub(r"^\(?00(?=[1-9])|^\(\+", "+", re.sub(r"[^\d+()]", " ", text).strip())
    if not typed.startswith("+") and home is None:
        return None
    for form in dict.fromkeys((typed, typed.replace("(0)", " "))):
        for region in _regions(home):
            if number := known(parsed(form, region)):
                return number
    return None


def parsed(text: str, region: str | None) -> PhoneNumber | None:
    """The number that a text may be, valid or not."""
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    # Outside Italy, each reading of a number with spare zeros would drop one more of them.
    if number.italian_leading_zero and not phonenumbers.is_valid_number(number):
        return None
    return number if phonenumbers.is_possible_number(number) else None


def e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _plain(char: str) -> str:
    """One character for one, so that places in a text stay the same."""
    normal = unicodedata.normalize("NFKC", char)
    return normal if len(normal) == 1 else char


def _regions(home: str | None) -> tuple[str | None, ...]:
    """One plan covers the ten-digit regions: what is shown as « 08 … » must read back the same
    whatever the postcode. Shorter overseas numbers only make sense at home."""
    if home in TEN_DIGIT_REGIONS:
        return TEN_DIGIT_REGIONS
    return (home, *TEN_DIGIT_REGIONS) if home in FRENCH_POSTCODES else (home,)


def known(number: PhoneNumber | None) -> PhoneNumber | None:
    """The number if its plan knows it; +33 is often written before an overseas number, too."""
    is_valid = phonenumbers.is_valid_number
    national = str(number.national_number) if number else ""
    area = _AREAS.get(national[:3]) if len(national) == _NATIONAL_DIGITS else None
    if number and area and number.country_code in (FRANCE, area):
        return PhoneNumber(area, number.national_number)
    if number is None or number.country_code != FRANCE:
        return number if number and is_valid(number) else None
    elsewhere = [PhoneNumber(code, number.national_number) for code in OVERSEAS_CODES]
    if national.startswith(_MIQUELON):
        elsewhere.append(PhoneNumber(int(_MIQUELON), int(national[3:])))
    elif is_valid(number) or national.startswith(_FICTION):
        return number
    return next(filter(is_valid, elsewhere), None)


def _lines(plain: str, start: int, end: int, home: str | None, *, is_bare: bool) -> list[Line]:
    """The numbers between two places, where there are only digits and signs."""
    pieces = list(_pieces(plain, start, end))
    lines: list[Line | None] = []
    for first, last in pieces:
        line = _line(plain, first, last, home, is_bare=is_bare)
        lines.append(line or _other_end(plain, first, last, next(reversed(lines), None), home))
    if all(lines):
        return [line for line in lines if line]
    if whole := _line(plain, start, end, home, is_bare=is_bare):
        return [whole]
    return [
        found
        for (first, last), line in zip(pieces, lines, strict=True)
        for found in ([line] if line else _by_groups(plain, first, last, home))
    ]


def _pieces(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for part in _STRONG.finditer(plain, start, end):
        if plain[at : part.start()].strip(" ("):
            yield at, part.start()
            at = part.end()
    if plain[at:end].strip(" ("):
        yield at, end


def _line(plain: str, start: int, end: int, home: str | None, *, is_bare: bool) -> Line | None:
    text = plain[start:end]
    if number := reading(text, home):
        return Line(start, end, e164(number))
    digits = re.sub(r"\D", "", text)
    return Line(start, end, digits) if is_bare and _is_short(digits, home) else None


def _is_short(digits: str, home: str | None) -> bool:
    """Whether it is « 15 », « 3949 », « 118 218 »: what a country gives to few digits."""
    if home is None or digits.startswith("0") or len(digits) > 6:
        return False
    regions = (home, "FR") if home in FRENCH_POSTCODES else (home,)
    return any(
        shortnumberinfo.is_valid_short_number_for_region(
            PhoneNumber(phonenumbers.country_code_for_region(region), int(digits)), region
        )
        for region in regions
    )


def _other_end(
    plain: str, start: int, end: int, before: Line | None, home: str | None
) -> Line | None:
    """The number of which only the last digits stand there, as they differ from those before."""
    digits = re.sub(r"\D", "", plain[start:end])
    if before is None or before.is_short or not 1 <= len(digits) <= 4:
        return None
    if not _OTHER_END.fullmatch(plain, before.end, start):
        return None
    number = reading(before.dial[: -len(digits)] + digits, home)
    return Line(start, end, e164(number)) if number else None


def _by_groups(plain: str, start: int, end: int, home: str | None) -> list[Line]:
    """Numbers that nothing parts, if their groups of digits make numbers and nothing else."""
    groups = [one.span() for one in _GROUP.finditer(plain, start, end)]
    if len(groups) == 1:
        middle = (groups[0][0] + groups[0][1]) // 2
        groups = [(groups[0][0], middle), (middle, groups[0][1])]
    found: list[Line] = []
    at = 0
    while at < len(groups):
        for to in range(min(len(groups), at + _MOST_GROUPS), at, -1):
            first, last = groups[at][0], groups[to - 1][1]
            line = _line(plain, first, last, home, is_bare=False)
            if line is None and to == at + 1:
                line = _other_end(plain, first, last, next(reversed(found), None), home)
            if line:
                found.append(line)
                at = to
                break
        else:
            return []
    return found
