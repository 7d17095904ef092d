from components.dialogs.conflict import settle
from components.dialogs.long_work import progress
from components.dialogs.question import ask_reason, ask_text, choose, confirm, dismiss, inform
from components.dialogs.toast import Toasts

__all__ = [
    "Toasts",
    "ask_reason",
    "ask_text",
    "choose",
    "confirm",
    "dismiss",
    "inform",
    "progress",
    "settle",
]
