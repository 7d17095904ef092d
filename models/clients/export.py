"""Clients as a CSV file that a French spreadsheet opens as it should."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from models.clients.client import Client
from models.database.connection import chunks
from models.database.transaction import transaction
from models.french.wording import plural
from models.permissions import Permission, Staff
from models.records.journal import Subject, note

TYPED = (
    *("name", "contact", "phone", "mobile", "email", "website"),
    *("street", "street2", "postcode", "city", "country", "siret", "siren", "vat_number", "notes"),
)
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
CONTROL_STARTS = ("\t", "\r", "\n")


async def clients_csv(ids: Sequence[int], *, by: Staff) -> bytes:
    """These clients, in this order: UTF-8 with a BOM, semicolons, no cell that is a formula."""
    by.need(Permission.EXPORT)
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow([Client.label_of(name) for name in ("code", "kind", *TYPED)])
    for chunk in chunks(ids):
        found = await Client.in_bulk(chunk, "id")
        writer.writerows(_row(found[id_]) for id_ in chunk if id_ in found)
    async with transaction():
        await note(by, "export", Subject(Client.TOPIC, 0, plural(len(ids), "client")))
    return sheet.getvalue().encode("utf-8-sig")


def _row(client: Client) -> list[str]:
    shown = client.typed() | {"name": client.name}
    cells = (client.code or "", client.kind_label, *(shown[name] for name in TYPED))
    return [_inert(cell) for cell in cells]


def _inert(text: str) -> str:
    """A leading apostrophe keeps a spreadsheet from computing what a client's name says."""
    is_formula = text.lstrip().startswith(FORMULA_STARTS) or text.startswith(CONTROL_STARTS)
    return f"'{text}" if is_formula else text
