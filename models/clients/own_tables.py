"""What of the tables below clients names one of them."""

from __future__ import annotations

from models.attachments import Attachment
from models.clients.dependents import Dependents, Link, depend_on_clients
from models.french.wording import Noun

MAIL = Noun("message envoyé", "messages envoyés", "ce message")


class KeptOfClients(Dependents):
    """Messages and files go with their client; what the journal has told stays where it was."""

    links = (
        Link("outgoing_mail", "record_id", "outgoing_mail", MAIL, is_by_topic=True),
        Link(
            *("attachment", "record_id", Attachment.TOPIC, Attachment.NOUN, "trashed_at IS NULL"),
            is_by_topic=True,
        ),
        Link("journal", "record_id", is_by_topic=True, moves=False),
    )


class AmongClients(Dependents):
    """What joins one client to another says what was, and stays.

    What is derived of clients, their search and the keys by which they are compared, follows them.
    """

    links = tuple(
        Link(table, column, moves=False)
        for table, column in (
            ("client", "merged_into_id"),
            *(("client_pair", name) for name in ("one_id", "other_id")),
            *(("client_merge", name) for name in ("gone_id", "stays_id")),
        )
    )


depend_on_clients(KeptOfClients())
depend_on_clients(AmongClients())
