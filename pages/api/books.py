"""The books, as programs have them: the files of the accountant, and the closing of days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.books import (
    EXPORT_WORDS,
    HOW_WORDS,
    Closing,
    ExportKind,
    How,
    aged,
    balance_csv,
    close_days,
    export,
    note_reminders,
    to_remind,
)
from models.documents import Document
from models.french import today
from models.permissions import Permission, Staff
from models.records import DAY, MOMENT, Record, Schema, as_json
from models.staff import Scope
from pages.api.actions import Action
from pages.api.contents import named
from pages.api.operation import Asked, Operation, Param, Reply
from pages.api.resources import DOCUMENT, texts

MEDIA = {
    ExportKind.ENTRIES: "text/plain",
    ExportKind.SALES: "text/csv",
    ExportKind.RECEIPTS: "text/csv",
}
SPAN = (Param("first", DAY, "Du", True), Param("last", DAY, "Au", True))
CLOSING: dict[str, Schema] = {
    "day": DAY,
    "author": {"type": "string"},
    "at": MOMENT,
    "seal": {"type": "string"},
}
CLOSINGS: Schema = {
    "type": "object",
    "properties": {
        "items": {
            "type": "array",
            "items": {"type": "object", "properties": CLOSING, "required": [*CLOSING]},
        }
    },
    "required": ["items"],
}
UNTIL: Schema = {
    "type": "object",
    "properties": {"until": DAY},
    "required": ["until"],
    "additionalProperties": False,
}


def _exporting(kind: ExportKind) -> Operation:
    async def run(asked: Asked) -> Reply:
        days = [date.fromisoformat(asked.params[one.name]) for one in SPAN]
        made = await export(kind, days[0], days[1], by=asked.by)
        return Reply(made.content, headers=named(made.name), media=made.media_type)

    return Operation(
        *("GET", f"/exports/{kind}", f"export_{kind}", EXPORT_WORDS[kind], Scope.READ_BOOKS, run),
        params=SPAN,
        media=MEDIA[kind],
    )


async def _balance(asked: Asked) -> Reply:
    content = await balance_csv(await aged(today()), by=asked.by)
    return Reply(content, headers=named(f"balance {today()}.csv"), media="text/csv")


BALANCE = Operation(
    *("GET", "/exports/balance", "export_balance", "Balance âgée d’aujourd’hui (CSV)"),
    *(Scope.READ_BOOKS, _balance),
    media="text/csv",
)


async def _closed(asked: Asked) -> Reply:
    asked.by.need(Permission.PRICES)
    closings = await Closing.all().order_by("-day").limit(int(asked.params.get("limit", 50)))
    return _reply(closings)


async def _close(asked: Asked) -> Reply:
    return _reply(await close_days(date.fromisoformat(asked.body["until"]), by=asked.by))


def _reply(closings: list[Closing]) -> Reply:
    items = [{name: as_json(getattr(one, name)) for name in CLOSING} for one in closings]
    return Reply({"items": items})


async def _note_reminder(document: Document, body: Mapping[str, Any], by: Staff) -> Record:
    by.need(Permission.RECEIVE)
    due = await to_remind(document.client_id, [document.id])
    await note_reminders({one.id: one.level for one in due if one.level}, How(body["how"]), by=by)
    return document


REMINDING = Action(
    *(DOCUMENT, "note-reminder", "Noter une relance faite, au niveau dû", _note_reminder),
    {"how": texts([*HOW_WORDS])},
    ("how",),
    {"how": "phone"},
    scope=Scope.WRITE_PAYMENTS,
)


def book_operations() -> list[Operation]:
    return [
        *map(_exporting, ExportKind),
        BALANCE,
        Operation(
            *("GET", "/closings", "list_closings", "Clôtures : les dernières"),
            *(Scope.READ_PAYMENTS, _closed, "Closings"),
            (Param("limit", {"type": "integer", "minimum": 1, "maximum": 400}),),
        ),
        Operation(
            *("POST", "/closings", "close_till", "Clôturer la caisse jusqu’à un jour"),
            *(Scope.WRITE_PAYMENTS, _close, "Closings"),
            takes=lambda: UNTIL,
            example={"until": "2026-11-29"},
        ),
    ]
