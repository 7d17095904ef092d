from models.relay.presence import BOARD, PRESENCE, Place
from models.relay.relay import Relay, channel_for, check_channel

__all__ = [
    "BOARD",
    "PRESENCE",
    "Place",
    "Relay",
    "channel_for",
    "check_channel",
]
