"""How the columns of a list of clients are called, also by other programs, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stdnum.fr import siret

from models.clients.addresses import ADDRESSES
from models.clients.client import Client
from models.clients.columns import NAMES, SHORT, SLOTS, counted, label_of
from models.clients.fields import CIVILITIES, KIND_LABELS, ClientKind
from models.imports import Heading, Headings
from models.imports.words import ReadWord, one_of, read_day, several_of
from models.records.field import Field

_SYNONYMS: Mapping[str, str] = {
    "code": (
        "code, n° client, numéro client, réf client, référence client, code tiers, compte tiers,"
        " n° compte, identifiant, id client"
    ),
    "kind": "type, type de tiers, typologie, catégorie de client, est une société, nature",
    "name": (
        "raison sociale / nom, société, nom société, nom de la société, entreprise, client,"
        " nom du client, nom client, nom du tiers, tiers, intitulé, dénomination,"
        " dénomination sociale, nom commercial, nom complet, nom affiché, company, name,"
        " nom de l’entreprise, raison sociale client, nom ou raison sociale"
    ),
    "seller": "commercial, vendeur, représentant, suivi par, commercial attitré, vrp",
    "price_list": "grille, grille tarifaire, tarif client, catégorie tarifaire, liste de prix",
    "civility": "civ, titre, qualité, politesse, titre de civilité",
    "last_name": "nom de famille, nom du contact principal, last name",
    "first_name": "prénoms, first name, prénom du contact",
    "contact": (
        "interlocuteur, contact principal, nom contact, nom du contact, responsable, à l’attention"
        " de, personne à contacter, correspondant"
    ),
    "phone": (
        "tél, tel, téléphone fixe, tél fixe, fixe, téléphone 1, tél 1, n° téléphone, n° de"
        " téléphone, numéro de téléphone, téléphone principal, téléphone bureau, tél bureau,"
        " téléphone société, phone, tél., téléphone facturation"
    ),
    "mobile": (
        "portable, gsm, tél portable, téléphone portable, tél mobile, téléphone mobile, téléphone"
        " 2, tél 2, n° portable, numéro de portable, mobile phone"
    ),
    "email": (
        "email, mail, courriel, adresse mail, adresse e-mail, adresse email, e mail, messagerie,"
        " adresse électronique, mail principal, email facturation, e-mail de facturation"
    ),
    "website": "site, site internet, web, site web, url, www, website, adresse internet",
    "street": (
        "adresse 1, adresse ligne 1, rue, rue 1, voie, n° et voie, n° et rue, adresse postale,"
        " adresse facturation, adresse de facturation, adresse 1 facturation, street,"
        " adresse siège, adresse du siège, libellé voie"
    ),
    "street2": (
        "adresse 2, adresse ligne 2, complément, complément adresse, complément d’adresse, rue 2,"
        " rue2, bâtiment, adresse suite, street2, adresse 2 facturation,"
        " complément (bâtiment, étage)"
    ),
    "postcode": (
        "cp, c.p., postal, zip, code postal facturation, cp facturation, code postal siège,"
        " codepostal, code postal de facturation"
    ),
    "city": (
        "commune, localité, ville facturation, ville de facturation, ville siège, city,"
        " bureau distributeur"
    ),
    "country": "code pays, pays facturation, code pays facturation, pays de facturation, country",
    "siret": "n° siret, numéro siret, siret siège, id prof 2, id. prof. 2 siret, code siret",
    "siren": "n° siren, numéro siren, id prof 1, id. prof. 1 siren, n° rcs, siren rcs",
    "vat_number": (
        "tva, tva intracom, tva intracommunautaire, n° tva intracommunautaire, n° de tva, numéro"
        " de tva, numéro tva, n° tva intracom, n° tva cee, n° identifiant, vat, nii, n° de tva"
        " intracommunautaire, numéro de tva intracommunautaire, numéro d’identification fiscale"
    ),
    "notes": "note, remarque, remarques, commentaire, commentaires, observations, mémo, bloc-notes",
}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+33|0033|0)?\s?[1-9](?:[\s.-]?\d{2}){4}")
_VAT = re.compile(r"FR\s?\d{2}\s?\d{3}\s?\d{3}\s?\d{3}", re.IGNORECASE)
_HOLDS = {
    "email": lambda text: bool(_EMAIL.fullmatch(text)),
    "siret": lambda text: siret.is_valid(text.replace("\u00a0", "")),
    "vat_number": lambda text: bool(_VAT.fullmatch(text)),
    "phone": lambda text: bool(_PHONE.fullmatch(text)),
    "postcode": lambda text: text.isdecimal() and len(text) == 5,
}
_FORMS = "sarl, sas, sa, eurl, sasu, sci, snc, ets, ste, société, association, mairie, gaec, earl"
_READ_CIVILITY = one_of(
    CIVILITIES,
    {
        "M.": "monsieur, m, mr, monsieur et madame, m et mme",
        "Mme": "madame, mlle, mademoiselle, mme",
        "": _FORMS,
    },
)
_READ_KIND = one_of(
    {str(kind): label for kind, label in KIND_LABELS.items()},
    {
        ClientKind.COMPANY: (
            "entreprise, professionnel, pro, professionnels, sociétés, b2b, personne morale, vrai,"
            " oui, true, 1, sarl, sas, association, artisan, ste"
        ),
        ClientKind.PERSON: (
            "particuliers, privé, personne, individu, b2c, personne physique, faux, non, false, 0,"
            " part"
        ),
        ClientKind.PUBLIC: (
            "public, administration, collectivité, mairie, collectivités, secteur public, b2g,"
            " administration publique, collectivité locale, établissement public"
        ),
    },
)


def _addresses_by_use() -> Iterator[Heading]:
    """« Adresse de livraison », « Ville livraison », « CP (livraison) »."""
    for slot, word in SLOTS.items():
        for name, texts in SHORT["addresses"].items():
            named = ADDRESSES.name_of(slot, name)
            ways = [
                f"{short.strip()}{of}{word}" for short in texts.split(",") for of in (" ", " de ")
            ]
            if slot != "billing" and name not in {"uses", "person", "label"}:
                yield Heading(named, label_of(named), tuple(ways))


def _own() -> Iterator[Heading]:
    for name in NAMES:
        synonyms = tuple(_SYNONYMS.get(name, "").split(","))
        yield Heading(name, label_of(name), synonyms, _HOLDS.get(name))


_OWN_WORDS: Mapping[str, ReadWord] = {"kind": _READ_KIND, "civility": _READ_CIVILITY}


def _reader(one: Field) -> ReadWord | None:
    """How the cells of a field are read that its form does not hold in words."""
    if one.input_type == "date":
        return read_day
    if not one.choices:  # none, or words of one's own
        return None
    return several_of(one.choices) if one.input_type == "several" else one_of(one.choices)


_FIELDS = (*Client.FIELDS, *(one.field for kind in Client.CHILDREN for one in kind.fields))
READERS: Mapping[str, ReadWord] = {
    **{one.name: read for one in _FIELDS if (read := _reader(one))},
    **_OWN_WORDS,
}
HEADINGS = Headings([*_own(), *_addresses_by_use()], counted)
