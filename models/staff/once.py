"""What a program has asked for under a key of its own is done once, however often it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from tortoise import fields
from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from models.database.transaction import transaction
from models.errors import Refused

KEPT = timedelta(hours=24)
ANOTHER = "Cette clé d’idempotence a déjà servi pour une autre demande."


class OtherRequest(Refused):
    """The key was used for something else."""

    def __init__(self) -> None:
        super().__init__(ANOTHER)


@dataclass(frozen=True)
class Done:
    """Where what was asked for is, with the status of the first answer, and if that was before."""

    location: str
    status: int
    is_again: bool = False


Work = Callable[[], Awaitable[Done]]


class OnceKey(Model):
    """A key of a token, with a hash of what was asked for under it, nothing of that itself."""

    id = fields.IntField(primary_key=True)
    token: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField(
        "models.ApiToken", related_name="keys", on_delete=fields.CASCADE
    )
    token_id: int
    key = fields.CharField(64)
    asked = fields.CharField(64)
    location = fields.CharField(200, default="")
    status = fields.IntField(default=0)
    created_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "once_key"
        unique_together = (("token", "key"),)

    @classmethod
    async def do(
        cls, token_id: int, key: str, asked: bytes, work: Work, *, apart: bool = False
    ) -> Done:
        """Do it unless it was done under this key; raises OtherRequest.

        What fails is as if it had never been asked for. Work that takes long is done `apart` from
        the transaction which keeps the key.
        """
        hash_, what = _hash(key.encode()), _hash(asked)
        if known := await cls._known(token_id, hash_):
            return known._answer(what)
        try:
            done = await work() if apart else None
            async with transaction():
                await cls.filter(created_at__lt=datetime.now(UTC) - KEPT).delete()
                row = await cls.create(
                    token_id=token_id, key=hash_, asked=what, created_at=datetime.now(UTC)
                )
                done = done or await work()
                values = {"location": done.location, "status": done.status}
                await cls.filter(id=row.id).update(**values)
        except IntegrityError:  # somebody was quicker by a moment
            if known := await cls._known(token_id, hash_):
                return known._answer(what)
            raise
        return done

    @classmethod
    async def _known(cls, token_id: int, hash_: str) -> Self | None:
        since = datetime.now(UTC) - KEPT
        return await cls.get_or_none(token_id=token_id, key=hash_, created_at__gte=since)

    def _answer(self, asked: str) -> Done:
        if self.asked != asked:
            raise OtherRequest
        return Done(self.location, self.status, is_again=True)


def _hash(text: bytes) -> str:
    return sha256(text).hexdigest()
