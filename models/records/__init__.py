from models.records.changes import Changed, announce, listen
from models.records.children import Child, Children
from models.records.conflict import Clash, Conflict
from models.records.draft import Draft
from models.records.field import Field
from models.records.journal import (
    THE_HEAD,
    JournalEntry,
    JournalHead,
    first_break,
    rewriting_since,
)
from models.records.known import Known
from models.records.record import RECORDS, Record
from models.records.trash import Obstacle, Removal, Trashable

__all__ = [
    "RECORDS",
    "THE_HEAD",
    "Changed",
    "Child",
    "Children",
    "Clash",
    "Conflict",
    "Draft",
    "Field",
    "JournalEntry",
    "JournalHead",
    "Known",
    "Obstacle",
    "Record",
    "Removal",
    "Trashable",
    "announce",
    "first_break",
    "listen",
    "rewriting_since",
]
