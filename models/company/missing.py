"""What the firm has yet to fill in before it can issue a lawful document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.company.fields import has_capital

SCREEN = "/parametres"


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: what to say of it, and the field that takes it."""

    text: str
    field: str

    @property
    def path(self) -> str:
        """Where it is filled in."""
        return f"{SCREEN}?champ={self.field}"


def missing_of(company: Any, *, has_bank: bool) -> list[Missing]:
    """What this firm has yet to fill in, in the order of its form."""
    in_a_register = has_capital(company.legal_form)
    asked = (
        (company.name, "La raison sociale", "name"),
        (company.legal_form, "La forme juridique", "legal_form"),
        (company.capital or not in_a_register, "Le montant du capital", "capital"),
        (company.siren, "Le SIREN", "siren"),
        (company.rcs or not in_a_register, "La ville du RCS", "rcs"),
        (company.vat_number or company.is_franchised, "Le numéro de TVA", "vat_number"),
        (
            company.einvoice_address,
            "L’adresse de facturation électronique",
            "einvoice_address",
        ),
        (company.street, "L’adresse", "street"),
        (company.postcode, "Le code postal", "postcode"),
        (company.city, "La ville", "city"),
        (has_bank, "Un compte bancaire (IBAN)", "iban"),
    )
    return [Missing(text, field) for is_there, text, field in asked if not is_there]
