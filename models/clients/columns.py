"""The columns of a list of clients in a spreadsheet: the fields, then contacts and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.clients.addresses import ADDRESSES, USES
from models.clients.client import Client
from models.clients.contacts import CONTACTS
from models.french.text import fold
from models.records.children import Children

LABELS = {"code": "Code client"}
NAMES = ("code", *(one.name for one in Client.FIELDS))
SLOTS = {use: label.lower() for use, label in USES.items()}
"""Addresses that are columns of their own, as « Adresse de livraison », by what they are for."""
OFFERED = 3
"""So many of each kind of children are offered for a column."""
SHORT: Mapping[str, Mapping[str, str]] = {
    "contacts": {
        "name": "nom, nom complet, nom prénom",
        "function": "fonction, poste, service",
        "phone": "téléphone, tél, tel, fixe",
        "mobile": "mobile, portable, gsm",
        "email": "e-mail, email, mail, courriel",
        "roles": "rôles, rôle",
        "note": "remarque, note, commentaire",
    },
    "addresses": {
        "label": "libellé, nom, intitulé",
        "uses": "usages, usage, type",
        "street": "adresse, rue, voie, ligne 1",
        "street2": "complément, complément bâtiment étage, adresse 2, ligne 2",
        "postcode": "code postal, cp",
        "city": "ville, commune",
        "country": "pays",
        "person": "contact sur place, contact",
        "access": "accès, consigne, consignes",
    },
}


_KINDS = {fold(kind.noun.one): kind for kind in Client.CHILDREN}
_COUNTED = re.compile(rf"({'|'.join(_KINDS)}) ([1-9][0-9]?)(?: (.+))?")


def label_of(name: str) -> str:
    """« Contact 2 – Nom », « Adresse de livraison – Ville », or the label of the form."""
    for kind in Client.CHILDREN:
        if kind.owns(name):
            slot, label = kind.key_in(name), kind.column_label(name)
            return label.replace(f" {slot} ", f" de {SLOTS[slot]} ") if slot in SLOTS else label
    return LABELS.get(name) or Client.label_of(name)


def counted(words: str) -> str | None:
    """« contact 2 nom » is a field of the second contact, « contact 2 » its name."""
    if not (found := _COUNTED.fullmatch(words)):
        return None
    noun, slot, rest = found.groups()
    kind = _KINDS[noun]
    if not rest:
        return kind.name_of(slot, kind.named[0]) if kind is CONTACTS else None
    name = _short(kind).get(rest)
    return kind.name_of(slot, name) if name else None


def _short(kind: Children) -> dict[str, str]:
    found = {fold(one.label): one.name for one in kind.fields}
    for name, texts in SHORT.get(kind.name, {}).items():
        found |= {fold(text): name for text in texts.split(",")}
    return found


def offered() -> dict[str, str]:
    """What a column can be, with its label."""
    names = list(NAMES)
    for kind in Client.CHILDREN:
        names += kind.columns(OFFERED)
    names += [
        ADDRESSES.name_of(slot, one)
        for slot in SLOTS
        if slot != "billing"
        for one in ("street", "street2", "postcode", "city", "country", "access")
    ]
    return {name: label_of(name) for name in names}
