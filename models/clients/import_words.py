"""How the columns of a list of clients are called, also by other programs, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stdnum.fr import siret

from models.clients.addresses import ADDRESSES
from models.clients.client import Client
from models.clients.columns import NAMES, SHORT, SLOTS, counted, label_of
from models.clients.fields import CIVILITIES, KIND_LABELS, ClientKind
from models.clients.import_people import FORMS
from models.imports import Heading, Headings
from models.imports.words import ReadWord, one_of, read_day, several_of
from models.records.field import Field

_SYNONYMS: Mapping[str, str] = {
    "code": (
        "code, n° client, numéro client, réf client, référence client, code tiers, compte"
        " tiers, n° compte, identifiant, id client, référence, réf, ref, numéro de compte,"
        " numéro compte, compte auxiliaire, compte client, n° de client, numéro de client,"
        " customer id, account number, customer number, customer no, kundennummer, kunden nr,"
        " kundennr, debitorennummer"
    ),
    "kind": "type, type de tiers, typologie, catégorie de client, est une société, nature",
    "name": (
        "raison sociale / nom, société, nom société, nom de la société, entreprise, client,"
        " nom du client, nom client, nom du tiers, tiers, intitulé, dénomination, dénomination"
        " sociale, nom commercial, nom complet, nom affiché, company, name, nom de"
        " l’entreprise, raison sociale client, nom ou raison sociale, company name, business"
        " name, organisation, organization, organisme, customer, customer name, account name,"
        " dénomination usuelle, enseigne, nom / raison sociale, nom entreprise, full name,"
        " firma, firmenname, unternehmen, kunde, kundenname"
    ),
    "seller": "commercial, vendeur, représentant, suivi par, commercial attitré, vrp",
    "price_list": "grille, grille tarifaire, tarif client, catégorie tarifaire, liste de prix",
    "civility": (
        "civ, titre, qualité, politesse, titre de civilité, title, salutation, civilité /"
        " titre, anrede"
    ),
    "last_name": (
        "nom de famille, nom du contact principal, last name, nom contact principal, contact"
        " principal nom, surname, family name, nachname, familienname"
    ),
    "first_name": (
        "prénoms, first name, prénom du contact, prénom contact, prénom du contact principal,"
        " prénom contact principal, contact principal prénom, given name, vorname"
    ),
    "contact": (
        "interlocuteur, contact principal, nom contact, nom du contact, responsable, à"
        " l’attention de, personne à contacter, correspondant, contact name, personne de"
        " contact, nom et prénom du contact, contact person, ansprechpartner, kontaktperson"
    ),
    "phone": (
        "tél, tel, téléphone fixe, tél fixe, fixe, téléphone 1, tél 1, n° téléphone, n° de"
        " téléphone, numéro de téléphone, téléphone principal, téléphone bureau, tél bureau,"
        " téléphone société, phone, tél., téléphone facturation, telephone, phone number, work"
        " phone, business phone, téléphone professionnel, tél pro, téléphone domicile, tél 1"
        " fixe, telephone number, main phone, telefon, telefonnummer, festnetz"
    ),
    "mobile": (
        "portable, gsm, tél portable, téléphone portable, tél mobile, téléphone mobile,"
        " téléphone 2, tél 2, n° portable, numéro de portable, mobile phone, cell, cell phone,"
        " mobile number, téléphone mobile 1, portable 1, n° de tél portable, n° mobile, handy,"
        " handynummer, mobiltelefon"
    ),
    "email": (
        "email, mail, courriel, adresse mail, adresse e-mail, adresse email, e mail,"
        " messagerie, adresse électronique, mail principal, email facturation, e-mail de"
        " facturation, email address, e-mail address, e-mail 1, email 1, mail 1, courriel 1,"
        " email principal, email 1 value, e-mail-adresse, emailadresse"
    ),
    "website": (
        "site, site internet, web, site web, url, www, website, adresse internet, website"
        " url, site web url, adresse web, webseite, homepage"
    ),
    "street": (
        "adresse 1, adresse ligne 1, rue, rue 1, voie, n° et voie, n° et rue, adresse"
        " postale, adresse facturation, adresse de facturation, adresse 1 facturation, street,"
        " adresse siège, adresse du siège, libellé voie, address, address line 1, address 1,"
        " street address, billing address, adresse complète, adresse ligne, libellé adresse"
        " ligne 1, billing street, mailing street, straße, anschrift, straße und hausnummer,"
        " straße nr"
    ),
    "street2": (
        "adresse 2, adresse ligne 2, complément, complément adresse, complément d’adresse,"
        " rue 2, rue2, bâtiment, adresse suite, street2, adresse 2 facturation, complément"
        " (bâtiment, étage), address line 2, address 2, complément adresse 1, adresse"
        " complémentaire, adresszusatz"
    ),
    "postcode": (
        "cp, c.p., postal, zip, code postal facturation, cp facturation, code postal siège,"
        " codepostal, code postal de facturation, zip code, postal code, post code, zip /"
        " postal code, billing zip/postal code, billing zip, mailing zip, plz, postleitzahl"
    ),
    "city": (
        "commune, localité, ville facturation, ville de facturation, ville siège, city,"
        " bureau distributeur, town, nom commune, libellé commune, billing city, mailing city,"
        " town/city, ort, stadt, wohnort"
    ),
    "country": (
        "code pays, pays facturation, code pays facturation, pays de facturation, country,"
        " code iso pays, pays iso, country code, billing country, mailing country,"
        " country/region, land"
    ),
    "siret": "n° siret, numéro siret, siret siège, id prof 2, id. prof. 2 siret, code siret",
    "siren": "n° siren, numéro siren, id prof 1, id. prof. 1 siren, n° rcs, siren rcs",
    "vat_number": (
        "tva, tva intracom, tva intracommunautaire, n° tva intracommunautaire, n° de tva,"
        " numéro de tva, numéro tva, n° tva intracom, n° tva cee, n° identifiant, vat, nii, n°"
        " de tva intracommunautaire, numéro de tva intracommunautaire, numéro d’identification"
        " fiscale, vat number, vat id, vat no, tax id, tax number, identifiant tva, id tva,"
        " identifiant tva intracommunautaire, tva ue, vat registration number, ust idnr, ust"
        " id, ust id nr, umsatzsteuer id, ustid"
    ),
    "due_rule": (
        "conditions de règlement, condition de règlement, délai de règlement, conditions de"
        " paiement, condition de paiement, délai de paiement, modalités de paiement,"
        " échéances, cond. règlement, cond. paiement, délai règlement, délai paiement, payment"
        " terms, zahlungsbedingungen, zahlungsziel"
    ),
    "payment_mode": (
        "mode de paiement, moyen de paiement, règlement, type de règlement, payment method,"
        " zahlungsart, zahlungsweise"
    ),
    "mandate": "rum, mandat, référence mandat, référence unique de mandat",
    "mandate_on": "date mandat, date de signature du mandat, date du mandat",
    "iban": "iban, compte bancaire, coordonnées bancaires",
    "credit_limit": (
        "encours autorisé, encours maximum, encours max, encours maximal, plafond, plafond"
        " encours, limite de crédit, crédit maximum, crédit autorisé, credit limit,"
        " kreditlimit"
    ),
    "tags": "tag, smart-tags, étiquette, mots-clés, libellés, groupes, groupe, segment, labels",
    "status_reason": "motif de blocage, motif du statut",
    "notes": (
        "note, remarque, remarques, commentaire, commentaires, observations, mémo, bloc-"
        " notes, comments, commentaire client, notes internes, description, bemerkung,"
        " bemerkungen, notiz, notizen"
    ),
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
_READ_CIVILITY = one_of(
    CIVILITIES,
    {
        "M.": "monsieur, m, mr, monsieur et madame, m et mme, herr, mister",
        "Mme": "madame, mlle, mademoiselle, mme, mrs, ms, miss, frau",
        "": ", ".join((*FORMS, "ste", "société")),
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
_OWNER = "client clients tiers customer du de d la le l des les principal principale"
HEADINGS = Headings([*_own(), *_addresses_by_use()], counted, beside=frozenset(_OWNER.split()))
