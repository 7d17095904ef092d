"""Invoices say whether credit notes have wholly taken them back, and by what they are to be paid."""

from typing import Any

from tortoise import fields
from tortoise.migrations import operations as ops

from models.database.migration import Step


TAKEN_BACK = (
    "UPDATE document SET is_taken_back = {true} WHERE kind = 'invoice' AND stage = 'invoice'"
    " AND status = 'issued' AND ttc <> 0 AND (credited = ttc OR ttc <= (SELECT sum(note.ttc)"
    " FROM document note WHERE note.parent_id = document.id AND note.stage = 'credit_note'"
    " AND note.status = 'issued'))"
)
WALKED = "stage, status, ttc, due, credited, is_taken_back, due_on, valid_until, ends_at, einvoice"
ORDER = "kind, is_open, updated_at, id"
INDEX = "CREATE INDEX document_from_updated_at ON document ({}) {} WHERE trashed_at IS NULL"


async def _forward(_apps: Any, editor: Any) -> None:
    run = editor.client.execute_query
    is_sqlite = editor.client.capabilities.dialect == "sqlite"
    await run(TAKEN_BACK.format(true="1" if is_sqlite else "true"))
    # SQLite reads from an index alone only if it has the column of its condition, too.
    inside = (f"{ORDER}, trashed_at, {WALKED}", "") if is_sqlite else (ORDER, f"INCLUDE ({WALKED})")
    await run("DROP INDEX document_from_updated_at")
    await run(INDEX.format(*inside))


class Migration(Step):
    dependencies = [("models", "0019_trash_by_time")]

    operations = [
        ops.AddField(
            model_name="Document",
            name="is_taken_back",
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name="Document",
            name="payment_mode",
            field=fields.CharField(
                default="", db_default="", description="Mode de règlement", max_length=20
            ),
        ),
        ops.AddField(
            model_name="Company",
            name="payment_mode",
            field=fields.CharField(
                default="transfer",
                db_default="transfer",
                description="Mode de règlement habituel",
                max_length=20,
            ),
        ),
        ops.RunPython(_forward),
    ]
