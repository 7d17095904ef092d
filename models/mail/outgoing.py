"""Messages on their way out: kept until a server has taken them, tried again until it does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self

from tortoise import fields

from models.database.transaction import transaction
from models.errors import Invalid, Refused
from models.french.email_and_web import clean_email
from models.french.text import clean_line, clean_text
from models.french.wording import listed
from models.mail.outbox import Outbox, SendingState
from models.mail.sending import Unsent, new_message_id
from models.mail.server import MailServer
from models.permissions import THE_HOUSE, Permission, Staff
from models.records.changes import announce
from models.records.journal import Subject, note

MOST_RECIPIENTS = 20
MOST_ATTACHMENTS = 10
GIVEN_UP = "Abandonné."


class OutgoingMail(Outbox):
    """A message about a record, with its attachments by the hash of what they hold."""

    created_at = fields.DatetimeField(auto_now_add=True)
    author = fields.CharField(100)
    topic = fields.CharField(20)
    record_id = fields.IntField()
    caption = fields.CharField(250)
    to: list[str] = fields.JSONField(default=list)
    cc: list[str] = fields.JSONField(default=list)
    subject = fields.CharField(250)
    body = fields.CharField(20_000)
    attachments: list[dict[str, str]] = fields.JSONField(default=list)
    message_id = fields.CharField(250)

    TOPIC: ClassVar[str] = "outgoing_mail"
    CLAIM = timedelta(minutes=5)
    PAUSES = (1, 5, 15, 60, 240, 720, 1_440)

    class Meta:
        table = "outgoing_mail"
        indexes = (("state", "next_try_at"), ("topic", "record_id"))

    @property
    def about(self) -> Subject:
        """The record that it is about, in whose history it stands."""
        return Subject(self.topic, self.record_id, self.caption)

    @property
    def recipients(self) -> str:
        return listed([*self.to, *self.cc])

    @classmethod
    async def of(cls, topic: str, record_id: int) -> list[Self]:
        """The messages about a record, the latest first."""
        return await cls.filter(topic=topic, record_id=record_id).order_by("-id")

    @classmethod
    async def unsent(cls, limit: int = 20) -> list[Self]:
        """Those that no server has taken yet, the latest first."""
        return await cls.exclude(state=SendingState.SENT).order_by("-id").limit(limit)

    # --- sending ----------------------------------------------------------------------------

    async def note_sent(self) -> None:
        """The server has taken it."""
        await self._note(self.as_sent())

    async def note_failure(self, failure: Unsent) -> None:
        """The server has not; it is tried again later, or given up."""
        values = self.as_failed(str(failure), is_final=failure.is_final)
        await self._note(values, "mail_failed" if "state" in values else None)

    async def _note(self, values: dict[str, Any], action: str | None = None) -> None:
        async with transaction():
            await type(self).filter(id=self.id).update(**values)
            if action:
                what = {"motif": ("", values["error"])}
                await note(THE_HOUSE, action, self.about, what)
            announce(self.TOPIC, [self.id])
            announce(self.topic, [self.record_id])

    # --- verbs ------------------------------------------------------------------------------

    async def try_again(self, *, by: Staff) -> None:
        """Give a message that was given up its tries anew, by the server as it is set now."""
        by.need(Permission.DOCUMENTS)
        await self._restart({"state": SendingState.WAITING, "tries": 0}, "mail", by=by)

    async def give_up(self, *, by: Staff) -> None:
        """Send it no more, or not at all."""
        by.need(Permission.DOCUMENTS)
        await self._restart({"state": SendingState.FAILED, "error": GIVEN_UP}, "mail_failed", by=by)

    async def _restart(self, values: dict[str, Any], action: str, *, by: Staff) -> None:
        async with transaction():
            unsent = type(self).filter(id=self.id).exclude(state=SendingState.SENT)
            if not await unsent.update(**values, next_try_at=datetime.now(UTC)):
                raise Refused("Ce message est déjà parti.")
            await note(by, action, self.about, self._told)
            announce(self.TOPIC, [self.id])

    @property
    def _told(self) -> dict[str, tuple[str, str]]:
        """What the journal says of it."""
        return {"e-mail": ("", f"{self.recipients} : {self.subject}")}


async def post(
    to: Sequence[str],
    subject: str,
    body: str,
    *,
    about: Subject,
    by: Staff,
    cc: Sequence[str] = (),
    attachments: Sequence[dict[str, str]] = (),
) -> OutgoingMail:
    """Put a message into the outbox, inside the open transaction or one of its own.

    An attachment is its `name`, its `media_type` and the `hash` by which it is stored. Raises
    Invalid under `to`, `cc`, `subject` or `body`, and Refused while no server is set.
    """
    by.need(Permission.DOCUMENTS)
    server = await MailServer.current()
    if reason := server.refusal:
        raise Refused(reason)
    values: dict[str, Any] = {
        **_checked(to, cc, subject, body),
        "attachments": list(attachments[:MOST_ATTACHMENTS]),
    }
    async with transaction():
        mail = await OutgoingMail.create(
            author=by.name,
            topic=about.topic,
            record_id=about.record_id,
            caption=about.caption[:250],
            message_id=new_message_id(server),
            next_try_at=datetime.now(UTC),
            **values,
        )
        await note(by, "mail", about, mail._told)
        announce(OutgoingMail.TOPIC, [mail.id])
        announce(about.topic, [about.record_id])
    return mail


def _checked(to: Sequence[str], cc: Sequence[str], subject: str, body: str) -> dict[str, Any]:
    errors: dict[str, str] = {}
    values: dict[str, Any] = {"subject": clean_line(subject), "body": clean_text(body)}
    for name, addresses in (("to", to), ("cc", cc)):
        try:
            values[name] = [one for one in map(clean_email, addresses) if one]
        except ValueError as error:
            errors[name] = str(error)
    if not errors and not values["to"]:
        errors["to"] = "Indiquez à qui l’envoyer."
    elif not errors and len([*values["to"], *values["cc"]]) > MOST_RECIPIENTS:
        errors["to"] = f"{MOST_RECIPIENTS} destinataires au plus."
    if not values["subject"]:
        errors["subject"] = "Indiquez l’objet."
    for name in ("subject", "body"):
        limit = OutgoingMail._meta.fields_map[name].constraints["max_length"]
        if len(values[name]) > limit:
            errors[name] = f"{limit} caractères au plus."
    if errors:
        raise Invalid(errors)
    return values
