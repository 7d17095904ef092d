"""The fields of who has an address and numbers: a client, or the firm itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.french.countries import has_french_postcodes
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
from models.french.text import fold
from models.french.towns import is_same_town
from models.french.wording import quoted
from models.records.field import Field, Typed

SHORTEST_CITY = 3


def _phone(text: str, typed: Typed) -> str:
    return clean_phone(text, typed.get("postcode", ""), typed.get("country", ""))


def _phone_advice(name: str) -> Any:
    return lambda typed: phone_warning(
        typed.get(name, ""), typed.get("postcode", ""), typed.get("country", "")
    )


def siren_typed(typed: Typed) -> str:
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
    siren = siren_typed(typed)
    return (
        [format_vat(vat_from_siren(siren))]
        if siren and not typed.get("vat_number", "").strip()
        else []
    )


def _vat_advice(typed: Typed) -> str | None:
    return vat_warning(typed.get("vat_number", ""), siren_typed(typed), typed.get("country", ""))


def town_apart(typed: Typed) -> dict[str, str]:
    """What is typed, with the town that stands beside the postcode in the field of the town."""
    texts = (typed.get(name, "") for name in ("postcode", "city", "country"))
    postcode, city = put_apart(*texts)
    return {**typed, "postcode": postcode, "city": city}


def town_completed(name: str, typed: Typed) -> dict[str, str]:
    """The town of a postcode, or the postcode of a town, where the other is empty and there is one
    only."""
    is_french = has_french_postcodes(typed.get("country", ""))
    if name == "postcode" and not typed.get("city", "").strip():
        found, other = communes_of(_postcode(typed)) if is_french else [], "city"
    elif name == "city" and not typed.get("postcode", "").strip():
        found, other = postcodes_of(typed["city"]) if is_french else [], "postcode"
    else:
        return {}
    return {other: found[0]} if len(found) == 1 else {}


def _of_digits(typed: Typed) -> str:
    """Elsewhere postcodes have letters."""
    return "numeric" if has_french_postcodes(typed.get("country", "")) else "text"


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


def phone_field(name: str) -> Field:
    """A field of telephone numbers."""
    return Field(
        name,
        clean=_phone,
        show=format_phone,
        advise=_phone_advice(name),
        input_type="tel",
        is_half=True,
    )


EMAIL = Field(
    "email",
    clean=lambda text, _: clean_email(text),
    advise=lambda typed: email_warning(typed.get("email", "")),
    input_type="email",
)
WEBSITE = Field("website", clean=lambda text, _: clean_website(text), input_type="url")
ADDRESS = (
    Field("street", section="Adresse postale"),
    Field("street2"),
    Field(
        "postcode",
        clean=_clean_postcode,
        advise=_postcode_advice,
        suggest=lambda typed: postcodes_of(typed.get("city", "")),
        keypad=_of_digits,
        is_half=True,
    ),
    Field("city", suggest=_cities, is_half=True),
    Field("country"),
)
SIRET = Field(
    "siret",
    clean=lambda text, typed: clean_siret(
        text, typed.get("postcode", ""), typed.get("country", "")
    ),
    show=format_siret,
    keypad=lambda _: "numeric",
    is_half=True,
)
SIREN = Field(
    "siren",
    clean=lambda text, _: clean_siren(text),
    show=format_siren,
    keypad=lambda _: "numeric",
    is_half=True,
)
VAT_NUMBER = Field(
    "vat_number",
    clean=lambda text, typed: clean_vat(text, typed.get("country", "")),
    show=format_vat,
    advise=_vat_advice,
    suggest=_vat_numbers,
)


def number_errors(values: Mapping[str, Any]) -> dict[str, str]:
    """What the numbers say against each other."""
    begun, siren = siren_of_siret(values.get("siret", "")), values.get("siren", "")
    if begun and siren and begun != siren:
        return {"siret": "Ce SIRET ne commence pas par le SIREN : corrigez l’un des deux."}
    return {}
