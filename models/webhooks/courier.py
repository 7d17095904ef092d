"""What carries the outbox of events to the other programs, in the background of every process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from models.mail import Carrier
from models.webhooks.delivery import Delivery
from models.webhooks.sending import Untold, tell
from models.webhooks.webhook import Webhook

GONE = 410
NO_MORE = "Réponse 410 : l’autre programme dit qu’il n’est plus là."
DELETED = "Le webhook a été supprimé."


class Courier(Carrier):
    """Brings events to where they are to be told: to each webhook one after the other, and to all
    of them at the same time, so that nobody waits for a slow one."""

    NAME = "courier"
    TOPICS = frozenset({Delivery.TOPIC})

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[int, asyncio.Task[None]] = {}

    async def carry(self, is_over: Callable[[], bool]) -> None:
        await Delivery.forget_old()
        for webhook_id in await Delivery.webhooks_due():
            if webhook_id not in self._told:
                telling = self.begin(self._tell(webhook_id, is_over))
                self._told[webhook_id] = telling

    async def _tell(self, webhook_id: int, is_over: Callable[[], bool]) -> None:
        try:
            await self.attempt(tell_all(webhook_id, is_over))
        finally:
            del self._told[webhook_id]
        self.call()  # something may have been written out since it looked for the last time


async def tell_all(webhook_id: int, is_over: Callable[[], bool] = lambda: False) -> None:
    """Tell a webhook every event whose turn it is, until it is over."""
    while not is_over() and (delivery := await Delivery.claim(webhook_id=webhook_id)):
        webhook = await Webhook.get(id=webhook_id)
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
                await Delivery.put_off(webhook_id)
        else:
            await delivery.note_sent(status)
