"""What of the tables below clients names one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.attachments import Attachment
from models.clients.dependents import Dependents, Told, depend_on_clients
from models.clients.link import TOPIC, Link
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
    """Messages and files go with their client; what the journal has told stays where it was, and
    tags follow from the client's own words. The row of an import says no more than a number."""

    links = (
        Link("outgoing_mail", "record_id", "outgoing_mail", MAIL, is_by_topic=True),
        Link(
            *("attachment", "record_id", Attachment.TOPIC, Attachment.NOUN, "trashed_at IS NULL"),
            is_by_topic=True,
        ),
        Link("journal", "record_id", is_by_topic=True, moves=False),
        Link("tagging", moves=False),
        Link("import_row", "record_id", moves=False),
        Link("visit", "record_id", is_by_topic=True, moves=False, goes=True),
    )

    async def told(self, client_id: int) -> Mapping[str, Sequence[Told]]:
        mails = await OutgoingMail.filter(topic=TOPIC, record_id=client_id).order_by("id")
        files = await Attachment.of(TOPIC, client_id)
        return {
            "Messages envoyés": [told_mail(mail) for mail in mails],
            "Fichiers": [
                {"Nom": one.name, "Ajouté": clock_moment(one.created_at)} for one in files
            ],
        }

    async def files(self, client_id: int) -> Mapping[str, str]:
        return {f"{one.id}-{one.name}": one.file for one in await Attachment.of(TOPIC, client_id)}


class AmongClients(Dependents):
    """What joins one client to another says what was, and stays.

    What is derived of clients, their search and the keys by which they are compared, follows them.
    """

    links = tuple(
        Link(table, column, moves=False, goes=True)
        for table, column in (
            ("client", "merged_into_id"),
            *(("client_pair", name) for name in ("one_id", "other_id")),
            *(("client_merge", name) for name in ("gone_id", "stays_id")),
        )
    )


depend_on_clients(KeptOfClients())
depend_on_clients(AmongClients())
