"""What programs can reach, each with the model's own verbs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.attachments import ATTACHMENTS, Attachment, owners
from models.books import PAYMENTS
from models.catalogue import ARTICLES, Article, offered
from models.clients import CLIENTS, Client, known_tags
from models.documents import (
    DOCUMENT_LISTS,
    KINDS,
    MONEY_WORDS,
    Document,
    Payment,
    Status,
    receive,
    replace_lines,
)
from models.errors import Invalid
from models.permissions import Permission, Staff
from models.records import ID, MOMENT, Record, Schema, amount_schema, column_schema, nullable
from models.staff import Scope
from pages.api.lines import LINES_SCHEMA, rows_of
from pages.api.operation import Param
from pages.api.resource import Resource, Shown, Values, form_schema

TEXT: Schema = {"type": "string"}
YES: Schema = {"type": "boolean"}
AMOUNT = amount_schema()


def texts(values: list[str]) -> Schema:
    return {"type": "string", "enum": values}


# --- clients and articles -----------------------------------------------------------------------


CLIENT = Resource(
    *("clients", "client", "Clients", Client, Scope.READ_CLIENTS, Scope.WRITE_CLIENTS),
    listings={"": CLIENTS},
    create=Resource.create_from,
    creation=form_schema,
    example={
        "kind": "company",
        "name": "Garage Martin",
        "email": "contact@garage-martin.example",
        "street": "3 rue des Lilas",
        "postcode": "29200",
        "city": "Brest",
        "contacts": [{"name": "Anne Le Gall", "phone": "02 98 00 00 00", "roles": "order"}],
    },
    shown=(
        Shown("code", nullable(TEXT)),
        Shown("head_id", nullable(ID)),
        Shown("bills_head", YES),
        Shown("merged_into_id", nullable(ID)),
        Shown("anonymised_at", nullable(MOMENT)),
    ),
    remove=lambda client, by: client.remove(by=by),
    restore=lambda client, by: Client.restore_many([client.id], by=by),
    ready=known_tags,
)
ARTICLE = Resource(
    *("articles", "article", "Articles", Article, Scope.READ_ARTICLES, Scope.WRITE_ARTICLES),
    listings={"": ARTICLES},
    create=Resource.create_from,
    creation=form_schema,
    required=("designation",),
    example={"kind": "article", "reference": "VIS-8", "designation": "Vis 8 mm", "price": "0.35"},
    shown=(Shown("name", TEXT),),
    remove=lambda article, by: article.remove(by=by),
    restore=lambda article, by: Article.restore_many([article.id], by=by),
    ready=offered,
)


# --- documents ----------------------------------------------------------------------------------


def _document_creation(resource: Resource) -> Schema:
    stages = sorted({stage.code for kind in KINDS.values() for stage in kind.first_stages})
    begun = {"client_id": ID, "kind": texts([*KINDS]), "stage": texts(stages)}
    own = {**begun, **resource.own_schema(), "lines": LINES_SCHEMA}
    required = ["client_id", "kind"]
    return {
        "type": "object",
        "properties": own,
        "required": required,
        "additionalProperties": False,
    }


async def _open_document(resource: Resource, values: Values, by: Staff) -> Record:
    """A document of a client, with its fields and its lines, all of it or nothing."""
    if not await Client.exists(id=values["client_id"]):
        raise Invalid({"client_id": "Ce client n’existe pas."})
    stage = values.get("stage")
    made = await Document.open_for(values["client_id"], values["kind"], stage, by=by)
    own = {name: value for name, value in values.items() if name in resource.own_schema()}
    if own:
        await resource.amend(made, own, by)
    if lines := values.get("lines"):
        await replace_lines(made, rows_of(lines), by=by)
    return made


DOCUMENT = Resource(
    *("documents", "document", "Documents", Document, Scope.READ_DOCUMENTS, Scope.WRITE_DOCUMENTS),
    listings=DOCUMENT_LISTS,
    by="kind",
    create=_open_document,
    creation=_document_creation,
    example={
        "client_id": 1,
        "kind": "sale",
        "subject": "Pièces pour la nacelle",
        "lines": [{"designation": "Flexible", "quantity": "2", "price": "45.00", "vat": "S20"}],
    },
    shown=(
        Shown("kind", texts([*KINDS])),
        Shown("stage", texts(sorted({one.code for kind in KINDS.values() for one in kind.stages}))),
        Shown("status", texts([*map(str, Status)])),
        Shown("standing", texts([*map(str, Status)])),
        Shown("is_open", YES),
        Shown("number", nullable(TEXT)),
        Shown("client_id", ID),
        Shown("client_name", TEXT),
        Shown("parent_id", nullable(ID)),
        Shown("author", TEXT),
        Shown("closing_reason", TEXT),
        Shown("issued_at", nullable(MOMENT)),
        Shown(
            "moves",
            {"type": "array", "items": TEXT},
            lambda document: [move.code for move in document.moves],
        ),
        Shown("einvoice", TEXT),
        Shown("reminders_off", YES),
        *(
            Shown(name, AMOUNT, is_price=True)
            for name in ("ht", "vat", "ttc", "paid", "credited", "due")
        ),
    ),
    remove=lambda document, by: document.discard(by=by),
)


# --- payments -----------------------------------------------------------------------------------

_PART: Schema = {
    "type": "object",
    "properties": {"document_id": ID, "amount": AMOUNT},
    "required": ["document_id", "amount"],
    "additionalProperties": False,
}


def _payment_creation(_resource: Resource) -> Schema:
    return {
        "type": "object",
        "properties": {
            "parts": {"type": "array", "items": _PART, "minItems": 1, "maxItems": 100},
            "mode": texts([*map(str, MONEY_WORDS)]),
            "received_on": {"type": "string", "format": "date"},
            "reference": {"type": "string", "maxLength": 100},
        },
        "required": ["parts", "mode"],
        "additionalProperties": False,
    }


async def _receive(_resource: Resource, values: Values, by: Staff) -> Record:
    parts: dict[int, Decimal] = {}
    for part in values["parts"]:
        if part["document_id"] in parts:
            raise Invalid({"parts": "Une seule part par facture."})
        parts[part["document_id"]] = Decimal(part["amount"])
    day = values.get("received_on")
    try:
        return await receive(
            parts,
            values["mode"],
            by=by,
            received_on=date.fromisoformat(day) if day else None,
            reference=values.get("reference", ""),
        )
    except Invalid as invalid:  # the screen has one field for what is here in parts
        own = {"amount": "parts"}
        errors = {own.get(name, name): text for name, text in invalid.errors.items()}
        raise Invalid(errors) from None


PAYMENT = Resource(
    *("payments", "payment", "Règlements", Payment, Scope.READ_PAYMENTS, Scope.WRITE_PAYMENTS),
    listings={"": PAYMENTS},
    create=_receive,
    creation=_payment_creation,
    seen_with=Permission.PRICES,
    example={"parts": [{"document_id": 1, "amount": "120.00"}], "mode": "transfer"},
    shown=(
        Shown("client_id", ID),
        Shown("client_name", TEXT),
        *(
            Shown(name, column_schema(Payment, name))
            for name in ("received_on", "mode", "amount", "reference", "author", "settles")
        ),
        Shown("reverses_id", nullable(ID)),
    ),
)


# --- files --------------------------------------------------------------------------------------


async def _keep_file(_resource: Resource, values: Values, by: Staff) -> Record:
    topic, record_id, name = values["topic"], values["record_id"], values.get("name", "")
    return await Attachment.receive(topic, record_id, name, values["content"], by=by)


FILE = Resource(
    *("files", "file", "Fichiers", Attachment, Scope.READ_FILES, Scope.WRITE_FILES),
    listings={"": ATTACHMENTS},
    create=_keep_file,
    creation=form_schema,
    takes_bytes=True,
    creation_params=(
        Param("topic", texts(owners()), "De quelle fiche", True),
        Param("record_id", ID, "Le numéro de cette fiche", True),
        Param("name", {"type": "string", "maxLength": 200}, "Le nom du fichier"),
    ),
    example={},
    shown=(
        Shown("topic", TEXT),
        Shown("record_id", ID),
        Shown("media", TEXT),
        Shown("size", {"type": "integer"}),
        Shown("pages", {"type": "integer"}),
        Shown("author", TEXT),
    ),
    remove=lambda file, by: file.remove(by=by),
    restore=lambda file, by: Attachment.restore_many([file.id], by=by),
)
