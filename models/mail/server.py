"""The firm's mail server: by which it sends, and in whose name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from tortoise import fields

from models.config import HOST_NAME
from models.database.transaction import transaction
from models.errors import Invalid
from models.french.email_and_web import clean_email
from models.french.text import clean_line
from models.permissions import Permission, Staff
from models.records.field import Field, Typed
from models.records.journal import note
from models.records.only import THE_ROW, Only
from models.records.reading import choice, whole_number

NOT_SET = "Le courrier électronique n’est pas réglé : donnez le serveur dans les Paramètres."
NO_PASSWORD = "Le mot de passe du serveur de courrier manque : donnez-le dans les Paramètres."
WAY = {"host", "port", "security", "user"}
"""Where the password goes: it is asked for again before it goes anywhere else."""


class Security(StrEnum):
    """How the connection to the server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


SECURITY_WORDS: Mapping[str, str] = {
    Security.STARTTLS: "STARTTLS (port 587)",
    Security.TLS: "TLS (port 465)",
    Security.NONE: "aucune",
}


def _host(text: str, _typed: Typed) -> str:
    host = clean_line(text).lower()
    if host and not HOST_NAME.fullmatch(host):
        raise ValueError("Un nom de serveur seulement : smtp.exemple.fr, sans http ni port.")
    return host


def _security_advice(typed: Typed) -> str | None:
    if typed.get("security") == Security.NONE and typed.get("user", "").strip():
        return "Sans chiffrement, le mot de passe passe en clair sur le réseau."
    return None


class MailServer(Only):
    """The server that takes the firm's messages. Its password is kept here and shown nowhere."""

    host = fields.CharField(200, default="", description="Serveur (SMTP)")
    port = fields.IntField(default=587, description="Port")
    security = fields.CharEnumField(
        Security, default=Security.STARTTLS, max_length=20, description="Chiffrement"
    )
    user = fields.CharField(200, default="", description="Identifiant")
    password = fields.CharField(400, default="", description="Mot de passe")
    sender = fields.CharField(254, default="", description="Adresse d’expédition")
    sender_name = fields.CharField(120, default="", description="Nom de l’expéditeur")

    TOPIC: ClassVar[str] = "mail_server"
    HEADING: ClassVar[str] = "Courrier électronique"
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = (
        Field("host", clean=_host),
        Field("port", clean=whole_number(1, 65_535), input_type="decimal", is_half=True),
        Field(
            "security",
            clean=choice(Security),
            choices=SECURITY_WORDS,
            advise=_security_advice,
            input_type="select",
            is_half=True,
        ),
        Field("user"),
        Field("sender", clean=lambda text, _: clean_email(text), input_type="email"),
        Field("sender_name"),
    )

    class Meta:
        table = "mail_server"

    # --- what it is -------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return "Courrier électronique"

    @property
    def has_password(self) -> bool:
        return bool(self.password)

    @property
    def refusal(self) -> str | None:
        """Why nothing can be sent by it, or None."""
        if not (self.host and self.sender):
            return NOT_SET
        return NO_PASSWORD if self.user and not self.password else None

    # --- saving -----------------------------------------------------------------------------

    @classmethod
    def errors_between(cls, values: dict[str, Any], typed: Typed) -> dict[str, str]:
        if values.get("host") and not typed.get("sender", "").strip():
            return {"sender": "Indiquez l’adresse au nom de laquelle partent les messages."}
        return {}

    async def write(
        self, values: dict[str, Any], *, by: Staff, action: str | None = "amend"
    ) -> None:
        is_elsewhere = {name for name in WAY & values.keys() if values[name] != getattr(self, name)}
        await super().write(
            {**values, **({"password": ""} if is_elsewhere else {})}, by=by, action=action
        )

    # --- verbs ------------------------------------------------------------------------------

    @classmethod
    async def set_password(cls, password: str, *, by: Staff) -> None:
        """Keep the password, which only the server is told; "" forgets it. Raises Invalid."""
        by.need(Permission.SETTINGS)
        if len(password) > (cls.length_of("password") or 0):
            raise Invalid({"password": "Ce mot de passe est trop long."})
        async with transaction():
            server = await cls.locked(THE_ROW)
            await server.write({"password": password}, by=by, action=None)
            await note(by, "password", server.about)
