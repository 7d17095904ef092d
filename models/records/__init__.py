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
)
from models.records.known import Known
from models.records.only import Only
from models.records.record import RECORDS, Record
from models.records.shapes import (
    DAY,
    ID,
    MOMENT,
    Schema,
    amount_schema,
    as_json,
    as_typed,
    child_json,
    child_schema,
    column_schema,
    field_schema,
    nullable,
    with_children,
)
from models.records.trash import Obstacle, Removal, Trashable
from models.records.verifying import first_break, look_through, rewriting_since, told_erased

__all__ = [
    "DAY",
    "ID",
    "MOMENT",
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
    "Only",
    "Record",
    "Removal",
    "Retype",
    "Schema",
    "Trashable",
    "Typed",
    "amount_schema",
    "announce",
    "as_json",
    "as_typed",
    "child_json",
    "child_schema",
    "column_schema",
    "field_schema",
    "first_break",
    "given",
    "listen",
    "look_through",
    "nullable",
    "rewriting_since",
    "taken_back",
    "told_erased",
    "with_children",
]
