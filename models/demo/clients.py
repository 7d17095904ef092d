"""Made-up clients: plausible names, true communes, numbers that belong to nobody on the phone."""

from __future__ import annotations

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
from models.demo.people import People
from models.demo.reaching import fixed_line, host_of, mobile_line, slug
from models.french.legal_forms import name_keys
from models.french.postcodes import suggest_communes
from models.french.text import fold

T = TypeVar("T")
Place = tuple[str, str]

_OVERSEAS = ("97", "98")
_NOWHERE = ("", "")
# Coprime to ten million: its multiples give every client a SIREN of its own.
_STRIDE = 61_803_399
_DOUBLED = dict(zip("0123456789", (0, 2, 4, 6, 8, 1, 3, 5, 7, 9), strict=True))
_YEARS = timedelta(days=6 * 365)
_DOUBLES = 0.005
"""The share of clients that are entered twice, as happens at a desk."""
_NAMES_KEPT_APART = 10_000
_TRIES = 8


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
        self._people = People(seed)
        self._known: set[str] = set()
        self._before: dict[str, Any] | None = None
        """The last organisation, which may come again."""

    def client(self, id_: int, age: float) -> Client:
        """The client with this id; `age` is 1 for the firm's oldest client and 0 for the latest."""
        values = self._again_as_another() or self._another(id_)
        client = self._blank.clone(pk=id_)
        # Assigning one by one, as the constructor does, takes longer than all the rest.
        vars(client).update(values, code=f"C{id_:05d}", notes=self._notes(), **self._dates(age))
        self._people.join(client)
        client.derive()
        return client

    # --- who --------------------------------------------------------------------------------

    def _another(self, id_: int) -> dict[str, Any]:
        chance = self._random()
        kind = ClientKind.PUBLIC if 0.25 <= chance < 0.33 else ClientKind.COMPANY
        for _ in range(_TRIES):
            values = self._person(id_) if chance < 0.25 else self._organisation(kind, id_)
            if self._is_new(values):
                break
        self._before = values if values["kind"] == ClientKind.COMPANY else self._before
        return values

    def _again_as_another(self) -> dict[str, Any] | None:
        """Now and then the last one, typed by somebody who did not find it."""
        if not self._before or not self._is(_DOUBLES):
            return None
        again, self._before = self._before, None
        less = dict.fromkeys(("contact", "siret", "vat_number"), "")
        return {**again, "name": again["name"].upper(), **less}

    def _is_new(self, values: Mapping[str, Any]) -> bool:
        """Whether nobody is called nearly so, among as many clients as a demo has."""
        if len(self._known) > _NAMES_KEPT_APART:
            return True
        name = values.get("name") or f"{values['last_name']} {values['first_name']}"
        keys = name_keys(fold(name).split())
        is_new = keys.isdisjoint(self._known)
        self._known |= keys
        return is_new

    def _person(self, id_: int) -> dict[str, Any]:
        is_woman = self._is(0.5)
        first = self._pick(names.WOMEN if is_woman else names.MEN)
        family = self._family()
        host = self._pick(("example.com", "example.net", "example.org"))
        place = self._place()
        return {
            "kind": ClientKind.PERSON,
            "civility": ("Mme" if is_woman else "M.") if self._is(0.9) else "",
            "first_name": first if self._is(0.95) else "",
            "last_name": family,
            "email": f"{slug(first)}.{slug(family)}{id_}@{host}" if self._is(0.7) else "",
            **self._phones(place, id_, fixed=0.35, mobile=0.85),
            **self._address(place, names.STREETS),
        }

    def _organisation(self, kind: ClientKind, id_: int) -> dict[str, Any]:
        place = self._place()
        parts = self._name_parts(kind, place[1])
        host = host_of(parts, id_)
        first, family = self._pick(names.FIRST_NAMES), self._family()
        mailbox = "contact" if self._is(0.6) else f"{slug(first)}.{slug(family)}"
        is_in_a_street = kind == ClientKind.PUBLIC or self._is(0.6)
        return {
            "kind": kind,
            "name": "".join(parts),
            "contact": f"{first} {family}" if self._is(0.75) else "",
            "email": f"{mailbox}@{host}" if self._is(0.8) else "",
            "website": f"https://www.{host}" if self._is(0.3) else "",
            **self._phones(place, id_, fixed=0.9, mobile=0.4),
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
        siren = checked(f"{lead}{(self._first_siren + id_ * _STRIDE) % 10_000_000:07d}")
        pays_vat = self._is(0.85 if kind == ClientKind.COMPANY else 0.2)
        return {
            "siret": checked(f"{siren}{1 + int(self._random() ** 4 * 40):04d}"),
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

    def _phones(self, place: Place, id_: int, *, fixed: float, mobile: float) -> dict[str, str]:
        at_home = not place[0].startswith(_OVERSEAS)
        return {
            "phone": fixed_line(place[0], id_) if self._is(fixed) else "",
            "mobile": mobile_line(id_) if self._is(mobile) and at_home else "",
        }

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


def checked(digits: str) -> str:
    """The digits and their Luhn key; stdnum's, good for any alphabet, takes five times as long."""
    total = sum(map(int, digits[-2::-2])) + sum(map(_DOUBLED.__getitem__, digits[::-2]))
    return f"{digits}{-total % 10}"
