"""A webhook: where another program is told of what has happened, and of what."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from secrets import token_bytes
from typing import ClassVar, Self
from urllib.parse import urlsplit

from tortoise import fields

from models.config import SETTINGS
from models.database.transaction import transaction
from models.errors import Refused
from models.french.text import clean_line
from models.permissions import Permission, Staff
from models.records.draft import Draft
from models.records.field import Field, Typed
from models.records.journal import note
from models.records.reading import any_of
from models.records.record import Record
from models.webhooks.events import EVENT_WORDS
from models.webhooks.outside import is_host, is_plainly_inside

SECRET_PREFIX = "whsec_"
SECRET_BYTES = 32
MOST = 20
INSIDE = "Cette adresse mène à un réseau privé : rien n’y est envoyé."
NOT_AN_ADDRESS = "Une adresse complète est attendue, comme https://boutique.example.fr/comptoir."


def _clean_url(text: str, _typed: Typed) -> str:
    url = clean_line(text)
    try:
        parts = urlsplit(url)
        is_whole = is_host(parts.hostname or "") and (parts.port is None or parts.port > 0)
    except ValueError:
        is_whole = False
    if not is_whole or not url.isascii() or " " in url or parts.scheme not in {"http", "https"}:
        raise ValueError(NOT_AN_ADDRESS)
    if parts.username or parts.password or parts.fragment:
        raise ValueError("Sans identifiant, mot de passe ni # : la signature prouve qui envoie.")
    if parts.scheme == "http" and not SETTINGS.private_webhooks:
        raise ValueError("Il faut https:// : ce qui est envoyé ne se lit pas en chemin.")
    if is_plainly_inside(parts.hostname or "") and not SETTINGS.private_webhooks:
        raise ValueError(INSIDE)
    return url


def _clean_events(text: str, typed: Typed) -> str:
    events = str(any_of(EVENT_WORDS)(text, typed))
    if not events:
        raise ValueError("Choisissez au moins un événement.")
    return events


class Webhook(Record):
    """An address of another program, and the secret by which it knows who tells it."""

    url = fields.CharField(500, description="Adresse")
    events = fields.CharField(600, description="Événements")
    secret = fields.CharField(80)

    TOPIC: ClassVar[str] = "webhook"
    HEADING: ClassVar[str] = "Webhooks"
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = (
        Field("url", clean=_clean_url, input_type="url", is_required=True),
        Field("events", clean=_clean_events, choices=EVENT_WORDS, input_type="several"),
    )

    class Meta:
        table = "webhook"

    # --- what it is -------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return self.url[:250]

    @property
    def event_words(self) -> list[str]:
        return [EVENT_WORDS[one] for one in self.events.split(",") if one in EVENT_WORDS]

    @property
    def key(self) -> bytes:
        """What it is signed with."""
        return b64decode(self.secret.removeprefix(SECRET_PREFIX))

    @classmethod
    async def all_of_them(cls) -> list[Self]:
        """Those that are told, the oldest first."""
        return await cls.filter(trashed_at=None).order_by("id")

    def derive(self) -> None:
        self.secret = self.secret or new_secret()

    # --- verbs ------------------------------------------------------------------------------

    @classmethod
    async def create_from(cls, draft: Draft, *, by: Staff) -> Self:
        by.need(cls.EDITING)
        if await cls.filter(trashed_at=None).count() >= MOST:
            raise Refused(f"{MOST} webhooks au plus : supprimez-en un d’abord.")
        return await super().create_from(draft, by=by)

    async def renew_secret(self, *, by: Staff) -> str:
        """Another secret, which is returned to be told; the former is good for nothing."""
        by.need(self.EDITING)
        made = new_secret()
        async with transaction():
            current = await type(self).locked(self.id)
            await current.write({"secret": made}, by=by, action=None)
            await note(by, "secret", current.about)
        return made

    async def forget(self, *, by: Staff) -> None:
        """Tell it nothing more, nor what still waits."""
        by.need(self.EDITING)
        async with transaction():
            current = await type(self).locked(self.id)
            if current.is_trashed:
                raise Refused("Ce webhook est déjà supprimé.")
            await current.write({"trashed_at": datetime.now(UTC)}, by=by, action="discard")


def new_secret() -> str:
    return SECRET_PREFIX + b64encode(token_bytes(SECRET_BYTES)).decode()
