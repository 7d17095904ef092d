"""What carries the outbox of events to the other programs, in the background of every process."""

from __future__ import annotations

from collections.abc import Callable

from models.mail import Carrier
from models.webhooks.delivery import Delivery
from models.webhooks.sending import Untold, tell
from models.webhooks.webhook import Webhook

GONE = 410
NO_MORE = "Réponse 410 : l’autre programme dit qu’il n’est plus là."
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
            if untold.status == GONE:
                await delivery.give_up(NO_MORE, GONE)
                continue
            await delivery.note_failure(str(untold), untold.status)
            if untold.status is None:  # each further one might take as long
                await Delivery.put_off(webhook.id)
        else:
            await delivery.note_sent(status)
