"""Putting back what was changed, as the journal tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.errors import Refused
from models.permissions import Permission, Staff
from models.records.conflict import Conflict
from models.records.draft import Draft
from models.records.journal import JournalEntry
from models.records.record import Record


class Undoable(Record):
    """A record whose changes can be taken back."""

    class Meta:
        abstract = True

    @classmethod
    def permission_to_undo(cls, action: str) -> Permission | None:
        """What one needs to undo this; None where it cannot be undone."""
        return cls.EDITING if action in {"amend", "undo"} else None

    @classmethod
    def undo_refusal(cls, entry: JournalEntry) -> str | None:
        """Why what this entry tells of cannot be put back, whoever asks, or None."""
        return None

    @classmethod
    async def undo(
        cls, record_id: int, action: str, changes: Mapping[str, Sequence[str]], *, by: Staff
    ) -> None:
        """Put back what an action changed; Refused when it has changed again since."""
        record = next(iter(await cls.with_ids([record_id])), None)
        if record is None:
            raise Refused("Cette fiche n’existe plus.")
        draft = Draft(cls.TOPIC, record.typed(), record.typed(), record_id=record.id)
        for name, (before, after) in changes.items():
            if name in draft.typed or cls.children_of(name):
                draft.base[name], draft.typed[name] = after, before
        try:
            await cls.amend(draft, by=by, action="undo")
        except Conflict as conflict:
            changed = ", ".join(clash.label for clash in conflict.clashes)
            raise Refused(f"Modifié encore depuis : {changed}. Corrigez dans la fiche.") from None
