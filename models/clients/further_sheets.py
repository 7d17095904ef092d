"""Contacts and addresses of clients on a sheet of their own, told whose by the code or the name."""

from __future__ import annotations

from collections.abc import Mapping

from models.clients.addresses import ADDRESSES
from models.clients.columns import SHORT
from models.clients.contacts import CONTACTS
from models.imports.columns import Heading, Headings
from models.imports.importable import Further
from models.records.children import Children

LINKS: Mapping[str, str] = {"of_code": "code", "of_name": "name"}
_CALLED: Mapping[str, str] = {
    "of_code": "code client, code, n° client, réf client, référence client, id client, code tiers",
    "of_name": (
        "client, raison sociale, société, nom client, nom du client, entreprise, tiers,"
        " nom du tiers, client / raison sociale"
    ),
}


FIRST_NAME = Heading("first_name", "Prénom", ("prénoms", "first name", "vorname"))


def _further(kind: Children, called: str, beside: Mapping[str, str]) -> Further:
    own = (
        Heading(one.name, one.label, tuple(SHORT[kind.name].get(one.name, "").split(",")))
        for one in kind.fields
    )
    links = (Heading(name, name, tuple(_CALLED[name].split(","))) for name in LINKS)
    more = [FIRST_NAME] if FIRST_NAME.name in beside else []
    return Further(kind, Headings([*links, *own, *more]), LINKS, called.split(), beside)


FURTHER = (
    _further(CONTACTS, "contact interlocuteur ansprechpartner", {FIRST_NAME.name: "name"}),
    _further(ADDRESSES, "adresse address livraison chantier", {}),
)
