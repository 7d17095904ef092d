"""The demonstration's firm: invented, with numbers that are right, so that it can issue."""

from __future__ import annotations

from models.company.bank import BankAccount
from models.company.company import Company
from models.permissions import THE_HOUSE, Staff

FIRM = {
    "name": "Levage et Matériel du Rhône",
    "legal_form": "SAS",
    "capital": "120 000",
    "siret": "900 000 027 00012",
    "rcs": "Lyon",
    "vat_number": "FR 49 900 000 027",
    "einvoice_address": "900000027",
    "street": "14 rue de l’Industrie",
    "street2": "Bâtiment B",
    "postcode": "69800",
    "city": "Saint-Priest",
    "phone": "04 65 71 00 00",
    "email": "contact@levage-materiel.example.com",
    "website": "https://levage-materiel.example.com",
    "mediator": "Médiation du Rhône, 1 place de la Paix, 69001 Lyon, mediation.example.com",
}
ACCOUNT = {
    "label": "Banque du Rhône",
    "iban": "FR76 3000 6000 0112 3456 7890 189",
    "bic": "AGRIFRPP",
}


async def introduce_demo_firm(*, by: Staff = THE_HOUSE) -> None:
    """Say who the firm is, unless somebody has already said so."""
    company = await Company.current()
    if company.name or await BankAccount.exists():
        return
    draft = company.draft()
    draft.typed |= FIRM
    await Company.amend(draft, by=by)
    account = BankAccount.blank()
    account.typed |= ACCOUNT
    await BankAccount.create_from(account, by=by)
