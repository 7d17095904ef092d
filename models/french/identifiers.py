"""The numbers by which registers and tax offices know a client, each read in its own file."""

from models.french.siren import (
    SIREN_DIGITS,
    clean_siren,
    clean_siret,
    format_siren,
    format_siret,
    named_siret,
    register_words,
    siren_of_siret,
)
from models.french.vat import clean_vat, format_vat, siren_of_vat, vat_from_siren, vat_warning

__all__ = [
    "SIREN_DIGITS",
    "clean_siren",
    "clean_siret",
    "clean_vat",
    "format_siren",
    "format_siret",
    "format_vat",
    "named_siret",
    "register_words",
    "siren_of_siret",
    "siren_of_vat",
    "vat_from_siren",
    "vat_warning",
]
