"""How a document moves from status to status, and what it makes on its way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NoReturn, Self

from models.clients.client import Client
from models.company import take_number
from models.database.transaction import transaction
from models.documents.kind import Kind, Move, Need, Stage, Status
from models.documents.kinds import KINDS
from models.errors import Invalid, Refused
from models.french.text import clean_line
from models.french.wording import lowered, quoted, today
from models.permissions import Permission, Staff
from models.records.undoing import Undoable

CONTENT = (
    *("subject", "client_reference", "internal_notes", "printed_notes", "discount"),
    "addressed",
)
"""What a document hands on to the one that it makes."""
NEEDS = {
    Need.LINES: "Ajoutez d’abord une ligne : ce document est vide.",
    Need.PERIOD: "Indiquez d’abord le début et la fin prévus.",
    Need.DUE: "Rien n’est dû sur cette facture.",
}
CLIENT = ("client_name", "client_key", "client_identity")
"""What an issued invoice hands on of its client, besides."""


def beginning_refusal(client: Client, stage: Stage) -> str | None:
    """Why nothing begins for this client in this stage, or None."""
    return client.contract_refusal if stage.is_contract else client.document_refusal


class Movable(Undoable):
    """A record of a kind, in a stage and a status from which there are moves."""

    kind: Any
    stage: Any
    status: Any
    is_open: Any
    number: Any
    revision: Any
    origin: Any
    client_id: int
    parent_id: int | None

    class Meta:
        abstract = True

    @property
    def kind_spec(self) -> Kind:
        return KINDS[self.kind]

    @property
    def stage_spec(self) -> Stage:
        return self.kind_spec.stage(self.stage)

    @property
    def standing(self) -> Status:
        """The status that time and money have made of the one that was decided."""
        raise NotImplementedError

    @property
    def status_label(self) -> str:
        return self.stage_spec.step(self.standing).label

    @property
    def caption_in_text(self) -> str:
        """What another document calls it."""
        return f"{lowered(self.stage_spec.title)} {self.number or f'réf. {self.id}'}"

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that are legal now."""
        return () if self.is_trashed else self.stage_spec.moves_from(self.status)

    @property
    def is_frozen(self) -> bool:
        """Whether it is an issued invoice, whose content no longer follows anything."""
        return bool(self.kind == "invoice" and self.status != Status.DRAFT)

    async def enter(self, client_id: int, *, by: Staff) -> Self:
        """Insert this new record for a client; Refused if the client is in the trash."""
        raise NotImplementedError

    async def recount(self, client: Client) -> None:
        """Have the client keep how many of its records are open."""
        raise NotImplementedError

    async def move(self, code: str, *, by: Staff, reason: str = "") -> Self:
        """Make a legal move: the document that it makes, or this one in its new status.

        Of several people who move it at the same time one wins; the others are Refused.
        """
        by.need(Permission.DOCUMENTS)
        async with transaction():
            client = await Client.locked(self.client_id)
            current = await type(self).locked(self.id)
            move = current.stage_spec.move(code)
            if move is None or move not in current.moves:
                raise Refused(
                    f"Ce document est déjà {quoted(current.status_label)} : "
                    "cette étape n’est plus possible."
                )
            if sentence := await current.move_refusal(move):
                raise Refused(sentence)
            await current._change_status(move, self.checked_reason(move, reason), by=by)
            made = await current._make(move, by=by) if move.makes else current
            await current.after_move(by=by)
            await current.recount(client)
        return made

    async def move_refusal(self, move: Move) -> str | None:
        """Why a move that is legal makes no sense yet, or None."""
        if reason := self.refused_for(await Client.get(id=self.client_id), move):
            return reason
        lacking = [need for need in NEEDS if need in move.needs and not await self.has(need)]
        return NEEDS[lacking[0]] if lacking else None

    def refused_for(self, client: Client, move: Move) -> str | None:
        """Why its client keeps it from this move, or None."""
        return client.contract_refusal if Need.CLIENT in move.needs else None

    def entry_refusal(self, client: Client) -> str | None:
        """Why it cannot begin for this client, or None; what is invoiced or credited of another
        document goes on."""
        if self.parent_id and not client.is_trashed and not self.stage_spec.is_contract:
            return None
        return beginning_refusal(client, self.stage_spec)

    async def has(self, need: Need) -> bool:
        """Whether it holds what a move asks for."""
        raise NotImplementedError

    async def take_content_of(self, other: Self) -> None:
        """Copy what hangs on the other one, inside the open transaction."""

    async def after_move(self, *, by: Staff) -> None:
        """Go on by itself where what follows is decided already."""

    async def _change_status(self, move: Move, reason: str, *, by: Staff) -> None:
        values: dict[str, Any] = {"status": move.target}
        if reason:
            values["closing_reason"] = reason
        if move.stamps:
            values[move.stamps] = datetime.now(UTC)
        if not self.number and move.target != Status.DRAFT:
            values["number"] = await take_number(self.kind, self.stage, today())
        await self.write(values, by=by, action="move")

    async def _make(self, move: Move, *, by: Staff) -> Self:
        assert move.makes is not None
        kind, stage, status = move.makes
        again = {"revision": self.revision + 1} if stage == self.stage else {}
        return await self.beget(kind, stage, status, by=by, **again)

    async def beget(self, kind: str, stage: str, status: Status, *, by: Staff, **more: Any) -> Self:
        """A document that comes of this one, with its content, inside the open transaction."""
        made = self.child(kind, stage, status, **more)
        made = await made.enter(self.client_id, by=by)
        await made.take_content_of(self)
        return made

    def child(self, kind: str, stage: str, status: Status, **more: Any) -> Self:
        """A new document of the same client, not yet stored."""
        kept = (*CONTENT, *(CLIENT if self.is_frozen else ()))
        dates = KINDS[kind].date_fields if kind == self.kind else ()
        return type(self)(
            kind=kind,
            stage=stage,
            status=status,
            **{
                **{name: getattr(self, name) for name in (*kept, *dates)},
                "parent_id": self.id,
                "origin": self.origin or ("" if self.kind == "invoice" else self.kind),
                **more,
            },
        )

    @property
    def discard_refusal(self) -> str | None:
        """Why this document cannot be discarded, or None: only a draft invoice can."""
        if self.kind == "invoice" and self.status == Status.DRAFT and not self.is_trashed:
            return None
        return "Seul un brouillon de facture ou d’avoir peut être supprimé."

    async def discard(self, *, by: Staff) -> None:
        """Throw a draft invoice or credit note away; what it was made from can be billed again."""
        by.need(Permission.DOCUMENTS)
        async with transaction():
            client = await Client.locked(self.client_id)
            current = await type(self).locked(self.id)
            if reason := current.discard_refusal:
                raise Refused(reason)
            await current.write({"trashed_at": datetime.now(UTC)}, by=by, action="discard")
            if current.parent_id:
                await (await type(self).locked(current.parent_id)).after_move(by=by)
            await current.recount(client)

    async def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a document is never erased: it is discarded, cancelled or credited")

    def checked_reason(self, move: Move, text: str) -> str:
        return self.required_reason(text) if move.asks_reason else ""

    @classmethod
    def required_reason(cls, text: str) -> str:
        """Why something is done, on one line; raises Invalid."""
        reason = clean_line(text)
        if not reason:
            raise Invalid({"reason": "Indiquez le motif."})
        limit = cls.length_of("closing_reason") or 0
        if len(reason) > limit:
            raise Invalid({"reason": f"Le motif compte {limit} caractères au plus."})
        return reason
