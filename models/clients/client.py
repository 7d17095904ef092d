"""The client: whom the firm serves, and all that can be done with the card."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

from tortoise import fields

from models.clients.addresses import ADDRESSES
from models.clients.contacts import CONTACTS
from models.clients.dependents import Identity, follow, in_the_way
from models.clients.fields import CLIENT_FIELDS, KIND_LABELS, ClientKind
from models.clients.mergeable import Mergeable
from models.clients.pasted import read_block
from models.clients.status import status_errors
from models.clients.tagging import link_tags
from models.clients.terms import DISCOUNTS
from models.errors import Refused
from models.french.identifiers import register_words, siren_of_siret
from models.french.phones import LONGEST as LONGEST_PHONE
from models.french.phones import format_phone, phone_links, phone_search_digits
from models.french.postal import Postal
from models.french.search_text import searchable
from models.french.text import fold, in_natural_order
from models.french.wording import Noun, plural, quoted
from models.permissions import Permission
from models.records.changes import announce
from models.records.field import Typed
from models.records.party import number_errors, town_apart, town_completed
from models.records.trash import Obstacle

MISSING_ADDRESS = "L’adresse postale n’est pas remplie."
IDENTITY = ("name", "street", "street2", "postcode", "city", "country", "siret", "vat_number")
TELLING_IDENTITY = {*IDENTITY, "kind", "civility", "last_name", "first_name"}
PHONES = ("phone", "mobile")
Stored = list[dict[str, str]]
PLACE_NAMES = ("label", "street", "street2", "postcode", "city")


class Client(Mergeable):
    """A company, a person or a public body."""

    kind = fields.CharEnumField(
        ClientKind, default=ClientKind.COMPANY, max_length=20, description="Type de client"
    )
    code = fields.CharField(16, null=True, unique=True, description="Code client")
    name = fields.CharField(200, default="", description="Raison sociale")
    civility = fields.CharField(10, default="", description="Civilité")
    last_name = fields.CharField(100, default="", description="Nom")
    first_name = fields.CharField(90, default="", description="Prénom")
    contact = fields.CharField(120, default="", description="Contact")
    phone = fields.CharField(LONGEST_PHONE, default="", description="Téléphone")
    mobile = fields.CharField(LONGEST_PHONE, default="", description="Mobile")
    email = fields.CharField(254, default="", description="E-mail")
    website = fields.CharField(300, default="", description="Site web")
    street = fields.CharField(200, default="", description="Adresse")
    street2 = fields.CharField(200, default="", description="Complément (bâtiment, étage…)")
    postcode = fields.CharField(12, default="", description="Code postal")
    city = fields.CharField(100, default="", description="Ville")
    country = fields.CharField(60, default="France", description="Pays")
    siret = fields.CharField(14, default="", description="SIRET")
    siren = fields.CharField(9, default="", description="SIREN")
    vat_number = fields.CharField(20, default="", description="N° TVA")
    notes = fields.CharField(20_000, default="", description="Notes")
    contacts: Stored = fields.JSONField(default=list, db_default=[], description="Contacts")
    addresses: Stored = fields.JSONField(default=list, db_default=[], description="Adresses")

    tags = fields.CharField(1_000, default="", db_default="", description="Étiquettes")

    open_count = fields.IntField(default=0)
    anonymised_at: datetime | None = fields.DatetimeField(null=True)
    search = fields.TextField(default="")
    sort_key = fields.CharField(400, default="")
    contact_key = fields.CharField(240, default="")
    city_key = fields.CharField(200, default="")

    TOPIC: ClassVar[str] = "client"
    HEADING: ClassVar[str] = "Clients"
    NOUN: ClassVar[Noun] = Noun("client", "clients", "ce client")
    EDITING: ClassVar[Permission] = Permission.EDIT
    FIELDS = CLIENT_FIELDS
    CHILDREN = (CONTACTS, ADDRESSES, DISCOUNTS)

    class Meta:
        table = "client"

    # --- what it is -------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return self.name

    @property
    def listed_as(self) -> str:
        """Its place in the list: a person stands at the family name."""
        by_family = f"{self.last_name} {self.first_name}"
        return by_family if self.kind == ClientKind.PERSON else self.name

    @property
    def path(self) -> str:
        return f"/clients?client={self.id}"

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[self.kind]

    def typed(self) -> dict[str, str]:
        """The numbers of who lives abroad have their code: without it they would be of there."""
        phones = {name: getattr(self, name) for name in PHONES} | {
            CONTACTS.name_of(one["key"], name): one.get(name, "")
            for one in self.contacts
            for name in PHONES
        }
        shown = {name: format_phone(text, self.country) for name, text in phones.items()}
        return super().typed() | shown

    def lines(self, name: str) -> list[tuple[str, str]]:
        """Each number of the field `phone` or `mobile` as it is shown, with its `tel:` address."""
        return phone_links(getattr(self, name), self.postcode, self.country)

    @property
    def maps_link(self) -> str | None:
        """Google Maps at the postal address, or None while that is not filled."""
        return Postal.of(self).maps_link

    @property
    def maps_refusal(self) -> str | None:
        return None if self.maps_link else MISSING_ADDRESS

    @property
    def address_lines(self) -> list[str]:
        """The postal address as on an envelope, without its empty lines."""
        return Postal.of(self).lines

    def mail_for(self, role: str) -> str:
        """Where mail of one kind goes: to the first contact who has this role, else to its own."""
        people = (one.get("email") for one in self.contacts if role in one.get("roles", ""))
        return next(filter(None, people), "") or self.email

    @property
    def identity(self) -> Identity:
        """Who it is, as its documents show it."""
        details = {name: getattr(self, name) for name in IDENTITY}
        children = (self.contacts, self.addresses)
        return Identity(self.id, self.name, self.sort_key, details, *children)

    # --- saving -----------------------------------------------------------------------------

    @classmethod
    def tidied(cls, typed: Typed) -> dict[str, str]:
        return town_apart(typed)

    @classmethod
    def completed(cls, name: str, typed: Typed) -> dict[str, str]:
        if not ADDRESSES.owns(name):
            return town_completed(name, typed)
        key, one = ADDRESSES.key_in(name), name.rpartition(".")[2]
        found = town_completed(one, ADDRESSES.of(typed, key))
        return {ADDRESSES.name_of(key, other): text for other, text in found.items()}

    @classmethod
    def read_block(cls, text: str) -> dict[str, str]:
        return read_block(text)

    @classmethod
    def errors_between(cls, values: dict[str, Any], typed: Typed) -> dict[str, str]:
        errors = {**status_errors(typed), **number_errors(values)}
        if values.get("kind") == ClientKind.PERSON and not (
            values.get("last_name") or values.get("first_name")
        ):
            errors["last_name"] = "Indiquez au moins un nom ou un prénom."
        return errors

    def derive(self) -> None:
        self.derive_status()
        if self.kind == ClientKind.PERSON:
            full = (self.civility, self.first_name, self.last_name)
            self.name = " ".join(part for part in full if part)
        self.siren = self.siren or siren_of_siret(self.siret)
        self.sort_key = self._key("sort_key", self.listed_as)
        self.contact_key = self._key("contact_key", self.contact)
        self.city_key = self._key("city_key", self.city)
        self.search = self.search_text()

    def _key(self, name: str, text: str) -> str:
        """What the list is sorted by, cut to its column: some characters fold to eighteen."""
        return in_natural_order(fold(text))[: self.length_of(name)]

    def search_text(self) -> str:
        """What it is found by."""
        places = [self.street, self.street2, self.postcode, self.city]
        places += [one.get(name, "") for one in self.addresses for name in PLACE_NAMES]
        people = [one.get("name", "") for one in self.contacts]
        emails = " ".join(filter(None, self._each("email")))
        line = searchable(self.name, self.contact, *places, *people, self.tags, email=emails)
        where = (self.postcode, self.country)
        numbers = [number for name in PHONES for number in self._each(name) if number]
        phones = [phone_search_digits(number, *where) for number in numbers]
        registered = register_words(self.siret, self.siren)
        codes = (registered, self.vat_number.lower(), (self.code or "").lower())
        return " ".join(part for part in (line, *phones, *codes) if part)

    def _each(self, name: str) -> list[str]:
        """Its own text of this name, and that of each contact."""
        return [getattr(self, name), *(one.get(name, "") for one in self.contacts)]

    @classmethod
    def code_of(cls, id_: int) -> str:
        return f"C{id_:05d}"

    async def derive_after_insert(self) -> None:
        self.code = self.code_of(self.id)
        self.derive()
        await self.save(update_fields=["code", "search"])
        await super().derive_after_insert()
        if self.tags:
            await link_tags([(self.id, self.tags)])

    @classmethod
    async def follow_up_many(cls, records: Sequence[Self], changed: Mapping[int, set[str]]) -> None:
        await super().follow_up_many(records, changed)
        telling = TELLING_IDENTITY.union(kind.name for kind in cls.CHILDREN)
        await link_tags([(one.id, one.tags) for one in records if "tags" in changed[one.id]])
        await follow([one.identity for one in records if telling & changed[one.id]])

    # --- what concerns its documents --------------------------------------------------------

    @classmethod
    async def in_the_way(cls, ids: Collection[int]) -> Mapping[int, tuple[Obstacle, ...]]:
        return await in_the_way(ids)

    @classmethod
    async def check_return(cls, ids: Collection[int]) -> None:
        await super().check_return(ids)
        if gone := await cls.filter(id__in=list(ids), anonymised_at__not_isnull=True).first():
            raise Refused(f"{quoted(gone.name)} ne revient pas : ce client a été anonymisé.")

    @classmethod
    def no_to_removing(cls, name: str, obstacles: Sequence[Obstacle]) -> str:
        documents = plural(len(obstacles), "document en cours", "documents en cours")
        return f"{quoted(name)} a {documents} : à clôturer d’abord."

    async def count_open(self, count: int) -> None:
        """Keep the number of its open documents, by which the list is sorted and narrowed."""
        await type(self).filter(id=self.id).update(open_count=count)
        announce(self.TOPIC, [self.id])
