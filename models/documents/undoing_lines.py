"""Putting back what was changed in the lines of a document, as the journal keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from models.clients.client import Client
from models.database.transaction import transaction
from models.documents.pricing import Priced, rates_on
from models.documents.sheet import LineEdits, Row
from models.errors import Invalid, Refused
from models.french.wording import today
from models.permissions import Permission, Staff
from models.records.conflict import Conflict
from models.records.journal import INNER, JournalEntry

SHEET = f"{INNER}sheet"
"""Beside what the journal tells of lines: the rows themselves before and after, sealed with it."""
MOST_ROWS = 200
CHANGED_SINCE = "Ces lignes ont encore changé depuis : corrigez-les sur le document."


class LinesUndoable(Priced):
    """A record whose lines can be put back."""

    class Meta:
        abstract = True

    def kept_for_undoing(
        self, before: Mapping[str, Row], after: Mapping[str, Row], edits: LineEdits
    ) -> dict[str, tuple[str, str]]:
        rows = [
            {key: row for key, row in one.items() if other.get(key) != row}
            for one, other in ((before, after), (after, before))
        ]
        if max(map(len, rows)) > MOST_ROWS:
            return {}
        order = list(before) if edits.order or edits.removed else []
        old, new = (orjson.dumps({"rows": one, "order": order}).decode() for one in rows)
        return {SHEET: (old, new)}

    @classmethod
    def permission_to_undo(cls, action: str) -> Permission | None:
        return cls.EDITING if action == "lines" else super().permission_to_undo(action)

    @classmethod
    def undo_refusal(cls, entry: JournalEntry) -> str | None:
        if entry.action == "lines" and SHEET not in entry.changes:
            return "Ce changement des lignes ne s’annule pas."
        return super().undo_refusal(entry)

    @classmethod
    async def undo(
        cls, record_id: int, action: str, changes: Mapping[str, Sequence[str]], *, by: Staff
    ) -> None:
        if action != "lines":
            return await super().undo(record_id, action, changes, by=by)
        before, after = (orjson.loads(text) for text in changes[SHEET])
        document = await cls.get(id=record_id)
        async with transaction():
            await Client.locked(document.client_id)
            there = {str(line.key) for line in await document.lines_in_order()}
            if after["rows"].keys() - there or there & (before["rows"].keys() - after["rows"]):
                raise Refused(CHANGED_SINCE)
            try:
                edits, rates = edits_back(before, after), await rates_on(today())
                await document.save_lines(edits, rates=rates, by=by)
            except (Conflict, Invalid):
                raise Refused(CHANGED_SINCE) from None
        return None


def edits_back(before: Mapping[str, Any], after: Mapping[str, Any]) -> LineEdits:
    """What turns these rows into what they were."""
    old, new = before["rows"], after["rows"]
    typed = {key: _differing(row, new.get(key, {})) for key, row in old.items()}
    return LineEdits(
        base=new,
        typed={key: row for key, row in typed.items() if row},
        removed=frozenset(new.keys() - old.keys()),
        order=tuple(before["order"]),
    )


def _differing(old: Row, new: Row) -> Row:
    return {name: text for name, text in old.items() if text != new.get(name)}
