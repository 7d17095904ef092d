"""The public directory of French firms: what it knows of one, offered and never put in by itself.

It is asked for a SIREN, a SIRET or a name, and told nothing else. It answers seven questions a
second (https://recherche-entreprises.api.gouv.fr); what it said is kept for a day. While it cannot
be reached nobody hears of it, and it is left alone for a while.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx

from models.config import SETTINGS
from models.french.identifiers import vat_from_siren
from models.french.postcodes import communes_of
from models.french.text import clean_line, fold
from models.french.towns import is_same_town

ADDRESS = "https://recherche-entreprises.api.gouv.fr"
PER_SECOND = 7
PATIENCE = 3.0
"""Seconds for one answer, and for a turn to ask."""
LEFT_ALONE = 30.0
"""Seconds after a failure."""
KEPT_FOR = 86_400.0
MOST_KEPT = 500
MOST_FOUND = 5
SHORTEST = 3
SMALL_WORDS = frozenset(
    (
        *("rue", "avenue", "boulevard", "place", "impasse", "chemin", "route", "quai", "cours"),
        *("allée", "allee", "square", "passage", "voie", "zone", "lieu", "dit", "bis", "ter"),
        *("de", "du", "des", "la", "le", "les", "l", "d", "et", "à", "a", "au", "aux"),
        *("en", "sur", "sous"),
    )
)
LONGEST = 100

log = logging.getLogger("comptoir")


@dataclass(frozen=True)
class Firm:
    """An establishment as the directory knows it; `texts` are fields of a client's form."""

    texts: Mapping[str, str]
    closed_on: date | None = None
    is_closed: bool = False

    @property
    def name(self) -> str:
        return self.texts["name"]

    @property
    def place(self) -> str:
        return " ".join(filter(None, (self.texts["postcode"], self.texts["city"])))


class Directory:
    """One directory, and what it has said so far."""

    def __init__(self, address: str = ADDRESS) -> None:
        self._address = address.rstrip("/")
        self._asked: deque[float] = deque(maxlen=PER_SECOND)
        self._said: OrderedDict[str, tuple[float, Sequence[Firm]]] = OrderedDict()
        self._silent_until = 0.0

    async def find(self, text: str) -> Sequence[Firm]:
        """The firms that may be meant, nothing while it cannot tell."""
        question = fold(clean_line(text[:LONGEST]))
        if len(question) < SHORTEST:
            return ()
        if question in self._said and self._said[question][0] > time.monotonic() - KEPT_FOR:
            self._said.move_to_end(question)
            return self._said[question][1]
        if time.monotonic() < self._silent_until or not await self._has_turn():
            return ()
        try:
            found = _read(await self._ask(question))
        except (httpx.HTTPError, ValueError, LookupError, TypeError, AttributeError) as fault:
            log.info("the directory does not answer: %r", fault)
            self._silent_until = time.monotonic() + LEFT_ALONE
            return ()
        self._keep(question, found)
        return found

    async def _ask(self, question: str) -> Any:
        digits = question.replace(" ", "")
        wanted = digits if digits.isdecimal() else question
        asked = {"q": wanted, "per_page": str(MOST_FOUND), "page": "1"}
        async with httpx.AsyncClient(timeout=PATIENCE, follow_redirects=False) as http:
            answer = await http.get(f"{self._address}/search", params=asked)
        return answer.raise_for_status().json()

    async def _has_turn(self) -> bool:
        """Wait until one more question may be asked; False where that takes too long."""
        now = time.monotonic()
        first = self._asked[0] if len(self._asked) == PER_SECOND else now - 1
        wait = max(first + 1 - now, 0)
        if wait > PATIENCE:
            return False
        self._asked.append(now + wait)
        await asyncio.sleep(wait)
        return True

    def _keep(self, question: str, found: Sequence[Firm]) -> None:
        self._said[question] = (time.monotonic(), found)
        self._said.move_to_end(question)
        while len(self._said) > MOST_KEPT:
            self._said.popitem(last=False)


DIRECTORY = Directory(SETTINGS.directory_url or ADDRESS)


def _read(answer: Any) -> tuple[Firm, ...]:
    return tuple(_firm(one) for one in answer["results"][:MOST_FOUND])


def _firm(one: Mapping[str, Any]) -> Firm:
    """The establishment that was asked for, or the head office."""
    places = one.get("matching_etablissements") or []
    place = places[0] if len(places) == 1 else one["siege"]
    is_closed = "C" in {one.get("etat_administratif"), place.get("etat_administratif")}
    closed = place.get("date_fermeture") or one.get("date_fermeture")
    name = one.get("nom_raison_sociale") or one["nom_complet"]
    return Firm(
        {
            "name": _said(name),
            "siret": str(place["siret"]),
            "siren": str(one["siren"]),
            "vat_number": vat_from_siren(str(one["siren"])),
            **_postal(place),
        },
        date.fromisoformat(closed) if closed else None,
        is_closed,
    )


def _postal(place: Mapping[str, Any]) -> dict[str, str]:
    postcode, city = (_said(place.get(name)) for name in ("code_postal", "libelle_commune"))
    known = next((one for one in communes_of(postcode) if is_same_town(one, city)), city)
    parts = ("numero_voie", "indice_repetition", "type_voie", "libelle_voie")
    street = " ".join(filter(None, (_said(place.get(name)) for name in parts)))
    if not street:
        street = _said(place.get("adresse")).removesuffix(f"{postcode} {city}").strip()
    return {
        "street": _as_written(street),
        "street2": _said(place.get("complement_adresse")),
        "postcode": postcode,
        "city": known,
    }


def _as_written(street: str) -> str:
    """« 12 RUE DES LILAS » as people write it."""
    if not street.isupper():
        return street
    words = street.lower().split()
    return " ".join(word if word in SMALL_WORDS else word.capitalize() for word in words)


def _said(text: Any) -> str:
    return clean_line(str(text or ""))
