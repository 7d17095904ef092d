"""The further people of a client, each with the roles that they play for it."""

from __future__ import annotations

from models.french.email_and_web import clean_emails, email_warning
from models.french.phones import LONGEST as LONGEST_PHONE
from models.french.text import clean_text
from models.french.wording import Noun
from models.records.children import ChildField, Children
from models.records.field import Field
from models.records.party import phone_field
from models.records.reading import any_of

ROLES = {
    "order": "Commande",
    "billing": "Facturation",
    "site": "Chantier",
    "workshop": "Atelier",
    "signatory": "Signataire",
}

CONTACTS = Children(
    "contacts",
    "Contacts",
    "Ajouter un contact",
    Noun("contact", "contacts", "ce contact"),
    (
        ChildField(Field("name", is_required=True), "Nom", 120),
        ChildField(Field("function"), "Fonction", 100),
        ChildField(phone_field("phone"), "Téléphone", LONGEST_PHONE),
        ChildField(phone_field("mobile"), "Mobile", LONGEST_PHONE),
        ChildField(
            Field(
                "email",
                clean=lambda text, _: clean_emails(text),
                advise=lambda typed: email_warning(typed.get("email", "")),
                input_type="email",
            ),
            "E-mail",
            254,
        ),
        ChildField(
            Field("roles", clean=any_of(ROLES), choices=ROLES, input_type="several"), "Rôles", 60
        ),
        ChildField(
            Field("note", clean=lambda text, _: clean_text(text), input_type="textarea"),
            "Remarque",
            1_000,
        ),
    ),
    named=("name",),
    most=50,
    follows="website",
)
