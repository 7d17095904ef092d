"""Every operation that programs have: what the resources have in common, and their own verbs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from models.books import resume_reminders, stop_reminders
from models.documents import (
    ADDRESSEES,
    EINVOICE_STATES,
    Document,
    Payment,
    read_discount,
    reverse,
    set_einvoice,
    set_off,
)
from models.errors import Invalid
from models.permissions import Staff
from models.printing import send_document
from models.records import ID, Record, Schema, amount_schema
from models.staff import Scope
from pages.api.actions import Action
from pages.api.books import REMINDING, book_operations
from pages.api.children import ChildrenOf
from pages.api.client_actions import CLIENT_ACTIONS
from pages.api.contents import content_operations
from pages.api.crud import Crud
from pages.api.deliveries import delivery_operations
from pages.api.lines import line_operations
from pages.api.operation import Operation
from pages.api.resource import Resource
from pages.api.resources import ARTICLE, CLIENT, DOCUMENT, FILE, PAYMENT, YES, texts
from pages.api.settings import SETTINGS, SETTINGS_ACTIONS
from pages.api.single import single_operations
from pages.api.todos import TODO, TODO_ACTIONS

Body = Mapping[str, Any]
REASON: Schema = {"type": "string", "maxLength": 500}
PARTS: Schema = {
    "type": "array",
    "maxItems": 1_000,
    "items": {
        "type": "object",
        "properties": {"line_id": ID, "quantity": amount_schema()},
        "required": ["line_id", "quantity"],
        "additionalProperties": False,
    },
}
"""Of which lines how much; all that is left where it is not given."""


def _parts(body: Body) -> dict[int, Decimal] | None:
    if "parts" not in body:
        return None
    parts: dict[int, Decimal] = {}
    for place, one in enumerate(body["parts"], 1):
        if one["line_id"] in parts:
            raise Invalid({f"parts.{place}.line_id": "Une seule part par ligne."})
        parts[one["line_id"]] = Decimal(one["quantity"])
    return parts


async def _address(document: Document, body: Body, by: Staff) -> Record:
    await document.address(body["code"], body.get("key", ""), by=by)
    return document


async def _bill_ahead(order: Document, body: Body, by: Staff) -> Record:
    try:
        asked = read_discount(body["part"])
    except ValueError as error:
        raise Invalid({"part": str(error)}) from None
    return await order.bill_down_payment(asked, by=by)


async def _refresh(quote: Document, _body: Body, by: Staff) -> Record:
    prices = {one.key: one.after for one in await quote.new_prices()}
    return await quote.refresh_prices(prices, by=by)


async def _note_einvoice(document: Document, body: Body, by: Staff) -> Record:
    day = body.get("dated_on")
    return await set_einvoice(
        document,
        body["code"],
        by=by,
        dated_on=date.fromisoformat(day) if day else None,
        reason=body.get("reason", ""),
    )


async def _set_off(note: Document, body: Body, by: Staff) -> Record:
    invoice = await Document.get_or_none(id=body["invoice_id"])
    if invoice is None:
        raise Invalid({"invoice_id": "Cette facture n’existe pas."})
    return await set_off(note, invoice, Decimal(body["amount"]), by=by)


async def _reverse(payment: Payment, body: Body, by: Staff) -> Record:
    return await reverse(payment, by=by, reason=body["reason"])


ACTIONS = (
    *CLIENT_ACTIONS,
    *SETTINGS_ACTIONS,
    Action(
        *(DOCUMENT, "move", "Faire avancer un document : l’un de ses « moves »"),
        lambda one, body, by: one.move(body["code"], by=by, reason=body.get("reason", "")),
        {"code": {"type": "string", "maxLength": 40}, "reason": REASON},
        ("code",),
        {"code": "send"},
    ),
    Action(
        *(DOCUMENT, "bill", "Facturer tout ce qui reste, ou une partie des lignes"),
        lambda one, body, by: one.bill(_parts(body), by=by),
        {"parts": PARTS},
    ),
    Action(
        *(DOCUMENT, "down-payment", "Facturer un acompte", _bill_ahead),
        {"part": {"type": "string", "maxLength": 20, "description": "« 30 % » ou « 500 € »"}},
        ("part",),
        {"part": "30 %"},
    ),
    Action(
        *(DOCUMENT, "issue", "Émettre une facture ou un avoir"),
        lambda one, body, by: one.issue(
            by=by, paid_on_the_spot=body.get("paid_on_the_spot", False)
        ),
        {"paid_on_the_spot": YES},
    ),
    Action(
        *(DOCUMENT, "credit", "Faire l’avoir d’une facture émise"),
        lambda one, body, by: one.credit(_parts(body), by=by, reason=body["reason"]),
        {"parts": PARTS, "reason": REASON},
        ("reason",),
        {"reason": "Retour de la pièce"},
    ),
    Action(
        *(DOCUMENT, "duplicate", "Dupliquer un document"),
        lambda one, _body, by: one.duplicate(by=by),
    ),
    Action(
        *(DOCUMENT, "address", "Choisir à qui et où il va", _address),
        {"code": texts([*ADDRESSEES]), "key": {"type": "string", "maxLength": 12}},
        ("code",),
        {"code": "contact", "key": ""},
    ),
    Action(
        *(DOCUMENT, "return-to-tariff", "Revenir au tarif d’une ligne de location"),
        lambda one, body, by: one.return_to_tariff(body["key"], by=by),
        {"key": {"type": "string", "format": "uuid", "maxLength": 36}},
        ("key",),
    ),
    Action(*(DOCUMENT, "refresh-prices", "Reprendre les prix du catalogue", _refresh)),
    Action(
        *(DOCUMENT, "einvoice", "Noter où en est la facture électronique", _note_einvoice),
        {
            "code": texts([*EINVOICE_STATES]),
            "dated_on": {"type": "string", "format": "date"},
            "reason": REASON,
        },
        ("code",),
    ),
    Action(
        *(DOCUMENT, "send", "Envoyer le document par courrier électronique"),
        lambda one, body, by: send_document(
            one, body["to"], body["subject"], body.get("body", ""), by=by
        ),
        {
            "to": {
                "type": "array",
                "items": {"type": "string", "maxLength": 254},
                "minItems": 1,
                "maxItems": 20,
            },
            "subject": {"type": "string", "maxLength": 250},
            "body": {"type": "string", "maxLength": 20_000},
        },
        ("to", "subject"),
        {"to": ["contact@garage-martin.example"], "subject": "Votre devis", "body": "Bonjour,"},
    ),
    Action(
        *(DOCUMENT, "set-off", "Imputer un avoir sur une facture", _set_off),
        {"invoice_id": ID, "amount": amount_schema()},
        ("invoice_id", "amount"),
        {"invoice_id": 1, "amount": "12.00"},
        gives=PAYMENT,
        scope=Scope.WRITE_PAYMENTS,
    ),
    Action(
        *(DOCUMENT, "stop-reminders", "Ne plus relancer"),
        lambda one, body, by: stop_reminders(one, by=by, reason=body["reason"]),
        {"reason": REASON},
        ("reason",),
        {"reason": "Litige en cours"},
        scope=Scope.WRITE_PAYMENTS,
    ),
    Action(
        *(DOCUMENT, "resume-reminders", "Relancer de nouveau"),
        lambda one, _body, by: resume_reminders(one, by=by),
        scope=Scope.WRITE_PAYMENTS,
    ),
    Action(
        *(PAYMENT, "reverse", "Annuler un règlement par son contraire", _reverse),
        {"reason": REASON},
        ("reason",),
        {"reason": "Saisi deux fois"},
    ),
    REMINDING,
    *TODO_ACTIONS,
)
RESOURCES: Mapping[str, Resource] = {
    one.name: one for one in (CLIENT, ARTICLE, DOCUMENT, PAYMENT, FILE, TODO, *SETTINGS)
}
CHILDREN = tuple(ChildrenOf(one, kind) for one in RESOURCES.values() for kind in one.model.CHILDREN)
OPERATIONS: tuple[Operation, ...] = (
    *(made for one in RESOURCES.values() for made in Crud(one).operations()),
    *(made for one in CHILDREN for made in one.operations()),
    *line_operations(DOCUMENT),
    *(one.operation() for one in ACTIONS),
    *content_operations(),
    *book_operations(),
    *delivery_operations(),
    *single_operations(),
)
