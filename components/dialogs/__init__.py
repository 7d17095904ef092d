from components.dialogs.asking import Asked, ask
from components.dialogs.conflict import settle
from components.dialogs.long_work import progress
from components.dialogs.question import (
    ask_reason,
    ask_text,
    choose,
    confirm,
    dismiss,
    inform,
    submit_answer,
)
from components.dialogs.shown_once import show_once
from components.dialogs.toast import Toasts
from components.dialogs.value_cards import value_cards

__all__ = [
    "Asked",
    "Toasts",
    "ask",
    "ask_reason",
    "ask_text",
    "choose",
    "confirm",
    "dismiss",
    "inform",
    "progress",
    "settle",
    "show_once",
    "submit_answer",
    "value_cards",
]
