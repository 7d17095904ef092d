"""What is ticked among clients, and what can be done with them besides."""

from __future__ import annotations

from models.permissions import Permission
from pages.clients.law import anonymise_clients
from pages.desk import BulkAction, DeskSelection


class ClientSelection(DeskSelection):
    """Clients that are thrown away, taken back, exported, or let go for good."""

    def actions(self) -> tuple[BulkAction, ...]:
        permissions = (Permission.ANONYMISE,)
        let_go = BulkAction("Anonymiser", "anonymous", "danger-quiet", self._let_go, permissions)
        return (*super().actions(), let_go)

    async def _let_go(self) -> None:
        await anonymise_clients(self.frame, await self.ids())
        self.read_list_again()
        await self.clear()
