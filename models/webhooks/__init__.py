from models.webhooks.courier import Courier, tell_all
from models.webhooks.delivery import Delivery
from models.webhooks.events import EVENT_WORDS
from models.webhooks.webhook import Webhook

__all__ = [
    "EVENT_WORDS",
    "Courier",
    "Delivery",
    "Webhook",
    "tell_all",
]
