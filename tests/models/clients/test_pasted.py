"""Blocks as people paste them, and what of them belongs in which field."""

from __future__ import annotations

import pytest

from models.clients import Client
from models.clients.pasted import read_block, read_typed

BLOCKS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "Garage Morel, 12 rue des Lilas 29200 Brest, 02 98 44 12 34",
        {
            "name": "Garage Morel",
            "street": "12 rue des Lilas",
            "postcode": "29200",
            "city": "Brest",
            "phone": "02 98 44 12 34",
        },
    ),
    (
        "Garage Morel 12 rue des Lilas 29200 Brest contact@garage-morel.fr",
        {
            "name": "Garage Morel",
            "street": "12 rue des Lilas",
            "postcode": "29200",
            "city": "Brest",
            "email": "contact@garage-morel.fr",
        },
    ),
    (
        """--
Paul Morel
Gérant
SARL Morel Levage
ZA de Kergaradec
12 bis, avenue du Baron Lacrosse
29850 GOUESNOU
Tél. : 02 98 44 12 34 | Port. : 06 12 34 56 78 | Fax : 02 98 44 12 35
paul@morel-levage.fr
www.morel-levage.fr
SIRET 732 829 320 00074 – TVA FR44 732829320""",
        {
            "name": "SARL Morel Levage",
            "contact": "Paul Morel",
            "street": "ZA de Kergaradec",
            "street2": "12 bis avenue du Baron Lacrosse",
            "postcode": "29850",
            "city": "GOUESNOU",
            "phone": "02 98 44 12 34",
            "mobile": "06 12 34 56 78",
            "email": "paul@morel-levage.fr",
            "website": "https://www.morel-levage.fr",
            "siret": "732 829 320 00074",
            "vat_number": "FR 44 732 829 320",
        },
    ),
    (
        """Cordialement,

Mme Sophie Le Goff
Responsable des achats
Mairie de Landerneau
2 rue de la Tour d'Auvergne
29800 Landerneau Cedex
+33 (0)2 98 85 43 00
mairie@landerneau.bzh""",
        {
            "name": "Mairie de Landerneau",
            "contact": "Mme Sophie Le Goff",
            "street": "2 rue de la Tour d'Auvergne",
            "postcode": "29800",
            "city": "Landerneau Cedex",
            "phone": "02 98 85 43 00",
            "email": "mairie@landerneau.bzh",
        },
    ),
    (
        "M. Jean Dupont\t5 impasse du Port\t56100\tLorient\t0612345678",
        {
            "name": "M. Jean Dupont",
            "street": "5 impasse du Port",
            "postcode": "56100",
            "city": "Lorient",
            "mobile": "06 12 34 56 78",
        },
    ),
    (
        "Société : Atelier du Bois\nAdresse : 3 chemin Vert, 35000 Rennes\n"
        "E-mail : bois@example.fr",
        {
            "name": "Atelier du Bois",
            "street": "3 chemin Vert",
            "postcode": "35000",
            "city": "Rennes",
            "email": "bois@example.fr",
        },
    ),
    (
        "Transports Kerloc'h – RCS Brest 732 829 320 – 29 200 Brest",
        {
            "name": "Transports Kerloc'h",
            "siren": "732 829 320",
            "postcode": "29200",
            "city": "Brest",
        },
    ),
    (
        "EURL Petit\nBât. B, 2e étage\n8 quai de la Douane\n29200 Brest, France\n"
        "Contact : Léa Petit",
        {
            "name": "EURL Petit",
            "contact": "Léa Petit",
            "street": "8 quai de la Douane",
            "street2": "Bât. B",
            "postcode": "29200",
            "city": "Brest",
        },
    ),
    (
        "Camping des Dunes ; camping@dunes.example ; +32 2 555 12 12",
        {
            "name": "Camping des Dunes",
            "email": "camping@dunes.example",
            "phone": "+32 2 555 12 12",
        },
    ),
)
NONE = (
    "",
    "Garage Morel",
    "12 rue des Lilas",
    "29200 Brest"[:5],
    "Rappeler demain pour le devis de la nacelle, il hésite encore.",
    "x" * 5_000,
)


def test_what_people_paste_is_read_field_by_field() -> None:
    for text, expected in BLOCKS:
        found = {name: value.replace("\u00a0", " ") for name, value in read_block(text).items()}
        assert found == expected, text


def test_what_is_no_block_is_left_alone() -> None:
    for text in NONE:
        assert read_block(text) == {}, text


def test_what_is_read_can_be_saved() -> None:
    for text, _ in BLOCKS:
        typed = Client.blank().typed | read_block(text)
        assert Client.errors_in(typed) == {}, text


@pytest.mark.timeout(20)
def test_no_block_takes_long() -> None:
    for piece in ("0", "1 ", "a.", "a@a.", "- ", "rue ", "29200 a", "\n", "FR44 732 ", "(", "+33 "):
        read_block((piece * 4_000)[:4_000])


def test_what_is_searched_for_in_vain_begins_a_client_in_its_own_field() -> None:
    for text, expected in (
        ("06 11 22 33 44", {"mobile": "06 11 22 33 44"}),
        ("02 98 44 00 01", {"phone": "02 98 44 00 01"}),
        ("Neuf@Exemple.fr", {"email": "Neuf@exemple.fr"}),
        ("73282932000074", {"siret": "732 829 320 00074"}),
        ("Garage Morel", {"name": "Garage Morel"}),
        ("06 11 22 33 44 55 66", {"name": "06 11 22 33 44 55 66"}),
        ("Morel 2000", {"name": "Morel 2000"}),
        ("Morel 06 11 22 33 44", {"name": "Morel", "mobile": "06 11 22 33 44"}),
        ("", {"name": ""}),
    ):
        found = {name: value.replace("\u00a0", " ") for name, value in read_typed(text).items()}
        assert found == expected, text
