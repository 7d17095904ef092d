"""What an electronic invoice says in codes, beside what its paper shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InvoiceCodes:
    """What only the electronic invoice says of it."""

    type: str = "380"
    """UNTDID 1001: 380, 381, 384, 386 or 503."""
    frame: str = "M1"
    """BT-23: B, S or M for goods, services or both; 1, 2 paid on the spot, 4 after an acompte."""
    addressee: str = "B2B"
    """The note BAR: B2B, B2C, B2BINT …"""
    means: str = "30"
    """UNTDID 4461: 30 transfer, 58 by SEPA, 10 cash, 20 cheque, 48 card, 59 SEPA debit."""
    means_label: str = ""
    is_vat_on_debits: bool = False
    service: str = ""
    """BT-10, the code service of a public body."""
    commitment: str = ""
    """BT-13, the n° d’engagement or the buyer's order."""
    market: str = ""
    """BT-12, the n° de marché or contract."""
    mandate: str = ""
    """BT-89, the RUM of a direct debit."""
    creditor: str = ""
    """BT-90, the ICS of the firm."""
    debited_iban: str = ""
