"""Whatever names a client is known to the register by which clients are merged and erased."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from tortoise.fields import JSONField
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import Model

from models import TABLES
from models.clients import Client
from models.clients.dependents import every_link

NAMING_NOBODY = {
    *("client_merge.moved", "client_merge.ends", "client_merge.texts"),
    *(
        "client.contacts",
        "client.addresses",
        "client.discounts",
        "article.special_prices",
        "closing.totals",
        "document_line.tariffs",
    ),
    *(
        "document.client_identity",
        "document.addressed",
        "document.frozen",
        "allocation.by_rate",
        "journal.changes",
    ),
    "import_mapping.columns",
    *("outgoing_mail.to", "outgoing_mail.cc", "outgoing_mail.attachments"),
}
"""Columns of JSON in which no client stands by its id."""


def tables() -> Iterator[type[Model]]:
    for name in TABLES:
        own = (one for one in vars(import_module(name)).values() if isinstance(one, type))
        yield from (
            one
            for one in own
            if issubclass(one, Model) and one.__module__ == name and not one._meta.abstract
        )


def columns_that_name_records() -> Iterator[str]:
    """Every column that names a client, or a record of any kind."""
    for model in tables():
        table, own = model._meta.db_table, model._meta.fields_map
        for name, field in own.items():
            is_of_client = isinstance(field, ForeignKeyFieldInstance) and (
                field.related_model is Client
            )
            if is_of_client:
                yield f"{table}.{name}_id"
            elif isinstance(field, JSONField) and f"{table}.{name}" not in NAMING_NOBODY:
                yield f"{table}.{name}"
        if "record_id" in own:
            yield f"{table}.record_id"


async def test_every_column_that_names_a_client_is_in_the_register(database: None) -> None:
    known = {link.name for link in every_link()}
    named = set(columns_that_name_records())
    assert named - known == set(), "merging, exporting and erasing a client would miss these"
    assert {"document.client_id", "payment.client_id", "outgoing_mail.record_id"} <= named
