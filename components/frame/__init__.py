from components.frame.frame import Frame, dead_end
from components.frame.header import PRODUCT
from components.frame.lock import bare_lock
from components.frame.outage import SECONDS, outage_notice
from components.frame.screen import HOME, Badge, Screen
from components.frame.shortcuts import LIST_KEYS, SELECTION_KEYS, Handler

__all__ = [
    "HOME",
    "LIST_KEYS",
    "PRODUCT",
    "SECONDS",
    "SELECTION_KEYS",
    "Badge",
    "Frame",
    "Handler",
    "Screen",
    "bare_lock",
    "dead_end",
    "outage_notice",
]
