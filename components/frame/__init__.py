from components.frame.frame import PRODUCT, Frame, Section, dead_end
from components.frame.lock import bare_lock
from components.frame.outage import SECONDS, waiting

__all__ = [
    "PRODUCT",
    "SECONDS",
    "Frame",
    "Section",
    "bare_lock",
    "dead_end",
    "waiting",
]
