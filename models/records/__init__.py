from models.records.changes import Changed, announce, listen
from models.records.changing_many import Changeable, Effect, Retype, given, taken_back
from models.records.children import Child, Children
from models.records.conflict import Clash, Conflict
from models.records.draft import Draft
from models.records.field import Field, Typed
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
    "Changeable",
    "Changed",
    "Child",
    "Children",
    "Clash",
    "Conflict",
    "Draft",
    "Effect",
    "Field",
    "JournalEntry",
    "JournalHead",
    "Known",
    "Obstacle",
    "Record",
    "Removal",
    "Retype",
    "Trashable",
    "Typed",
    "announce",
    "first_break",
    "given",
    "listen",
    "rewriting_since",
    "taken_back",
]
