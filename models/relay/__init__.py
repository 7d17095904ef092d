from models.relay.presence import BOARD, PRESENCE, Place, Spot
from models.relay.relay import Relay, channel_for, check_channel
from models.relay.tally import TALLY

__all__ = [
    "BOARD",
    "PRESENCE",
    "TALLY",
    "Place",
    "Relay",
    "Spot",
    "channel_for",
    "check_channel",
]
