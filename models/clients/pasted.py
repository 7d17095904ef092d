"""A block that was pasted, such as a signature: what of it belongs in which field of a client."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from models.clients import pasted_words as words
from models.french.email_and_web import clean_email, clean_website
from models.french.legal_forms import without_legal_forms
from models.french.phones import clean_phone, format_phone
from models.french.postcodes import communes_of
from models.french.siren import clean_siren, clean_siret, format_siren, format_siret
from models.french.text import clean_line, fold
from models.french.vat import clean_vat, format_vat

LONGEST = 4_000
"""Characters; what is longer is no address."""
LEAST = 2
"""Fields that make a block."""
NAMES = {"name", "contact"}
"""Which any words could be."""

_PARTS = re.compile(r"[\n\r\t|;•·]+|\s+[–—-]+\s+|\s{3,}|,\s+")
_RULE = re.compile(r"^[-_=*~>\s]*$")

Texts = dict[str, str]


def read_block(text: str) -> Texts:
    """What stands in a block, by the names of a client's fields, as the form shows it; empty if it
    is no block."""
    if len(text) > LONGEST:
        return {}
    found: Texts = {}
    rest = text.replace("\u00a0", " ").replace("\u202f", " ")
    for take in (_take_addresses, _take_numbers, _take_phones):
        rest = take(rest, found)
    rest = re.sub(r"(?<!\d)(\d{5})\s*[\t;|,\n]\s*(?=[^\W\d_])", r"\1 ", rest)
    rest = re.sub(rf"(\d(?:\s?(?:bis|ter))?),\s+(?={words.WAY.pattern})", r"\1 ", rest, flags=re.I)
    parts = [_bare(part) for part in _PARTS.split(rest)]
    _take_place([part for part in parts if part], found)
    is_block = len(found) >= LEAST and not found.keys() <= NAMES
    return found if is_block else {}


def read_typed(text: str) -> Texts:
    """What somebody typed to whom nobody was found: a number or an address alone, a block, or
    else a name."""
    found: Texts = {}
    rest = text[:LONGEST]
    for take in (_take_addresses, _take_numbers, _take_phones):
        rest = take(rest, found)
    is_alone = bool(found) and not rest.strip()
    return found if is_alone else read_block(text) or {"name": text}


# --- what is known by its form ------------------------------------------------------------------


def _take_addresses(text: str, found: Texts) -> str:
    text = _take(text, words.EMAIL, lambda hit: _into(found, "email", clean_email, hit[0]))
    return _take(text, words.WEB, lambda hit: _into(found, "website", clean_website, hit[0]))


def _take_numbers(text: str, found: Texts) -> str:
    def vat(hit: re.Match[str]) -> bool:
        return _into(found, "vat_number", lambda one: format_vat(clean_vat(one)), hit[1])

    def siret(hit: re.Match[str]) -> bool:
        return _into(found, "siret", lambda one: format_siret(clean_siret(one)), hit[1])

    def siren(hit: re.Match[str]) -> bool:
        return _into(found, "siren", lambda one: format_siren(clean_siren(one)), hit[1])

    for pattern, read in ((words.VAT, vat), (words.SIRET, siret), (words.SIREN, siren)):
        text = _take(text, pattern, read)
    if "siret" in found:
        found.pop("siren", None)
    return text


def _take_phones(text: str, found: Texts) -> str:
    def phone(hit: re.Match[str]) -> bool:
        label = fold(hit["label"] or "")
        if label.startswith(("fax", "telecop", "f")) and not label.startswith("fixe"):
            return True
        try:
            shown = format_phone(clean_phone(hit["number"]))
        except ValueError:
            return False
        is_mobile = shown.startswith(("06", "07"))
        first, second = ("mobile", "phone") if is_mobile else ("phone", "mobile")
        name = first if first not in found else second
        found.setdefault(name, shown)
        return True

    return _take(text, words.PHONE, phone)


def _take(text: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], bool]) -> str:
    """The text without what was read, in whose place parts end."""
    return pattern.sub(lambda hit: "\n" if read(hit) else hit[0], text)


def _into(found: Texts, name: str, clean: Callable[[str], str], text: str) -> bool:
    """Whether it is one; of several the first is kept."""
    try:
        value = clean(text.strip(" .,;:<>()"))
    except ValueError:
        return False
    if value:
        found.setdefault(name, value)
    return bool(value)


# --- what is known by its place -----------------------------------------------------------------


def _bare(part: str) -> str:
    """A part without its label and what stands around it; "" where it says nothing."""
    text = clean_line(part).strip(' ,;:<>()[]"«»*_/-–—')
    text = words.LABEL.sub("", text).strip(" ,:")
    return (
        ""
        if _RULE.match(text) or words.NOISE.match(text) or words.LABEL.fullmatch(f"{text}:")
        else text
    )


def _take_place(parts: list[str], found: Texts) -> None:
    """Street and town first; what is left are names."""
    names: list[str] = []
    for part in parts:
        before = _town_in(part, found)
        if before is None:
            if _is_street(part):
                _street(part, found)
            else:
                names.append(part)
        elif before and _is_street(before):
            head, way = _name_before_way(before)
            names += [head] if head else []
            _street(way, found)
        elif before:
            names.append(before)
    _take_names(names, found)


def _town_in(part: str, found: Texts) -> str | None:
    """What stands before the postcode and the town of a part; None where it has none."""
    if "postcode" in found:
        return None
    for hit in words.CODE.finditer(part):
        code = re.sub(r"\D", "", hit[1])
        town = part[hit.end() :].strip(" ,-")
        if communes_of(code) or "cedex" in fold(town):
            found["postcode"], found["city"] = (
                code,
                words.FRANCE.sub("", town),
            )
            return part[: hit.start()].strip(" ,-–")
    return None


def _is_street(part: str) -> bool:
    return bool(words.NUMBERED.match(part) or words.WAY.search(part) or words.BESIDE.search(part))


def _name_before_way(text: str) -> tuple[str, str]:
    """« Garage Morel 12 rue des Lilas »: the name, and where it is."""
    hit = re.search(r"(?<=\D)\s(\d{1,4}\s?(?:bis|ter|[a-d])?,?\s+\D.*)$", text, re.I)
    if hit and words.WAY.search(hit[1]) and not words.WAY.search(text[: hit.start()]):
        return text[: hit.start()].strip(" ,"), hit[1]
    return "", text


def _street(part: str, found: Texts) -> None:
    is_beside = bool(words.BESIDE.search(part)) and not words.NUMBERED.match(part)
    if is_beside or "street" in found:
        found.setdefault(
            "street2" if "street" in found or _is_way_to_come(part) else "street", part
        )
    else:
        found["street"] = part


def _is_way_to_come(part: str) -> bool:
    """Whether it only says where inside: « Bât. B », « 2e étage »."""
    return bool(words.INSIDE.match(part))


def _take_names(parts: Iterable[str], found: Texts) -> None:
    """A firm is known by its legal form or trade, somebody by « M. »; else the first is first."""
    people: list[str] = []
    firms: list[str] = []
    for part in parts:
        if words.CIVILITY.match(part) or words.CONTACT.match(part):
            people.insert(0, words.CONTACT.sub("", part))
        elif is_firm(part):
            firms.append(part)
        elif words.TITLE.search(part) or len(part) < 2 or words.FIGURES.fullmatch(part):
            continue
        else:
            people.append(part)
    if not firms and people:
        is_person = bool(words.CIVILITY.match(people[0])) and len(people) > 1
        firms.append(people.pop(1 if is_person else 0))
    if firms:
        found["name"] = firms[0]
    if people:
        found["contact"] = people[0]


def is_firm(part: str) -> bool:
    """Whether a name has a legal form or a trade in it."""
    spelled = fold(part).split()
    has_form = len(without_legal_forms(spelled)) < len(spelled)
    return has_form or bool(words.FIRM.search(part))
