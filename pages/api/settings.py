"""What the firm has decided, as programs have it: the tables of the settings, row by row.

Of what the law or the plan of accounts says, only the firm's own rows are here: what has none is as
the data have it, and is changed by creating one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.books import LedgerAccount, LegalRate, ReminderRow
from models.clients import Tag
from models.company import BankAccount, Mention, Series, VatRate
from models.errors import Invalid
from models.lists import Listing
from models.permissions import Permission, Staff
from models.records import ID, Record
from models.staff import Scope
from models.webhooks import Webhook
from pages.api.actions import Action
from pages.api.resource import Resource, Shown, Values, form_schema

NO_LISTING: Mapping[str, Listing] = {}


def _table(
    name: str,
    one: str,
    label: str,
    model: type[Record],
    example: Values,
    *required: str,
    read: Scope = Scope.READ_SETTINGS,
    **more: Any,
) -> Resource:
    """A table of the settings, which who may change them reads; another `read` lets everybody."""
    is_open = read != Scope.READ_SETTINGS
    return Resource(
        *(name, one, label, model, read, Scope.WRITE_SETTINGS),
        listings=NO_LISTING,
        create=more.pop("create", Resource.create_from),
        creation=form_schema,
        example=example,
        seen_with=Permission.SEE if is_open else Permission.SETTINGS,
        required=required,
        **more,
    )


VAT_RATE = _table(
    *("vat-rates", "vat_rate", "Taux de TVA", VatRate),
    {"code": "S20N", "label": "Taux normal", "rate": "20", "valid_from": "2030-01-01"},
    *("code", "label", "valid_from"),
    read=Scope.READ_ARTICLES,
)
BANK_ACCOUNT = _table(
    *("bank-accounts", "bank_account", "Comptes bancaires", BankAccount),
    {"label": "Banque", "iban": "FR14 2004 1010 0505 0001 3M02 606"},
    *("label", "iban"),
    shown=(Shown("is_default", {"type": "boolean"}),),
    remove=lambda account, by: account.remove(by=by),
)
NUMBER_SERIES = _table(
    *("number-series", "number_series", "Séries de numéros", Series, {}),
    create=None,
    shown=tuple(Shown(name, {"type": "string"}) for name in ("kind", "stage", "label")),
)
OPENING_HOURS = {
    "slot": "horaires",
    "title": "Horaires",
    "body": "Ouvert du lundi au samedi.",
    "valid_from": "2030-01-01",
}
DOCUMENT_TEXT = _table(
    *("document-texts", "document_text", "Textes des documents", Mention, OPENING_HOURS),
    *("slot", "title", "valid_from"),
    shown=(Shown("is_printed", {"type": "boolean"}),),
)
REMINDER_LEVEL = _table(
    *("reminder-levels", "reminder_level", "Niveaux de relance", ReminderRow),
    {"level": 1, "label": "Rappel", "days": 10, "subject": "Rappel", "text": "Bonjour,"},
    *("level", "label", "subject", "text"),
)
LEGAL_RATE = _table(
    *("legal-rates", "legal_rate", "Taux d’intérêt légal", LegalRate),
    {"valid_from": "2030-01-01", "rate": "3.50"},
    *("valid_from", "rate"),
)
LEDGER_ACCOUNT = _table(
    *("ledger-accounts", "ledger_account", "Comptes comptables", LedgerAccount),
    {"code": "client", "number": "411000", "label": "Clients"},
    *("code", "number", "label"),
)
TAG = _table(
    *("tags", "tag", "Étiquettes", Tag, {"name": "Fidèle", "colour": "green"}, "name"),
    read=Scope.READ_CLIENTS,
    remove=lambda tag, by: tag.remove(by=by),
)
SECRET = {"type": "string", "description": "À la création et quand il change seulement"}
WEBHOOK = _table(
    *("webhooks", "webhook", "Webhooks", Webhook),
    {"url": "https://boutique.example.fr/comptoir", "events": "client.created"},
    *("url", "events"),
    remove=lambda webhook, by: webhook.forget(by=by),
    told_once={"secret": Shown("secret", SECRET)},
)
SETTINGS = (
    *(VAT_RATE, BANK_ACCOUNT, NUMBER_SERIES, DOCUMENT_TEXT, REMINDER_LEVEL, LEGAL_RATE),
    *(LEDGER_ACCOUNT, TAG, WEBHOOK),
)


async def _pay_there(account: Any, _body: Values, by: Staff) -> Record:
    await account.make_default(by=by)
    return account  # type: ignore[no-any-return]


async def _merge(tag: Any, body: Values, by: Staff) -> Record:
    by.need(Tag.EDITING)
    other = await Tag.get_or_none(id=body["into_id"])
    if other is None:
        raise Invalid({"into_id": "Cette étiquette n’existe pas."})
    await tag.merge_into(other, by=by)
    return other


async def _renew(webhook: Any, _body: Values, by: Staff) -> Record:
    webhook.secret = await webhook.renew_secret(by=by)
    return webhook  # type: ignore[no-any-return]


SETTINGS_ACTIONS = (
    Action(*(BANK_ACCOUNT, "default", "Être payé sur ce compte", _pay_there)),
    Action(
        *(TAG, "merge", "Fusionner une étiquette dans une autre, qui reste", _merge),
        {"into_id": ID},
        ("into_id",),
        {"into_id": 1},
    ),
    Action(*(WEBHOOK, "renew-secret", "Signer avec un autre secret", _renew), tells_once=True),
)
