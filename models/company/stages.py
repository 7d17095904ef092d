"""The stages of documents, as the firm's own settings name them.

The kinds themselves stand above: documents/kinds.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

STAGES: Mapping[str, str] = MappingProxyType(
    {
        "intervention/quote": "devis d’intervention",
        "rental/quote": "devis de location",
        "sale/quote": "devis de vente",
        "intervention/work_order": "ordre d’intervention",
        "rental/contract": "contrat de location",
        "sale/order": "commande",
        "invoice/invoice": "facture",
        "invoice/credit_note": "avoir",
    }
)
"""By « kind/stage »."""
CLIENT_KINDS: Mapping[str, str] = MappingProxyType(
    {"company": "sociétés", "person": "particuliers", "public": "organismes publics"}
)
