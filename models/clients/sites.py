"""A client that is a site of another one, which may be who is invoiced."""

from __future__ import annotations

from typing import Any, Self

from tortoise import fields

from models.clients.dependents import Dependents, Identity, depend_on_clients
from models.clients.erasure import Erasure
from models.clients.link import TOPIC, Link
from models.clients.terms import Trading
from models.database.connection import select
from models.database.transaction import transaction
from models.errors import Refused
from models.french.wording import Noun, quoted
from models.permissions import Staff
from models.records.changes import announce
from models.records.journal import JournalEntry, note

SITE = Noun("établissement", "établissements", "cet établissement")


class Site(Trading):
    """Somebody who may belong to a head office; a head office belongs to none."""

    head: fields.ForeignKeyNullableRelation[Any] = fields.ForeignKeyField(
        "models.Client",
        related_name="sites",
        on_delete=fields.SET_NULL,
        null=True,
        description="Siège",
    )
    head_id: int | None
    bills_head = fields.BooleanField(
        default=False, db_default=False, description="Factures au nom du siège"
    )

    class Meta:
        abstract = True

    @classmethod
    async def sites_of(cls, head_id: int) -> list[Self]:
        """The clients that belong to this one, by their names."""
        return await cls.filter(head_id=head_id, trashed_at=None).order_by("sort_key", "id")

    async def head_office(self) -> Self | None:
        return await type(self).get_or_none(id=self.head_id) if self.head_id else None

    async def payer(self) -> Self:
        """Whom its invoices name."""
        head = await self.head_office() if self.bills_head else None
        return head or self

    async def attach(self, head_id: int | None, *, bills_head: bool = False, by: Staff) -> None:
        """Have it belong to a head office, or to none any more; Refused where that goes round."""
        by.need(self.EDITING)
        async with transaction():
            # In the order of their ids, so that two who attach at the same time do not wait round.
            locked = {id_: await self.locked(id_) for id_ in sorted({self.id, head_id or self.id})}
            current, head = locked[self.id], locked.get(head_id or 0)
            if reason := current.edit_refusal or (await current._no_to(head) if head else None):
                raise Refused(reason)
            former = await current.head_office()
            values = {"head_id": head_id, "bills_head": head is not None and bills_head}
            await current.write(values, by=by, action=None)
            changes = {"head": (former.name if former else "", head.name if head else "")}
            await note(by, "attach", current.about, changes)
            announce(self.TOPIC, [one.id for one in (former, head) if one])

    async def _no_to(self, head: Self) -> str | None:
        if head.id == self.id:
            return "Un client n’est pas son propre siège."
        if head.is_trashed:
            return "Ce siège est dans la corbeille : restaurez-le d’abord."
        if head.head_id:
            return f"{quoted(head.name)} est lui-même un établissement : choisissez son siège."
        if await self.sites_of(self.id):
            return f"{quoted(self.name)} a lui-même des établissements."
        return None


class SitesOfClients(Dependents):
    """The sites of a head office go wherever it goes."""

    links = (Link("client", "head_id", "client", SITE, counted="trashed_at IS NULL"),)

    async def erase(self, erasure: Erasure) -> None:
        """Sites that it once had were told whose they were."""
        for entry in await JournalEntry.filter(topic=TOPIC, action="attach", is_erased=False):
            if erasure.former in entry.changes.get("head", ()):
                erasure.entries.add(entry.id)

    async def merge_refusal(self, gone: Identity, stays: Identity) -> str | None:
        """A site has no sites, and is not its own head office."""
        (link,) = self.links
        is_site = "SELECT id FROM client WHERE id = ? AND head_id IS NOT NULL"
        if await select(is_site, (stays.client_id,)) and await link.count([gone.client_id]):
            return (
                f"{quoted(gone.name)} est un siège, et {quoted(stays.name)} un établissement : "
                "gardez plutôt la fiche du siège."
            )
        return None


depend_on_clients(SitesOfClients())
