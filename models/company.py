"""The account settings: one row for the whole firm."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from models.changes import announce, transaction
from models.staff import Staff

THE_ROW = 1


class StagePolicy(StrEnum):
    """In which stage a new intervention or rental begins."""

    QUOTE = "quote"
    DIRECT = "direct"
    ASK = "ask"


class Company(Model):
    """What the firm has decided, effective at once for everybody."""

    TOPIC = "company"

    id = fields.IntField(primary_key=True)
    intervention_policy = fields.CharEnumField(
        StagePolicy, default=StagePolicy.ASK, max_length=20, description="Nouvelle intervention"
    )
    rental_policy = fields.CharEnumField(
        StagePolicy, default=StagePolicy.ASK, max_length=20, description="Nouvelle location"
    )

    class Meta:
        table = "company"

    @classmethod
    async def current(cls) -> Company:
        """The settings as they are now; the defaults until somebody decides."""
        return await cls.get_or_none(id=THE_ROW) or cls(id=THE_ROW)

    @classmethod
    async def decide(cls, kind: str, policy: StagePolicy, *, by: Staff) -> None:
        """Set the policy of `intervention` or `rental`."""
        async with transaction():
            await cls.update_or_create({f"{kind}_policy": policy}, id=THE_ROW)
            announce(cls.TOPIC, [THE_ROW])

    def policy(self, kind: str) -> StagePolicy:
        """The policy of a kind of document; kinds without a choice begin directly."""
        return StagePolicy(getattr(self, f"{kind}_policy", StagePolicy.DIRECT))
