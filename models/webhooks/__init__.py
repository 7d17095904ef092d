from models.webhooks.courier import Courier, tell_waiting
from models.webhooks.delivery import Delivery, DeliveryState
from models.webhooks.events import EVENT_WORDS
from models.webhooks.webhook import Webhook

__all__ = [
    "EVENT_WORDS",
    "Courier",
    "Delivery",
    "DeliveryState",
    "Webhook",
    "tell_waiting",
]
