from models.history.list import JOURNAL
from models.history.wording import details, done, topics, undo, undo_refusal

__all__ = [
    "JOURNAL",
    "details",
    "done",
    "topics",
    "undo",
    "undo_refusal",
]
