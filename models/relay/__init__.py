from models.relay.presence import BOARD, PRESENCE, Place, Spot
from models.relay.relay import Relay, channel_for, check_channel

__all__ = [
    "BOARD",
    "PRESENCE",
    "Place",
    "Relay",
    "Spot",
    "channel_for",
    "check_channel",
]
