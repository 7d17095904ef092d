"""The further addresses of a client, each with what it is used for."""

from __future__ import annotations

from dataclasses import replace

from models.clients.contacts import CONTACTS
from models.french.text import clean_text
from models.french.wording import Noun
from models.records.children import ChildField, Children
from models.records.field import Field, Typed
from models.records.party import ADDRESS
from models.records.reading import any_of

USES = {
    "billing": "Facturation",
    "delivery": "Livraison",
    "site": "Chantier",
    "depot": "Dépôt",
}
LABELS = {
    "street": ("Adresse", 200),
    "street2": ("Complément (bâtiment, étage…)", 200),
    "postcode": ("Code postal", 12),
    "city": ("Ville", 100),
    "country": ("Pays", 60),
}


def _people(typed: Typed) -> list[str]:
    """Whom to ask for there: the people of the same client."""
    others = (CONTACTS.caption(typed, key) for key in CONTACTS.keys(typed))
    return [name for name in (typed.get("contact", ""), *others) if name.strip()]


ADDRESSES = Children(
    "addresses",
    "Adresses",
    "Ajouter une adresse",
    Noun("adresse", "adresses", "cette adresse"),
    (
        ChildField(Field("label"), "Libellé", 100),
        ChildField(
            Field("uses", clean=any_of(USES), choices=USES, input_type="several"), "Usages", 60
        ),
        *(ChildField(replace(one, section=""), *LABELS[one.name]) for one in ADDRESS),
        ChildField(Field("person", suggest=_people), "Contact sur place", 120),
        ChildField(
            Field("access", clean=lambda text, _: clean_text(text), input_type="textarea"),
            "Accès",
            1_000,
        ),
    ),
    named=("label", "city"),
    most=50,
    follows="country",
    blank={"country": "France"},
)
