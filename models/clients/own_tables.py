"""What of the tables below clients names one of them."""

from __future__ import annotations

from models.clients.dependents import Dependents, Link, depend_on_clients
from models.french.wording import Noun

MAIL = Noun("message envoyé", "messages envoyés", "ce message")


class KeptOfClients(Dependents):
    """Messages go with their client; what the journal has told stays told of whom it was."""

    links = (
        Link("outgoing_mail", "record_id", "outgoing_mail", MAIL, is_by_topic=True),
        Link("journal", "record_id", is_by_topic=True, moves=False),
        Link("visit", "record_id", is_by_topic=True, moves=False, goes=True),
    )


depend_on_clients(KeptOfClients())
