"""Devices: the browsers in which somebody has signed in, and those that the counter shares."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar, Self

import ua_parser
from tortoise import fields

from models.database.transaction import transaction
from models.errors import Refused
from models.french.text import clean_line
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.journal import Journalled, Subject, note
from models.staff.credentials import token, token_hash


class Device(Journalled):
    """A browser, known again by a token that it keeps."""

    id = fields.IntField(primary_key=True)
    token_hash = fields.CharField(64, unique=True)
    name = fields.CharField(60, default="", description="Nom de l’appareil")
    browser = fields.CharField(80, default="", description="Navigateur")
    is_shared = fields.BooleanField(default=False, description="Partagé")
    is_dark = fields.BooleanField(null=True, description="Sombre")
    created_at = fields.DatetimeField(auto_now_add=True)

    TOPIC: ClassVar[str] = "device"
    HEADING: ClassVar[str] = "Appareils"

    class Meta:
        table = "device"

    @property
    def label(self) -> str:
        """Its name, or else what it is."""
        return self.name or self.browser or "Appareil inconnu"

    @classmethod
    async def known(cls, device_token: str) -> Self | None:
        return await cls.get_or_none(token_hash=token_hash(device_token)) if device_token else None

    @classmethod
    async def register(cls, user_agent: str) -> tuple[Self, str]:
        """A device seen for the first time, and the token that its browser keeps."""
        made = token()
        device = await cls.create(token_hash=token_hash(made), browser=browser_name(user_agent))
        return device, made

    @classmethod
    async def share(cls, device_id: int, name: str, *, by: Staff) -> None:
        """Mark a device as the counter's: staff then switch on it with their PIN."""
        by.need(Permission.ACCOUNTS)
        named = clean_line(name)[: cls._meta.fields_map["name"].constraints["max_length"]]
        if not named:
            raise Refused("Donnez un nom à cet appareil, par exemple « Tablette du comptoir ».")
        await cls._write(device_id, by, "share", is_shared=True, name=named)

    @classmethod
    async def unshare(cls, device_id: int, *, by: Staff) -> None:
        """Make it somebody's own device again."""
        by.need(Permission.ACCOUNTS)
        await cls._write(device_id, by, "unshare", is_shared=False)

    @classmethod
    async def _write(cls, device_id: int, by: Staff, action: str, **values: object) -> None:
        async with transaction():
            device = await cls.select_for_update().get_or_none(id=device_id)
            if device is None:
                raise Refused("Cet appareil n’est plus connu.")
            await device.update_from_dict(values).save()
            await note(by, action, Subject(cls.TOPIC, device.id, device.label))
            announce(cls.TOPIC, [device.id])

    @classmethod
    async def set_dark(cls, device_id: int, is_dark: bool) -> None:
        """Remember how this device likes its screen."""
        async with transaction():
            await cls.filter(id=device_id).update(is_dark=is_dark)
            announce(cls.TOPIC, [device_id])


@lru_cache(maxsize=256)
def browser_name(user_agent: str) -> str:
    """« Chrome sur Windows », as far as the browser says."""
    found = ua_parser.parse(user_agent[:500])
    parts = [
        part.family
        for part in (found.user_agent, found.os)
        if part is not None and part.family != "Other"
    ]
    return " sur ".join(parts)[:80]
