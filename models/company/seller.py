"""The firm as the seller that documents name."""

from __future__ import annotations

from typing import Any

from models.company.bank import BankAccount
from models.company.fields import has_capital
from models.company.missing import Missing, missing_of
from models.french.countries import country_code
from models.french.identifiers import format_siren
from models.french.money import amount
from models.french.postal import Postal
from models.records.only import Only

KEPT = (
    *("name", "legal_form", "siren", "siret", "rcs", "vat_number", "einvoice_address"),
    *("street", "street2", "postcode", "city", "country", "phone", "email", "website"),
    *("logo", "vat_place"),
)
"""What an issued invoice keeps as it is stored."""


class Seller(Only):
    """What is said of the firm on paper and in an electronic invoice."""

    legal_form: Any
    capital: Any
    rcs: Any
    siren: Any
    street: Any
    street2: Any
    postcode: Any
    city: Any
    country: Any
    vat_regime: Any

    class Meta:
        abstract = True

    @property
    def address_lines(self) -> list[str]:
        """The postal address, without its empty lines."""
        return Postal.of(self).lines

    @property
    def legal_line(self) -> str:
        """« SAS au capital de 10 000,00 € – RCS Lyon 404 833 048 », as far as it is known."""
        form = self.legal_form
        if form and self.capital and has_capital(form):
            form = f"{form} au capital de {amount(self.capital)}"
        registered = f"RCS {self.rcs} {format_siren(self.siren)}" if self.rcs else ""
        return " – ".join(part for part in (form, registered) if part)

    async def identity(self) -> dict[str, Any]:
        """The seller as an issued invoice keeps it: all that paper and XML need."""
        return {
            **{name: getattr(self, name) for name in KEPT},
            "capital": "" if self.capital is None else f"{self.capital:.2f}",
            "country_code": country_code(self.country) or "",
            "legal_line": self.legal_line,
            "vat_regime": str(self.vat_regime),
            "banks": [account.details for account in await BankAccount.in_order()],
        }

    async def missing(self) -> list[Missing]:
        """What is to be filled in before a lawful invoice can be issued."""
        return missing_of(self, has_bank=await BankAccount.exists(trashed_at=None))
