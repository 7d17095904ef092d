"""Clients from a spreadsheet, with their contacts and addresses: how cells are read, who is who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import orjson

from models.clients.addresses import USES
from models.clients.client import PHONES, Client
from models.clients.columns import label_of, offered
from models.clients.dependents import used_among
from models.clients.export import plain
from models.clients.fields import is_person
from models.clients.further_sheets import FURTHER
from models.clients.import_people import tell_apart
from models.clients.import_places import address_apart
from models.clients.import_terms import read_terms
from models.clients.import_words import HEADINGS, READERS
from models.clients.match_keys import LONGEST_SHORT, READ, match_keys, names_of
from models.clients.matching import match_new
from models.clients.tag import TAGS, key_of, known_tags, spelled
from models.clients.tagging import link_tags
from models.company import Mode as Payment
from models.french.countries import country_named
from models.french.text import fold, in_natural_order
from models.imports import mending
from models.imports.columns import Fields
from models.imports.importable import (
    Facts,
    Importable,
    Key,
    Mode,
    Probe,
    Read,
    Sameness,
    import_of,
)
from models.imports.merging import with_places
from models.lists.spreadsheet import xlsx_file
from models.permissions import Permission
from models.records.field import Typed

CODE = (
    "Le code client ne sert qu’à reconnaître ceux qui sont déjà là : Comptoir en donne un"
    " aux nouveaux. Pour garder l’ancien, prenez la colonne pour Notes."
)
DEBITED = "Un mandat est là : le mode de règlement est le prélèvement."
MENDED = "Zéro de tête rendu : {} devient {}."
ALIKE = {
    "siret": "même SIRET",
    "phone": "même nom et même téléphone",
    "email": "même nom et même e-mail",
    "town": "même nom et même ville",
}
"""The reasons of doubles that tell enough, the strongest first."""


class ClientsImport(Importable):
    """A client is known by its code and name, its SIRET, or its name with how it is reached."""

    model = Client
    permission = Permission.IMPORT
    headings = HEADINGS
    samenesses: ClassVar[Mapping[str, Sameness]] = {
        "code": Sameness("même code et même nom", Mode.REPLACE, sure=True),
        **{kind: Sameness(words, Mode.FILL) for kind, words in ALIKE.items()},
        "code_only": Sameness("même code, mais un autre nom", Mode.IGNORE, in_file=False),
    }
    called_by = frozenset({"name", "last_name", "first_name"})
    further = FURTHER
    tells: ClassVar[Mapping[str, str]] = {"code": CODE}
    examples = "Raison sociale, Téléphone, E-mail, Adresse, Code postal, Ville, SIRET…"

    def settled(self, fields: Fields) -> Fields:
        """« Nom » without « Prénom » beside it is the name of the client."""
        found = set(fields.values())
        if "last_name" in found and not found & {"name", "first_name"}:
            return {at: "name" if name == "last_name" else name for at, name in fields.items()}
        return fields

    def offered(self) -> Mapping[str, str]:
        return offered()

    def label_of(self, name: str) -> str:
        return label_of(name)

    async def facts(self) -> Facts:
        """The tags as they are spelled, which another process cannot know."""
        await known_tags()
        return {"tags": {key_of(name): name for name in TAGS.values()}}

    def read(self, texts: Typed, facts: Facts) -> Read:
        texts, said = address_apart(texts)
        read = Read({}, said)
        for name, text in texts.items():
            try:
                read.given[name] = self._read(name, text, texts, read)
            except ValueError as error:
                read.errors[name] = str(error)
        if "due_rule" in read.errors:
            self._read_terms(texts["due_rule"], read)
        if tags := read.given.get("tags"):
            read.given["tags"] = spelled(tags, facts["tags"])
        if read.given.get("mandate") and not read.given.get("payment_mode"):
            read.given["payment_mode"] = str(Payment.DEBIT)
            read.said["payment_mode"] = DEBITED
            read.assumed.add("payment_mode")
        read.said |= tell_apart(read.given, texts.get("civility", ""))
        self._name_uses(read.given)
        return read

    def _read(self, name: str, text: str, texts: Typed, read: Read) -> str:
        last = name.rsplit(".", 1)[-1]
        if last in READERS:
            return READERS[last](text)
        country = texts.get(name.removesuffix("postcode") + "country") or texts.get("country", "")
        match last:
            case "postcode":
                mended = mending.postcode(text, country)
            case "phone" | "mobile":
                mended = mending.phone(text, country)
            case "siret":
                mended = mending.siret_digits(text)
            case "siren":
                mended = mending.siren_digits(text)
            case "country":
                return country_named(text)
            case _:
                return text
        if mended != text:
            read.said[name] = MENDED.format(text, mended)
        return mended

    def _read_terms(self, text: str, read: Read) -> None:
        try:
            read.given |= read_terms(text)
        except ValueError as error:
            read.errors["due_rule"] = str(error)
        else:
            del read.errors["due_rule"]

    def _name_uses(self, given: dict[str, str]) -> None:
        """An address of a column of its own is for what that column is called."""
        for slot in USES:
            begun = f"addresses.{slot}."
            if any(name.startswith(begun) for name in given):
                given.setdefault(f"{begun}uses", slot)

    def begun(self, given: Typed) -> dict[str, str]:
        own = {name: text for name, text in given.items() if name != "code"}
        return Client.tidied(with_places(Client, {**_BLANK, **own}))

    def unsaid(self, given: Typed, typed: Typed) -> dict[str, str]:
        """The name of a person that its first and its family name say is not left out."""
        said = super().unsaid(given, typed)
        whole = f"{typed['civility']} {typed['first_name']} {typed['last_name']}"
        if set(fold(given.get("name", "")).split()) <= set(fold(whole).split()):
            said.pop("name", None)
        return said

    def keys(self, values: Mapping[str, Any]) -> Sequence[Key]:
        client = {**_NOTHING, **values}
        code = (client["code"] or "").upper()
        found = [Key("code", f"{code}|{name}") for name in sorted(names_of(client)) if code]
        alike = [Key(reason, str(key)) for key, reason in match_keys(client).items()]
        found += sorted((one for one in alike if one.kind in ALIKE), key=_strength)
        return [*found, *([Key("code_only", code)] if code else [])]

    def probes(self, values: Mapping[str, Any]) -> Sequence[Probe]:
        sort_key = in_natural_order(fold(_listed_as(values)))[: Client.length_of("sort_key")]
        asked = [
            ("code", (values.get("code") or "").upper()),
            ("siret", values.get("siret", "")),
            ("sort_key", sort_key),
            ("lower(email)", values.get("email", "").lower()),
            *((name, values.get(other, "")) for name in PHONES for other in PHONES),
        ]
        return [
            (column, text)
            for column, text in asked
            if len(text) > LONGEST_SHORT or (text and column not in PHONES)
        ]

    def is_unchanged(self, name: str, given: str, stored: str) -> bool:
        return given in {stored, plain(stored)}

    def numbered(self, values: dict[str, Any], record_id: int) -> dict[str, Any]:
        code = Client.code_of(record_id)  # the last of what a client is found by
        found_by = f"{values['search']} {code.lower()}".strip()
        return {**values, "id": record_id, "code": code, "search": found_by}

    def hanging(self, values: Mapping[str, Any]) -> Any:
        """The keys that it is compared by, and its tags."""
        contacts = orjson.loads(values["contacts"])
        return match_keys({**values, "contacts": contacts}), values["tags"]

    async def inserted(self, new: Sequence[tuple[int, Any]]) -> None:
        match_new([(id_, keys) for id_, (keys, _) in new])
        await link_tags([(id_, tags) for id_, (_, tags) in new if tags])

    async def used(self, ids: Sequence[int]) -> set[int]:
        """Its own tags and what it is compared by came with it."""
        return await used_among(ids)

    def template(self) -> bytes:
        names = ["kind", "name", "civility", "last_name", "first_name", "contact", *PHONES]
        names += ["email", "street", "street2", "postcode", "city", "country", "siret", "notes"]
        return xlsx_file(Client.HEADING, [[label_of(name) for name in names]])


_NOTHING: Mapping[str, Any] = {**dict.fromkeys((*READ, "code"), ""), "contacts": []}
_BLANK = Client.blank().typed


def _listed_as(values: Mapping[str, Any]) -> str:
    """The name by which what is read will be listed."""
    by_family = f"{values.get('last_name', '')} {values.get('first_name', '')}"
    return by_family if is_person(values) else values.get("name", "")


def _strength(key: Key) -> int:
    return list(ALIKE).index(key.kind)


import_of(ClientsImport())
