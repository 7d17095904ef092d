from models.history.list import JOURNAL
from models.history.wording import details, done, told, topics, undo, undo_refusal

__all__ = [
    "JOURNAL",
    "details",
    "done",
    "told",
    "topics",
    "undo",
    "undo_refusal",
]
