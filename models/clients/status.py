"""How a client is to be served: as usual, with care, on no new contract, or no longer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Self

from tortoise import fields

from models.clients.sites import Site
from models.french.text import clean_line
from models.french.wording import quoted, short_date, today
from models.permissions import Permission, Staff, roles_with
from models.records.field import Field, Typed


class ClientStatus(StrEnum):
    ACTIVE = "active"
    WARN = "warn"
    BLOCK = "block"
    ARCHIVED = "archived"


STATUS_LABELS: Mapping[str, str] = {
    ClientStatus.ACTIVE: "Actif",
    ClientStatus.WARN: "Avertir",
    ClientStatus.BLOCK: "Bloquer",
    ClientStatus.ARCHIVED: "Archivé",
}
MARKS: Mapping[str, str] = {
    ClientStatus.ACTIVE: "",
    ClientStatus.WARN: "Avertir",
    ClientStatus.BLOCK: "Bloqué",
    ClientStatus.ARCHIVED: "Archivé",
}
"""What a list and a card say of it."""
WITH_REASON = {ClientStatus.WARN, ClientStatus.BLOCK}
IN_TRASH = "Ce client est dans la corbeille : restaurez-le d’abord."


def _status(text: str, _typed: Typed) -> ClientStatus:
    if text not in STATUS_LABELS:
        raise ValueError("Choisissez actif, avertir, bloquer ou archivé.")
    return ClientStatus(text)


def _is_remarkable(typed: Typed) -> bool:
    return typed.get("status", ClientStatus.ACTIVE) != ClientStatus.ACTIVE


STATUS_FIELDS = (
    Field("status", clean=_status, choices=STATUS_LABELS, section="Suivi", in_bulk=True),
    Field("status_reason", applies=_is_remarkable, in_bulk=True),
)


def status_errors(typed: Typed) -> dict[str, str]:
    """Whoever is warned of a client, or may not serve it, is told why."""
    if typed.get("status") in WITH_REASON and not clean_line(typed.get("status_reason", "")):
        return {"status_reason": "Indiquez le motif : il s’affiche à chaque nouveau document."}
    return {}


class WithStatus(Site):
    """A record that is served as usual or not, with the reason and the day since when."""

    status = fields.CharEnumField(
        ClientStatus,
        default=ClientStatus.ACTIVE,
        db_default=ClientStatus.ACTIVE.value,
        max_length=20,
        description="Statut",
    )
    status_reason = fields.CharField(300, default="", db_default="", description="Motif")
    status_since: date | None = fields.DateField(null=True, description="Depuis le")

    class Meta:
        abstract = True

    # --- what it is -------------------------------------------------------------------------

    @property
    def mark(self) -> str:
        """« Bloqué », or "" where it is served as usual."""
        return MARKS[self.status]

    @property
    def alert(self) -> str:
        """« Depuis le 12 oct. 2026 : impayés », what to know before serving it."""
        if not self.mark:
            return ""
        since = f"Depuis le {short_date(self.status_since)}" if self.status_since else ""
        return " : ".join(part for part in (since, self.status_reason) if part)

    @property
    def contract_refusal(self) -> str | None:
        """Why no contract begins and nothing leaves for it, or None."""
        if self.status == ClientStatus.BLOCK and not self.is_trashed:
            lifting = " ou ".join(f"un {role}" for role in roles_with(Permission.BLOCK))
            who = f"{quoted(self.name)} est bloqué : {self.status_reason.rstrip(' .')}."
            return f"{who} {lifting.capitalize()} peut lever le blocage."
        return self.document_refusal

    @property
    def document_refusal(self) -> str | None:
        """Why no document is begun for it, or None."""
        if self.is_trashed:
            return IN_TRASH
        if self.status == ClientStatus.ARCHIVED:
            return f"{quoted(self.name)} est archivé : remettez-le d’abord actif."
        return None

    # --- saving -----------------------------------------------------------------------------

    def update_from_dict(self, data: dict[str, Any]) -> Self:
        """Another status begins today."""
        if data.get("status", self.status) != self.status:
            data = {**data, "status_since": None}
        return super().update_from_dict(data)

    def derive_status(self) -> None:
        if self.status == ClientStatus.ACTIVE:
            self.status_since = None
        elif self.status_since is None:
            self.status_since = today()

    async def insert_once(self, *, by: Staff) -> Self:
        if self.status == ClientStatus.BLOCK:
            by.need(Permission.BLOCK)
        return await super().insert_once(by=by)

    def check_rights(self, values: Mapping[str, Any], by: Staff) -> None:
        """Whoever may not block a client may not lift it either, nor say another reason."""
        before = (self.status, self.status_reason)
        after = (values.get("status", before[0]), values.get("status_reason", before[1]))
        if before != after and ClientStatus.BLOCK in {before[0], after[0]}:
            by.need(Permission.BLOCK)
