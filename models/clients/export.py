"""Clients as a CSV file that a French spreadsheet opens as it should."""

from __future__ import annotations

import csv
import io
import re
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
FORMULA_STARTS = ("=", "+", "@", "＝", "＋", "－", "＠")
CONTROL_STARTS = ("\t", "\r", "\n")
TEXT_MARK = "\u200b"
"""Draws nothing, and makes text of a cell; our forms drop it from what is pasted back."""
_PLUS_OF_A_PHONE = re.compile(r"^\s*\+(?=\d[\d\s().-]{5,})")
_DASH = re.compile(r"^(\s*)-")
_DAY = r"\d{1,2}(?:er)?"
_MONTH = (
    r"(?:jan(?:v(?:ier)?|uary)?|f[ée]v(?:r(?:ier)?)?|feb(?:ruary)?|mar(?:s|ch)?|avr(?:il)?|apr(?:il)?"
    r"|ma[iy]|juin|june?|juil(?:let)?|july?|ao[uû]t|aug(?:ust)?|sep(?:t(?:emb(?:re|er))?)?"
    r"|oct(?:ob(?:re|er))?|nov(?:emb(?:re|er))?|d[ée]c(?:emb(?:re|er))?)\.?"
)
_AMOUNT = r"\d[\d\s.,]*"
# What a spreadsheet takes for a number, a date, a time or an error, and then writes otherwise.
_REWRITTEN = re.compile(
    "|".join(
        (
            *(r"0\d+", r"0\d*(?:\s\d{3})+", r"\d{12,}", r"\d+(?:[.,]\d+)?e[+-]?\d+"),
            *(r"\d*[.,]\d+", r"\d+[.,]", r"\d{1,3}(?:[\s.,]\d{3})*[.,]\d+", r"\d+\s\d+/\d+"),
            *(rf"{_AMOUNT}[%€$£]", rf"[€$£]\s?{_AMOUNT}", rf"\(\s*{_AMOUNT}\)"),
            *(r"\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{2,4})?", r"\d{1,2}[/.-]\d{4}"),
            *(r"\d{1,3}:\d{1,2}(?::\d{1,2})?", r"vrai|faux|true|false", r"#[\w/]+[!?]?"),
            *(rf"{_DAY}[\s./-]{_MONTH}(?:[\s./-]\d{{2,4}})?", rf"{_MONTH}[\s./-]\d{{1,4}}"),
        )
    ),
    re.IGNORECASE,
)


async def clients_csv(ids: Sequence[int], *, by: Staff) -> bytes:
    """These clients, in this order: UTF-8 with a BOM, semicolons, each cell a text."""
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
    """The cell as text that a spreadsheet neither computes nor rewrites, and that looks the same.

    + before a phone number is written 00, and a list's hyphen as a dash.
    """
    plain = _DASH.sub(r"\1–", _PLUS_OF_A_PHONE.sub("00", text))
    is_formula = plain.lstrip().startswith(FORMULA_STARTS) or plain.startswith(CONTROL_STARTS)
    is_marked = is_formula or _REWRITTEN.fullmatch(plain.strip())
    return f"{TEXT_MARK}{plain}" if is_marked else plain
