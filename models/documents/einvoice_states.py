"""Where an electronic invoice can be: the states of the platforms, as France numbers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.clients.fields import ClientKind
from models.french.countries import is_france

NONE, TO_SEND = "", "to_send"
DISPUTED, REFUSED, REJECTED = "207", "210", "213"


@dataclass(frozen=True)
class EinvoiceState:
    """A state, and what is to be done about it, if anything."""

    code: str
    label: str
    advice: str = ""
    is_over: bool = False
    """Whether nothing comes after it by itself."""


AGAIN = (
    "cette facture n’existe pas pour le client. Annulez-la par un avoir interne, qui ne se "
    "transmet pas, puis faites une nouvelle facture, avec un nouveau numéro."
)
_STATES = (
    EinvoiceState(NONE, "Sans objet"),
    EinvoiceState(TO_SEND, "À transmettre"),
    EinvoiceState("200", "Déposée"),
    EinvoiceState("201", "Émise par la plateforme"),
    EinvoiceState("202", "Reçue par la plateforme du client"),
    EinvoiceState("203", "Mise à disposition"),
    EinvoiceState("204", "Prise en charge"),
    EinvoiceState("205", "Approuvée"),
    EinvoiceState("206", "Approuvée partiellement"),
    EinvoiceState(DISPUTED, "En litige", "Le client conteste : elle n’est pas relancée."),
    EinvoiceState("208", "Suspendue", "Le client attend une pièce."),
    EinvoiceState("209", "Complétée"),
    EinvoiceState(REFUSED, "Refusée", f"Refusée par le client : {AGAIN}", is_over=True),
    EinvoiceState("211", "Paiement transmis"),
    EinvoiceState("212", "Encaissée", is_over=True),
    EinvoiceState(REJECTED, "Rejetée", f"Rejetée par la plateforme : {AGAIN}", is_over=True),
)
EINVOICE_STATES: Mapping[str, EinvoiceState] = MappingProxyType({one.code: one for one in _STATES})
TO_REDO = frozenset({REFUSED, REJECTED})


def state_of(code: str) -> EinvoiceState:
    return EINVOICE_STATES[code]


def first_state(buyer: Mapping[str, str]) -> str:
    """In which an issued invoice begins: only a French business gets it through a platform."""
    is_business = buyer.get("kind") == ClientKind.COMPANY and buyer.get("siren")
    return TO_SEND if is_business and is_france(buyer.get("country", "")) else NONE
