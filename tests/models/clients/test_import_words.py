"""What other programs write into the cells of a list of clients, and what becomes of it."""

from __future__ import annotations

import pytest

from models.clients.import_people import tell_apart
from models.clients.import_places import address_apart
from models.clients.import_terms import read_terms
from models.clients.import_words import HEADINGS
from models.french.countries import country_named

CIVILITIES = {"Monsieur": "M.", "Madame": "Mme"}


def test_a_firm_and_a_person_in_one_row_are_told_apart(subtests: pytest.Subtests) -> None:
    """Civility, name, first and family name, contact; then what of these the client has."""
    for cells, wanted in (
        ("|Atelier Zed|Anne|Le Goff|", {"name": "Atelier Zed", "contact": "Anne Le Goff"}),
        ("Madame|Zed|Anne|Goff|", {"name": "Zed", "contact": "Mme Anne Goff"}),
        ("|Atelier Zed|Anne||Le Goff", {"name": "Atelier Zed", "contact": "Anne Le Goff"}),
        ("|Zed|Anne|Le Goff|Le Goff Anne", {"name": "Zed", "contact": "Le Goff Anne"}),
        (
            "|Zed|Anne|Le Goff|Luc Ny",
            {"name": "Zed", "contact": "Luc Ny", "contacts.1.name": "Anne Le Goff"},
        ),
        (
            "|Dupont Jean|Jean|Dupont|",
            {"kind": "person", "name": "Dupont Jean", "first_name": "Jean", "last_name": "Dupont"},
        ),
        ("||Jean|Dupont|", {"kind": "person", "first_name": "Jean", "last_name": "Dupont"}),
        (
            "Monsieur|DUPONT Jean|||",
            {
                "kind": "person",
                "civility": "M.",
                "name": "DUPONT Jean",
                "first_name": "Jean",
                "last_name": "DUPONT",
            },
        ),
        (
            "Madame|Marie Anne LE GOFF|||",
            {
                "kind": "person",
                "civility": "Mme",
                "name": "Marie Anne LE GOFF",
                "first_name": "Marie Anne",
                "last_name": "LE GOFF",
            },
        ),
        (
            "Madame|Le Goff|||",
            {"kind": "person", "civility": "Mme", "name": "Le Goff", "last_name": "Le Goff"},
        ),
        ("Monsieur|GARAGE MOREL|||", {"name": "GARAGE MOREL"}),
        ("SARL|GARAGE MOREL|||", {"name": "SARL GARAGE MOREL"}),
        ("sarl|Garage Morel SARL|||", {"name": "Garage Morel SARL"}),
        ("Mairie|BREST|||", {"kind": "public", "name": "Mairie BREST"}),
        ("Madame||||", {"civility": "Mme"}),
    ):
        with subtests.test(cells=cells):
            civility, name, first, last, contact = cells.split("|")
            given = {"name": name, "first_name": first, "last_name": last, "contact": contact}
            given = {"civility": CIVILITIES.get(civility, ""), **given}
            given = {field: text for field, text in given.items() if text}

            tell_apart(given, civility)

            assert given == wanted


def test_who_has_the_number_of_a_firm_is_one() -> None:
    given = {"civility": "M.", "name": "DUPONT Jean", "siret": "73282932000074"}
    tell_apart(given, "M.")
    assert given == {"name": "DUPONT Jean", "siret": "73282932000074"}


def test_what_was_put_elsewhere_is_said() -> None:
    assert tell_apart({"name": "Zed", "first_name": "Anne", "last_name": "Ny"}, "").keys() == {
        "contact"
    }
    assert tell_apart({"name": "MOREL"}, "SARL").keys() == {"name"}
    assert not tell_apart({"first_name": "Anne", "last_name": "Ny"}, "")


def test_a_whole_address_in_a_cell_is_address_apart(subtests: pytest.Subtests) -> None:
    """Street, postcode and town; then street, its second line, postcode and town."""
    for street, postcode, city, wanted in (
        ("12 rue des Lilas, 29200 Brest", "", "", "12 rue des Lilas||29200|Brest"),
        ("12 rue A\nBât. B\n29200 BREST", "", "", "12 rue A|Bât. B|29200|BREST"),
        ("12 rue A - 29 200 Brest - France", "", "", "12 rue A||29200|Brest"),
        ("Le Bourg 29200 BREST CEDEX 2", "", "", "Le Bourg||29200|BREST CEDEX 2"),
        ("4 quai Ouest\n2e étage", "29000", "Quimper", "4 quai Ouest|2e étage|29000|Quimper"),
        ("1 route de 99999 Pas", "", "", "1 route de 99999 Pas|||"),
        ("12 rue A, 29200 Brest", "29200", "", "12 rue A, 29200 Brest||29200|"),
    ):
        with subtests.test(street=street):
            for begun in ("", "addresses.delivery."):
                texts = {"street": street, "postcode": postcode, "city": city}
                apart, _ = address_apart(
                    {begun + name: text for name, text in texts.items() if text}
                )
                fields = ("street", "street2", "postcode", "city")
                assert "|".join(apart.get(begun + name, "") for name in fields) == wanted


def test_an_endless_cell_is_left_as_it_is() -> None:
    for piece in (",", "a , ", "29200 ", " -"):
        text = f"1 rue A 29200 a{piece * 20_000}x"
        assert address_apart({"street": text}) == ({"street": text}, {})


def test_terms_are_read_as_people_write_them(subtests: pytest.Subtests) -> None:
    for text, wanted in (
        ("30 jours", "date 30"),
        ("à 45 jours fin de mois", "month_end 45"),
        ("45 j FDM le 10", "month_day 45 10"),
        ("Fin de mois", "month_end 0"),
        ("30 jours nets date de facture", "date 30"),
        ("30", "date 30"),
        ("Comptant", "date 0"),
        ("à réception de facture", "date 0"),
    ):
        with subtests.test(text=text):
            assert " ".join(read_terms(text).values()) == wanted
    for junk in ("", "bientôt", "30 jours le 10", "9999 jours"):
        with subtests.test(junk=junk), pytest.raises(ValueError, match="Échéance inconnue"):
            read_terms(junk)


def test_a_code_of_a_country_is_its_name() -> None:
    for text, name in (
        ("FR", "France"),
        ("FRA", "France"),
        ("DE", "Allemagne"),
        ("BEL", "Belgique"),
        ("France", "France"),
        ("XX", "XX"),
        ("fr", "fr"),
        ("", ""),
    ):
        assert country_named(text) == name


def test_headings_are_known_in_one_word_and_with_whose_they_are() -> None:
    for heading, name in (
        ("CodePostal", "postcode"),
        ("raison_sociale", "name"),
        ("Ville du client", "city"),
        ("Client - Téléphone", "phone"),
        ("Company Name", "name"),
        ("Identifiant TVA", "vat_number"),
        ("Encours maximum", "credit_limit"),
        ("Smart-tags", "tags"),
        ("Conditions de paiement", "due_rule"),
        ("Straße", "street"),
        ("PLZ", "postcode"),
        ("Firma", "name"),
        ("USt-IdNr.", "vat_number"),
        ("Billing Zip/Postal Code", "postcode"),
        ("RAISON SOC.", "name"),
        ("Tél. port.", "mobile"),
        ("TVA INTRA", "vat_number"),
        ("Encours maxi", "credit_limit"),
        ("Mode regl.", "payment_mode"),
        ("Nom com.", None),
        ("Tél.", "phone"),
        ("Rais", None),
        ("Date de création", None),
    ):
        found = HEADINGS.match([[heading, "Remarque"]]).fields
        assert found.get(0) == name, heading
    both = HEADINGS.match([["Ville du client", "Ville"]])
    assert both.fields == {1: "city"}, "the plainer heading counts"
