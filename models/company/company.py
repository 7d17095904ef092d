"""The account settings: one row for the whole firm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from tortoise import fields

from models.config import SETTINGS
from models.database.transaction import transaction
from models.errors import Invalid
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.journal import Journalled, Subject, note

THE_ROW = 1
LOCK_MINUTES = range(1, 121)


class StagePolicy(StrEnum):
    """In which stage a new intervention or rental begins."""

    QUOTE = "quote"
    DIRECT = "direct"
    ASK = "ask"


POLICY_WORDS: Mapping[str, str] = {
    StagePolicy.QUOTE: "toujours devis",
    StagePolicy.DIRECT: "toujours ordre ou contrat",
    StagePolicy.ASK: "demander",
}


class Company(Journalled):
    """What the firm has decided, effective at once for everybody."""

    TOPIC = "company"
    HEADING = "Paramètres"

    id = fields.IntField(primary_key=True)
    intervention_policy = fields.CharEnumField(
        StagePolicy, default=StagePolicy.ASK, max_length=20, description="Nouvelle intervention"
    )
    rental_policy = fields.CharEnumField(
        StagePolicy, default=StagePolicy.ASK, max_length=20, description="Nouvelle location"
    )

    lock_minutes = fields.IntField(default=5, description="Verrouillage des appareils partagés")

    class Meta:
        table = "company"

    @classmethod
    def worded(cls, name: str, text: str) -> str:
        return POLICY_WORDS.get(text, text)

    @classmethod
    def names(cls, hosts: Iterable[str] = SETTINGS.hosts) -> list[str]:
        """What the firm is called, as far as the addresses of its server say."""
        labels = [host.split(".") for host in hosts]
        return [label for parts in labels for label in parts[: max(1, len(parts) - 1)]]

    @classmethod
    async def current(cls) -> Company:
        """The settings as they are now; the defaults until somebody decides."""
        return await cls.get_or_none(id=THE_ROW) or cls(id=THE_ROW)

    @classmethod
    async def decide(cls, kind: str, policy: StagePolicy, *, by: Staff) -> None:
        """Set the policy of `intervention` or `rental`."""
        await cls._set(f"{kind}_policy", policy, by)

    @classmethod
    async def lock_after(cls, minutes: float, *, by: Staff) -> None:
        """Lock the screen of a shared device after so many idle minutes; raises Invalid."""
        if minutes not in LOCK_MINUTES:
            raise Invalid({"lock_minutes": "Un nombre entier, de 1 à 120 minutes."})
        await cls._set("lock_minutes", int(minutes), by)

    @classmethod
    async def _set(cls, name: str, value: StagePolicy | int, by: Staff) -> None:
        by.need(Permission.SETTINGS)
        async with transaction():
            before = getattr(await cls.current(), name)
            await cls.update_or_create({name: value}, id=THE_ROW)
            subject = Subject(cls.TOPIC, THE_ROW, "Paramètres")
            await note(by, "settings", subject, {name: (str(before), str(value))})
            announce(cls.TOPIC, [THE_ROW])

    def policy(self, kind: str) -> StagePolicy:
        """The policy of a kind of document; kinds without a choice begin directly."""
        return StagePolicy(getattr(self, f"{kind}_policy", StagePolicy.DIRECT))
