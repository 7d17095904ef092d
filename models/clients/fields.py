"""The fields of a client's form: how each is cleaned, shown and advised on."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from models.french.email_and_web import clean_email, clean_website, email_warning
from models.french.identifiers import (
    clean_siren,
    clean_siret,
    clean_vat,
    format_siren,
    format_siret,
    format_vat,
    siren_of_siret,
    vat_from_siren,
    vat_warning,
)
from models.french.phones import clean_phone, format_phone, phone_warning
from models.french.places import code_and_town, put_apart
from models.french.postcodes import (
    clean_postcode,
    communes_of,
    postcode_warning,
    postcodes_of,
    suggest_communes,
)
from models.french.text import clean_text, fold
from models.french.towns import is_same_town
from models.french.wording import quoted
from models.records.field import Field, Typed


class ClientKind(StrEnum):
    COMPANY = "company"
    PERSON = "person"
    PUBLIC = "public"


KIND_LABELS = {
    ClientKind.COMPANY: "Société",
    ClientKind.PERSON: "Particulier",
    ClientKind.PUBLIC: "Organisme public",
}
SHORTEST_CITY = 3
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


def _phone(text: str, typed: Typed) -> str:
    return clean_phone(text, typed.get("postcode", ""), typed.get("country", ""))


def _phone_advice(name: str) -> Any:
    return lambda typed: phone_warning(
        typed.get(name, ""), typed.get("postcode", ""), typed.get("country", "")
    )


def _siren(typed: Typed) -> str:
    """The SIREN, or that with which the SIRET begins; "" while there is none to be read."""
    for name, read in (("siren", clean_siren), ("siret", _siren_in_siret)):
        try:
            siren = read(typed.get(name, ""))
        except ValueError:
            continue
        if siren:
            return siren
    return ""


def _siren_in_siret(text: str) -> str:
    return siren_of_siret(clean_siret(text))


def _vat_numbers(typed: Typed) -> list[str]:
    """The TVA number that follows from the SIREN."""
    siren = _siren(typed)
    return (
        [format_vat(vat_from_siren(siren))]
        if siren and not typed.get("vat_number", "").strip()
        else []
    )


def _vat_advice(typed: Typed) -> str | None:
    return vat_warning(typed.get("vat_number", ""), _siren(typed), typed.get("country", ""))


def town_apart(typed: Typed) -> dict[str, str]:
    """What is typed, with the town that stands beside the postcode in the field of the town."""
    texts = (typed.get(name, "") for name in ("postcode", "city", "country"))
    postcode, city = put_apart(*texts)
    return {**typed, "postcode": postcode, "city": city}


def _clean_postcode(text: str, typed: Typed) -> str:
    city, country = typed.get("city", "").strip(), typed.get("country", "")
    code, town = code_and_town(text, country) or (text, "")
    if town and city and not is_same_town(town, city):
        raise ValueError(
            f"La ville est {quoted(city)}, et {quoted(town)} à côté du code postal\u00a0: "
            "gardez l’une des deux."
        )
    return clean_postcode(code, country)


def _postcode(typed: Typed) -> str:
    """The postcode as it would be stored, "" while it cannot be."""
    try:
        return _clean_postcode(typed.get("postcode", ""), typed)
    except ValueError:
        return ""


def _postcode_advice(typed: Typed) -> str | None:
    return postcode_warning(_postcode(typed), typed.get("city", ""), typed.get("country", ""))


def _cities(typed: Typed) -> list[str]:
    """The communes of the postcode, those that begin as typed first in line; without a
    postcode, any that begin so."""
    begun = fold(typed.get("city", ""))
    if "cedex" in begun:
        return []
    if postcode := _postcode(typed):
        communes = communes_of(postcode)
        return [one for one in communes if fold(one).startswith(begun)] or communes
    pairs = suggest_communes(begun) if len(begun) >= SHORTEST_CITY else []
    return list(dict.fromkeys(commune for _, commune in pairs))


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
    Field(
        "phone",
        clean=_phone,
        show=format_phone,
        advise=_phone_advice("phone"),
        input_type="tel",
        is_half=True,
    ),
    Field(
        "mobile",
        clean=_phone,
        show=format_phone,
        advise=_phone_advice("mobile"),
        input_type="tel",
        is_half=True,
    ),
    Field(
        "email",
        clean=lambda text, _: clean_email(text),
        advise=lambda typed: email_warning(typed.get("email", "")),
        input_type="email",
    ),
    Field("website", clean=lambda text, _: clean_website(text), input_type="url"),
    Field("street", section="Adresse postale"),
    Field("street2"),
    Field(
        "postcode",
        clean=_clean_postcode,
        advise=_postcode_advice,
        suggest=lambda typed: postcodes_of(typed.get("city", "")),
        is_half=True,
    ),
    Field("city", suggest=_cities, is_half=True),
    Field("country"),
    Field(
        "siret",
        clean=lambda text, typed: clean_siret(
            text, typed.get("postcode", ""), typed.get("country", "")
        ),
        show=format_siret,
        applies=is_organisation,
        section="Identifiants",
        is_half=True,
    ),
    Field(
        "siren",
        clean=lambda text, _: clean_siren(text),
        show=format_siren,
        applies=is_organisation,
        is_half=True,
    ),
    Field(
        "vat_number",
        clean=lambda text, typed: clean_vat(text, typed.get("country", "")),
        show=format_vat,
        advise=_vat_advice,
        suggest=_vat_numbers,
        applies=is_organisation,
    ),
    Field("notes", clean=lambda text, _: clean_text(text), input_type="textarea", section="Notes"),
)
