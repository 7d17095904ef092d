from models.history.list import JOURNAL
from models.history.past import Past, end_of, past_of
from models.history.visit import News, Visit, note_visit
from models.history.wording import Detail, details, done, told, topics, undo, undo_refusal

__all__ = [
    "JOURNAL",
    "Detail",
    "News",
    "Past",
    "Visit",
    "details",
    "done",
    "end_of",
    "note_visit",
    "past_of",
    "told",
    "topics",
    "undo",
    "undo_refusal",
]
