"""The fields of a client's form: how each is cleaned, shown and advised on."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any

from models.clients.terms import TERMS_FIELDS
from models.french.text import clean_text
from models.records.field import Field, Typed
from models.records.party import (
    ADDRESS,
    EMAIL,
    SIREN,
    SIRET,
    VAT_NUMBER,
    WEBSITE,
    phone_field,
)


class ClientKind(StrEnum):
    COMPANY = "company"
    PERSON = "person"
    PUBLIC = "public"


KIND_LABELS = {
    ClientKind.COMPANY: "Société",
    ClientKind.PERSON: "Particulier",
    ClientKind.PUBLIC: "Organisme public",
}
CIVILITIES = {"": "Aucune", "M.": "M.", "Mme": "Mme"}


def is_person(typed: Typed) -> bool:
    return typed.get("kind") == ClientKind.PERSON


def is_organisation(typed: Typed) -> bool:
    return not is_person(typed)


def _choice(choices: dict[Any, str], sentence: str) -> Any:
    def clean(text: str, _typed: Typed) -> Any:
        if text not in choices:
            raise ValueError(sentence)
        return next(choice for choice in choices if choice == text)

    return clean


CLIENT_FIELDS = (
    Field(
        "kind",
        clean=_choice(KIND_LABELS, "Choisissez société, particulier ou organisme public."),
        choices={str(kind): label for kind, label in KIND_LABELS.items()},
    ),
    Field("name", applies=is_organisation, is_required=True),
    Field(
        "civility",
        clean=_choice(CIVILITIES, "Choisissez M., Mme ou aucune civilité."),
        choices=CIVILITIES,
        applies=is_person,
        is_half=True,
    ),
    Field("last_name", applies=is_person),
    Field("first_name", applies=is_person),
    Field("contact", section="Coordonnées"),
    phone_field("phone"),
    phone_field("mobile"),
    EMAIL,
    WEBSITE,
    *ADDRESS,
    replace(SIRET, applies=is_organisation, section="Identifiants"),
    replace(SIREN, applies=is_organisation),
    replace(VAT_NUMBER, applies=is_organisation),
    *TERMS_FIELDS,
    Field("notes", clean=lambda text, _: clean_text(text), input_type="textarea", section="Notes"),
)
