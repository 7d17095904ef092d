"""What of the tables below clients names one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.clients.dependents import TOPIC, Dependents, Link, Told, depend_on_clients
from models.french.wording import Noun, clock_moment, listed
from models.mail.outgoing import OutgoingMail

MAIL = Noun("message envoyé", "messages envoyés", "ce message")


def told_mail(mail: OutgoingMail) -> Told:
    """A message as its reader has it."""
    return {
        "Quand": clock_moment(mail.sent_at or mail.created_at),
        "À": listed([*mail.to, *mail.cc]),
        "Objet": mail.subject,
        "Texte": mail.body,
    }


class KeptOfClients(Dependents):
    """Messages go with their client; what the journal has told stays told of whom it was."""

    links = (
        Link("outgoing_mail", "record_id", "outgoing_mail", MAIL, is_by_topic=True),
        Link("journal", "record_id", is_by_topic=True, moves=False),
        Link("visit", "record_id", is_by_topic=True, moves=False, goes=True),
    )

    async def told(self, client_id: int) -> Mapping[str, Sequence[Told]]:
        mails = await OutgoingMail.filter(topic=TOPIC, record_id=client_id).order_by("id")
        return {"Messages envoyés": [told_mail(mail) for mail in mails]}


depend_on_clients(KeptOfClients())
