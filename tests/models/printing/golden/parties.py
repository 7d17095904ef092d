"""Who sells and who buys in the golden papers: invented, with numbers that are valid."""

from __future__ import annotations

from dataclasses import replace

from models.printing import BankAccount, Mention, Party, PartyKind

SELLER = Party(
    name="Comptoir du Matériel",
    street="12 bis rue de l’Église",
    postcode="33000",
    city="Bordeaux",
    siren="732829320",
    siret="73282932000074",
    vat_number="FR44732829320",
    legal="SAS au capital de 50 000 €, RCS Bordeaux 732 829 320",
    phone="05 56 00 00 00",
    email="bonjour@comptoir.example",
    einvoice_address="732829320",
)
SMALL_SELLER = replace(
    SELLER,
    name="Zoë Lefèvre, réparations",
    vat_number="",
    legal="Entrepreneur individuel, dispensé de TVA",
)
"""Under the franchise, without a VAT number."""
COMPANY = Party(
    name="Entreprise Générale Lebœuf & Fils",
    attention="À l’attention de Mme Hélène Œuvrard",
    street="1 place du Marché",
    postcode="75001",
    city="Paris",
    siren="552100554",
    siret="55210055400013",
    vat_number="FR27552100554",
    einvoice_address="552100554",
)
PERSON = Party(
    name="Mme Zoë Çelik",
    kind=PartyKind.PERSON,
    street="3 allée des Œillets",
    postcode="33600",
    city="Pessac",
    email="zoe@example.fr",
)
PERSON_WITHOUT_EMAIL = replace(PERSON, email="")
PUBLIC = Party(
    name="Commune de Saint-Médard",
    kind=PartyKind.PUBLIC,
    attention="Service voirie",
    street="Place de la Mairie",
    postcode="33160",
    city="Saint-Médard-en-Jalles",
    siren="213304496",
    siret="21330449600010",
    einvoice_address="213304496",
)
BELGIAN = Party(
    name="Bouw & Zoon NV",
    street="Kaai 1",
    postcode="9000",
    city="Gent",
    country="BE",
    country_name="Belgique",
    vat_number="BE0403170701",
    email="facturen@bouw.example",
)
BELGIAN_SITE = replace(BELGIAN, name="Chantier Gent-Zuid", street="Dok-Noord 7", email="")
SWISS = Party(
    name="Zürcher Baumaschinen AG",
    street="Bahnhofstrasse 12",
    postcode="8001",
    city="Zürich",
    country="CH",
    country_name="Suisse",
    email="rechnung@zuercher.example",
)
OVERSEAS = replace(
    COMPANY, name="Travaux des Hauts", street="4 rue de Paris", postcode="97400", city="Saint-Denis"
)
GUIANAN = replace(
    COMPANY, name="Forêt Équipement", street="8 rue Molé", postcode="97300", city="Cayenne"
)
CORSICAN = replace(
    COMPANY, name="Isula Chantiers", street="2 cours Napoléon", postcode="20000", city="Ajaccio"
)
BANK = BankAccount("FR7630006000011234567890189", "AGRIFRPP", "Crédit Agricole")
LAW = (
    Mention("Indemnité forfaitaire pour frais de recouvrement : 40 €.", "PMT"),
    Mention("Pénalités de retard : trois fois le taux d’intérêt légal.", "PMD"),
    Mention("Pas d’escompte pour paiement anticipé.", "AAB"),
    Mention("SAS au capital de 50 000 €, RCS Bordeaux 732 829 320.", "REG"),
)
