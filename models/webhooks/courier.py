"""What carries the outbox of events to the other programs, in the background of every process."""

from __future__ import annotations

from collections.abc import Callable

from models.mail import Carrier
from models.webhooks.delivery import Delivery
from models.webhooks.sending import Untold, tell
from models.webhooks.webhook import Webhook

DELETED = "Le webhook a été supprimé."


class Courier(Carrier):
    """Brings events to where they are to be told."""

    NAME = "courier"
    TOPICS = frozenset({Delivery.TOPIC})

    async def carry(self, is_over: Callable[[], bool]) -> None:
        await Delivery.forget_old()
        await tell_waiting(is_over)


async def tell_waiting(is_over: Callable[[], bool] = lambda: False) -> None:
    """Tell every event whose turn it is, until it is over."""
    while not is_over() and (delivery := await Delivery.claim()):
        webhook = await Webhook.get(id=delivery.webhook_id)
        if webhook.is_trashed:
            await delivery.give_up(DELETED)
            continue
        try:
            status = await tell(webhook, delivery.event_id, delivery.body)
        except Untold as untold:
            await delivery.note_failure(str(untold), untold.status)
        else:
            await delivery.note_sent(status)
