"""Made-up clients: plausible names, true communes, numbers that belong to nobody on the phone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from string import Formatter
from typing import Any, TypeVar

from stdnum.fr import siren as siren_number

from models.clients.client import Client
from models.clients.fields import ClientKind
from models.demo import names
from models.french.postcodes import suggest_communes
from models.french.text import fold

T = TypeVar("T")
Place = tuple[str, str]

# The numbers that ARCEP keeps for fiction, by area code, and where each area lies.
_AREAS = {
    "+3319900": "75 77 78 91 92 93 94 95",
    "+3326191": "14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85",
    "+3335301": "02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90",
    "+3346571": "01 03 04 05 06 07 11 13 15 20 26 30 34 38 42 43 48 63 66 69 73 74 83 84",
    "+3353649": "09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87",
}
_AREA_OF = {department: area for area, all_ in _AREAS.items() for department in all_.split()}
_OVERSEAS_AREA = "+3326191"
_MOBILE = "+3363998"
_OVERSEAS = ("97", "98")
_NOWHERE = ("", "")
# Coprime to ten million: its multiples give every client a SIREN of its own.
_STRIDE = 61_803_399
_DOUBLED = dict(zip("0123456789", (0, 2, 4, 6, 8, 1, 3, 5, 7, 9), strict=True))
_YEARS = timedelta(days=6 * 365)


class Inventor:
    """Invents clients one after the other, always the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random
        self._first_siren = seed * 7_919_001
        self._now = datetime.now(UTC).replace(microsecond=0)
        self._places = _every_place()
        self._towns = [place for place in self._places if place[1] in names.TOWNS]
        self._overseas = [place for place in self._places if place[0].startswith(_OVERSEAS)]
        self._blank = Client(id=0)

    def client(self, id_: int, age: float) -> Client:
        """The client with this id; `age` is 1 for the firm's oldest client and 0 for the latest."""
        chance = self._random()
        if chance < 0.25:
            values = self._person()
        elif chance < 0.33:
            values = self._organisation(ClientKind.PUBLIC, id_)
        else:
            values = self._organisation(ClientKind.COMPANY, id_)
        client = self._blank.clone(pk=id_)
        # Assigning one by one, as the constructor does, takes longer than all the rest.
        vars(client).update(values, code=f"C{id_:05d}", notes=self._notes(), **self._dates(age))
        client.derive()
        return client

    # --- who --------------------------------------------------------------------------------

    def _person(self) -> dict[str, Any]:
        is_woman = self._is(0.5)
        first = self._pick(names.WOMEN if is_woman else names.MEN)
        family = self._family()
        number = int(self._random() * 100) if self._is(0.6) else ""
        host = self._pick(("example.com", "example.net", "example.org"))
        place = self._place()
        return {
            "kind": ClientKind.PERSON,
            "civility": ("Mme" if is_woman else "M.") if self._is(0.9) else "",
            "first_name": first if self._is(0.95) else "",
            "last_name": family,
            "email": f"{_slug(first)}.{_slug(family)}{number}@{host}" if self._is(0.7) else "",
            **self._phones(place, fixed=0.35, mobile=0.85),
            **self._address(place, names.STREETS),
        }

    def _organisation(self, kind: ClientKind, id_: int) -> dict[str, Any]:
        place = self._place()
        parts = self._name_parts(kind, place[1])
        host = _host(parts)
        first, family = self._pick(names.FIRST_NAMES), self._family()
        mailbox = "contact" if self._is(0.6) else f"{_slug(first)}.{_slug(family)}"
        is_in_a_street = kind == ClientKind.PUBLIC or self._is(0.6)
        return {
            "kind": kind,
            "name": "".join(parts),
            "contact": f"{first} {family}" if self._is(0.75) else "",
            "email": f"{mailbox}@{host}" if self._is(0.8) else "",
            "website": f"https://www.{host}" if self._is(0.3) else "",
            **self._phones(place, fixed=0.9, mobile=0.4),
            **self._address(place, names.STREETS if is_in_a_street else names.PLACES),
            **self._identifiers(kind, id_),
        }

    def _name_parts(self, kind: ClientKind, town: str) -> list[str]:
        patterns = names.LONG_PATTERNS if self._is(0.01) else names.PATTERNS
        return self._filled(self._pick(patterns[kind]), {"town": _of_town(town)})

    def _family(self) -> str:
        family = self._pick(names.FAMILIES)
        return f"{family}-{self._pick(names.FAMILIES)}" if self._is(0.06) else family

    def _identifiers(self, kind: ClientKind, id_: int) -> dict[str, str]:
        if self._is(0.06):
            return {}
        lead = "2" if kind == ClientKind.PUBLIC else self._pick("345789")
        siren = _checked(f"{lead}{(self._first_siren + id_ * _STRIDE) % 10_000_000:07d}")
        pays_vat = self._is(0.85 if kind == ClientKind.COMPANY else 0.2)
        return {
            "siret": _checked(f"{siren}{1 + int(self._random() ** 4 * 40):04d}"),
            "vat_number": f"FR{siren_number.to_tva(siren)}" if pays_vat else "",
        }

    # --- where and how to reach it ----------------------------------------------------------

    def _place(self) -> Place:
        chance = self._random()
        if chance < 0.04:
            return _NOWHERE
        if chance < 0.06:
            return self._pick(self._overseas)
        return self._pick(self._towns if chance < 0.5 else self._places)

    def _address(self, place: Place, streets: Sequence[str]) -> dict[str, str]:
        if place is _NOWHERE:
            return {}
        street = "".join(self._filled(self._pick(streets)))
        if street[:1].islower():
            street = f"{1 + int(self._random() ** 2 * 180)}{self._again()} {street}"
        supplement = self._pick(names.SUPPLEMENTS) if self._is(0.12) else ""
        return {
            "street": street if self._is(0.97) else "",
            "street2": "".join(self._filled(supplement)),
            "postcode": place[0],
            "city": place[1],
        }

    def _again(self) -> str:
        return self._pick((" bis", " ter")) if self._is(0.05) else ""

    def _phones(self, place: Place, *, fixed: float, mobile: float) -> dict[str, str]:
        area = _AREA_OF.get(place[0][:2], _OVERSEAS_AREA)
        at_home = not place[0].startswith(_OVERSEAS)
        return {
            "phone": f"{area}{self._four_digits()}" if self._is(fixed) else "",
            "mobile": f"{_MOBILE}{self._four_digits()}" if self._is(mobile) and at_home else "",
        }

    def _four_digits(self) -> str:
        return f"{int(self._random() * 10_000):04d}"

    # --- the rest ---------------------------------------------------------------------------

    def _notes(self) -> str:
        return self._pick(names.NOTES) if self._is(0.12) else ""

    def _dates(self, age: float) -> dict[str, datetime]:
        # Two in five have never been touched since; the others rather lately.
        since = 1 if self._is(0.4) else self._random() ** 2
        return {
            "created_at": self._now - _YEARS * age,
            "updated_at": self._now - _YEARS * age * since,
        }

    def _is(self, share: float) -> bool:
        return self._random() < share

    def _pick(self, options: Sequence[T]) -> T:
        return options[int(self._random() * len(options))]

    def _filled(self, pattern: str, known: Mapping[str, str] | None = None) -> list[str]:
        """The parts of a pattern, each of its words in braces replaced by one that fits."""
        parts: list[str] = []
        for text, word in _pieces(pattern):
            parts.append(text)
            if word:
                parts.append((known or {}).get(word) or self._word(word))
        return parts

    def _word(self, word: str) -> str:
        if word == "initials":
            return "".join(self._pick(names.INITIALS) for _ in range(3))
        return self._family() if word in {"family", "other"} else self._pick(_WORDS[word])


_WORDS = {
    "field": names.FIELDS,
    "first": names.FIRST_NAMES,
    "form": names.FORMS,
    "hero": names.HEROES,
    "plants": names.PLANTS,
}


def _every_place() -> list[Place]:
    return [place for digit in "0123456789" for place in suggest_communes(digit, limit=100_000)]


@cache
def _pieces(pattern: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((text, word) for text, word, _, _ in Formatter().parse(pattern))


@cache
def _of_town(town: str) -> str:
    """« du Mans », « des Sables-d’Olonne », « d’Angers », « de Lyon »."""
    name = town.replace("'", "’")
    if not name:
        return "du Centre"
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d’{name}" if fold(name)[0] in "aeiouy" else f"de {name}"


@cache
def _slug(text: str) -> str:
    return fold(text).replace(" ", "-")


def _host(parts: Sequence[str]) -> str:
    """A name under example.com, kept for examples, from the first words put in a pattern."""
    words = [word for word in parts[1::2] if word not in names.FORMS]
    # A label has 63 characters at most.
    return f"{'-'.join(map(_label, words[:2]))[:60].rstrip('-')}.example.com"


@cache
def _label(word: str) -> str:
    return re.sub("^(de|du|des|d)-", "", _slug(word))


def _checked(digits: str) -> str:
    """The digits and their Luhn key; stdnum's, good for any alphabet, takes five times as long."""
    total = sum(map(int, digits[-2::-2])) + sum(map(_DOUBLED.__getitem__, digits[::-2]))
    return f"{digits}{-total % 10}"
