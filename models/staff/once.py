"""What a program has asked for under a key of its own is done once, however often it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from tortoise import fields
from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from models.database.outage import Outage
from models.database.transaction import transaction
from models.errors import Refused

KEPT = timedelta(hours=24)
LONGEST_WORK = timedelta(minutes=10)
"""After which what was begun has ended with its process."""
ANOTHER = "Cette clé d’idempotence a déjà servi pour une autre demande."


class OtherRequest(Refused):
    """The key was used for something else."""

    def __init__(self) -> None:
        super().__init__(ANOTHER)


class UnderWay(Refused):
    """The same is being done at this moment."""

    def __init__(self) -> None:
        super().__init__("La même demande est en cours : renvoyez-la dans un instant.")


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
        any transaction, while the key is held; who sends it again meanwhile gets UnderWay.
        """
        hash_, what = _hash(key.encode()), _hash(asked)
        if known := await cls._known(token_id, hash_):
            return known._answer(what)
        try:
            async with transaction():
                row = await cls._hold(token_id, hash_, what)
                if not apart:
                    return await row._keep(await work())
        except IntegrityError:  # somebody was quicker by a moment
            if known := await cls._known(token_id, hash_):
                return known._answer(what)
            raise
        try:
            done = await work()
        except BaseException:  # whatever it is, it was not done
            with suppress(Outage):  # or it is held for `LONGEST_WORK`
                async with transaction():
                    await cls.filter(id=row.id).delete()
            raise
        async with transaction():
            return await row._keep(done)

    @classmethod
    async def _hold(cls, token_id: int, hash_: str, asked: str) -> Self:
        """Enter the key, inside the open transaction, which forgets what is past."""
        now = datetime.now(UTC)
        await cls.filter(created_at__lt=now - KEPT).delete()
        same = cls.filter(token_id=token_id, key=hash_, location="")
        await same.filter(created_at__lt=now - LONGEST_WORK).delete()
        return await cls.create(token_id=token_id, key=hash_, asked=asked, created_at=now)

    async def _keep(self, done: Done) -> Done:
        """Enter where what was done is."""
        values = {"location": done.location, "status": done.status}
        await type(self).filter(id=self.id).update(**values)
        return done

    @classmethod
    async def _known(cls, token_id: int, hash_: str) -> Self | None:
        now = datetime.now(UTC)
        since = now - KEPT
        found = await cls.get_or_none(token_id=token_id, key=hash_, created_at__gte=since)
        is_past = found and not found.location and found.created_at < now - LONGEST_WORK
        return None if is_past else found

    def _answer(self, asked: str) -> Done:
        if self.asked != asked:
            raise OtherRequest
        if not self.location:
            raise UnderWay
        return Done(self.location, self.status, is_again=True)


def _hash(text: bytes) -> str:
    return sha256(text).hexdigest()
