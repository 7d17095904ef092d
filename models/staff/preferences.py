"""What each person has chosen for their own screen."""

from __future__ import annotations

from typing import Any

from tortoise import fields

from models.database.transaction import transaction
from models.errors import Invalid
from models.permissions import Permission, Staff
from models.records.record import Record


class Preferences(Record):
    """Somebody with a screen of their own."""

    home = fields.CharField(40, default="", db_default="", description="Écran d’accueil")
    """The address that a bare address shows; "" shows what everybody sees first."""
    has_started = fields.BooleanField(default=False, db_default=False)
    """Whether the first steps were put away."""

    class Meta:
        abstract = True

    async def choose_home(self, path: str, *, by: Staff) -> None:
        """Begin there from now on; "" is where everybody begins. Raises Invalid."""
        by.need(Permission.SEE)
        if path and (not path.startswith("/") or len(path) > (self.length_of("home") or 0)):
            raise Invalid({"home": "Choisissez l’un des écrans."})
        await self._prefer(by, home=path)

    async def put_steps_away(self, *, by: Staff) -> None:
        """Show the first steps no more."""
        by.need(Permission.SEE)
        await self._prefer(by, has_started=True)

    async def _prefer(self, by: Staff, **values: Any) -> None:
        async with transaction():
            await self._keep(by, None, **values)

    async def _keep(self, by: Staff, action: str | None, **values: Any) -> None:
        """Store values that no form shows; `action` is what the journal says of it."""
        raise NotImplementedError
