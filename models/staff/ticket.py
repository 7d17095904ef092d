"""The ticket: between the password and the code, what a browser has proved so far."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Self

from tortoise import fields
from tortoise.models import Model

from models.database.transaction import transaction
from models.errors import Refused
from models.staff.credentials import token, token_hash

LIFE = timedelta(minutes=5)


class CodeNeeded(Refused):
    """The password was right; the browser keeps the ticket until the code is there, too."""

    def __init__(self, ticket: str) -> None:
        self.ticket = ticket
        super().__init__("Il manque le code de votre application.")


class Ticket(Model):
    """Somebody who has given the right password in a browser that holds this token."""

    id = fields.IntField(primary_key=True)
    token_hash = fields.CharField(64, unique=True)
    account: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField(
        "models.Account", related_name="tickets", on_delete=fields.CASCADE
    )
    account_id: int
    is_remembered = fields.BooleanField(default=False)
    made_at = fields.DatetimeField()

    class Meta:
        table = "ticket"

    @classmethod
    async def issue(cls, account_id: int, *, is_remembered: bool) -> str:
        """A ticket for this person: the token that the browser keeps."""
        made, now = token(), datetime.now(UTC)
        async with transaction():
            await cls.filter(made_at__lt=now - LIFE).delete()
            await cls.create(
                token_hash=token_hash(made),
                account_id=account_id,
                is_remembered=is_remembered,
                made_at=now,
            )
        return made

    @classmethod
    async def known(cls, ticket_token: str) -> Self | None:
        """The ticket, None once its time is over."""
        found = await cls.get_or_none(token_hash=token_hash(ticket_token))
        is_over = found is None or datetime.now(UTC) - found.made_at > LIFE
        return None if is_over else found

    async def use(self) -> bool:
        """Whether it was still there; it is not any more."""
        async with transaction():
            return bool(await type(self).filter(id=self.id).delete())

    @classmethod
    async def end_of_account(cls, account_id: int) -> None:
        """Inside the open transaction: who was on their way in begins again."""
        await cls.filter(account_id=account_id).delete()
