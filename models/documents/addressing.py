"""To whom and where a document goes: of all the people and places of its client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from models.clients.addresses import ADDRESSES
from models.clients.client import Client
from models.clients.contacts import CONTACTS
from models.clients.dependents import Identity
from models.database.transaction import transaction
from models.documents.moving import Movable
from models.errors import Refused
from models.french.postal import Postal
from models.permissions import Staff
from models.records.children import Child, Children


@dataclass(frozen=True)
class Addressee:
    """One of the things to choose; `fitting` are the roles or uses that are meant for it, by kind
    of document, "" for any kind."""

    code: str
    label: str
    children: Children
    trait: str
    otherwise: str
    """What holds where nobody has chosen."""
    fitting: Mapping[str, frozenset[str]]

    def suits(self, child: Child, kind: str) -> bool:
        wanted = self.fitting.get(kind, self.fitting.get("", frozenset()))
        return bool(wanted & set(child.get(self.trait, "").split(",")))


ADDRESSEES: Mapping[str, Addressee] = MappingProxyType(
    {
        one.code: one
        for one in (
            Addressee(
                *("contact", "À l’attention de", CONTACTS, "roles", "Personne en particulier"),
                {
                    "invoice": frozenset({"billing"}),
                    "intervention": frozenset({"workshop", "site", "order"}),
                    "": frozenset({"order"}),
                },
            ),
            Addressee(
                *("billing", "Adresse de facturation", ADDRESSES, "uses", "Celle de la fiche"),
                {"": frozenset({"billing"})},
            ),
            Addressee(
                *("site", "Lieu", ADDRESSES, "uses", "Aucun en particulier"),
                {
                    "sale": frozenset({"delivery", "depot", "site"}),
                    "invoice": frozenset(),
                    "": frozenset({"site", "delivery", "depot"}),
                },
            ),
        )
    }
)
Chosen = dict[str, dict[str, str]]
"""By the code of an addressee the child that was chosen, as it is kept."""


class Addressed(Movable):
    """A document that is addressed to some of its client's people and places."""

    addressed: Any

    class Meta:
        abstract = True

    async def address(self, code: str, key: str, *, by: Staff) -> None:
        """Choose one of the client's by its key, "" for none; an issued invoice is Refused."""
        by.need(self.EDITING)
        addressee = ADDRESSEES[code]
        async with transaction():
            client = await Client.locked(self.client_id)
            current = await type(self).locked(self.id)
            if reason := current.edit_refusal:
                raise Refused(reason)
            chosen = _with_key(getattr(client, addressee.children.name), key)
            if key and chosen is None:
                raise Refused("La fiche du client ne l’a plus : choisissez-en un autre.")
            others = {one: child for one, child in current.addressed.items() if one != code}
            new = others | ({code: dict(chosen)} if chosen else {})
            await current.write({"addressed": new}, by=by, action="address")

    def readdress(self, client: Identity) -> None:
        """Follow the client's own card; whom it no longer has stays as it was chosen."""
        self.addressed = {
            code: dict(_with_key(_children(client, code), child["key"]) or child)
            for code, child in self.addressed.items()
        }

    def address_as_usual(self, client: Identity) -> None:
        """Choose the first that is meant for such a document, of several places none."""
        for code, addressee in ADDRESSEES.items():
            suited = [one for one in _children(client, code) if addressee.suits(one, self.kind)]
            if suited and (len(suited) == 1 or code != "site"):
                self.addressed = {**self.addressed, code: dict(suited[0])}

    def mail_to(self, client: Client) -> str:
        """The e-mail addresses that it is sent to."""
        chosen = self.addressed.get("contact", {}).get("email", "")
        return chosen or client.mail_for("billing" if self.kind == "invoice" else "order")

    def told_of_addressees(self) -> dict[str, str]:
        """What the journal tells of them."""
        return {f"to_{code}": caption_of(self.addressed.get(code)) for code in ADDRESSEES}

    @classmethod
    def label_of(cls, name: str) -> str:
        addressee = ADDRESSEES.get(name.removeprefix("to_"))
        return addressee.label if addressee else super().label_of(name)

    def kept_addresses(self, client: Client, payer: Client) -> dict[str, dict[str, str]]:
        """The buyer's address and the place, as an issued invoice keeps them.

        Of a site that its head office pays for, the place is the site.
        """
        billing, site = self.addressed.get("billing"), self.addressed.get("site")
        if site is None and payer.id != client.id:
            site = vars(Postal.of(client))
        contact = self.addressed.get("contact", {}).get("name", "")
        buyer = {"attention": f"À l’attention de {contact}" if contact else ""}
        kept = {"buyer": buyer | (vars(Postal.of(billing)) if billing else {})}
        return kept | ({"ship_to": {"name": client.name, **vars(Postal.of(site))}} if site else {})


def caption_of(child: Child | None) -> str:
    """« Dépôt Nord, Brest »"""
    if not child:
        return ""
    words = (child.get("name") or child.get("label", ""), child.get("street"), child.get("city"))
    return ", ".join(dict.fromkeys(word for word in words if word))


def _children(client: Identity, code: str) -> Sequence[Child]:
    return client.contacts if ADDRESSEES[code].children is CONTACTS else client.addresses


def _with_key(children: Sequence[Child], key: str) -> Child | None:
    return next((one for one in children if one["key"] == key), None)
