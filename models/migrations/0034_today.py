"""The day at a glance: indexes of what waits for somebody, each of its few rows alone and with what
they come to; of what an invoice is; and what each person wants to see first.
"""

from typing import Any

from tortoise import fields
from tortoise.migrations import operations as ops

from models.database.migration import Step

SUMMED = ("kind", "stage", "is_open", "ttc", "due")
"""What lists filter by and add up, beside the order and the condition."""
WAITING = (
    ("leaving", "starts_at", ("status = 'reserved'",), ()),
    ("out_until", "ends_at", ("status = 'out'",), ()),
    ("for_today", "planned_on", ("status IN ('in_progress', 'planned')",), ()),
    ("owed", "due_on", ("status = 'issued'", "due > 0"), ()),
    ("unanswered", "updated_at", ("status = 'sent'",), ("valid_until",)),
    ("to_bill", "updated_at", ("status IN ('done', 'returned', 'delivered')",), ()),
    ("drafts", "updated_at", ("status = 'draft'",), ()),
    ("under_way", "updated_at", ("is_open",), ("status", "author")),
    ("quotes", "dated_on", ("stage = 'quote'",), ("status", "author")),
    ("under_way_by_client", "client_key", ("is_open",), ()),
)
"""By name the order of an index, which rows it has, and what else it holds of them."""
INVOICED = ("stage", "status", "origin", "author", "ht")
ORIGIN = (
    "UPDATE document SET origin = (SELECT CASE WHEN p.origin <> '' THEN p.origin ELSE p.kind END"
    " FROM document p WHERE p.id = document.parent_id)"
    " WHERE origin = '' AND parent_id IN"
    " (SELECT id FROM document WHERE kind <> 'invoice' OR origin <> '')"
)
"""What the one before was of; run until nothing changes, since a credit note is of an invoice."""
DEEPEST = 3


async def _indexes(_apps: Any, editor: Any) -> None:
    run = editor.client.execute_query
    is_sqlite = editor.client.capabilities.dialect == "sqlite"
    for _ in range(DEEPEST):
        await run(ORIGIN)
    for name, order, conditions, more in WAITING:
        ours = {order, "status"} if is_sqlite else {order}
        held = [one for one in (*SUMMED, *more) if one not in ours]
        first = " NULLS FIRST" if order == "due_on" and not is_sqlite else ""
        # SQLite reads from an index alone only if it has the columns of its condition, too.
        inside = (
            f"({order}, id, trashed_at, status, {', '.join(held)})"
            if is_sqlite
            else f"({order}{first}, id) INCLUDE ({', '.join(held)})"
        )
        which = " AND ".join(("trashed_at IS NULL", *conditions))
        await run(f"CREATE INDEX document_{name} ON document {inside} WHERE {which}")
    await run("CREATE INDEX client_since ON client (created_at) WHERE trashed_at IS NULL")
    await run("DROP INDEX document_of_day")
    inside = (
        f"(kind, dated_on, id, trashed_at, {', '.join(INVOICED)})"
        if is_sqlite
        else f"(kind, dated_on, id) INCLUDE ({', '.join(INVOICED)})"
    )
    await run(f"CREATE INDEX document_of_day ON document {inside} WHERE kind = 'invoice'")


class Migration(Step):
    dependencies = [("models", "0033_open_door")]

    operations = [
        ops.AddField(model_name="Document", name="origin", field=fields.CharField(default="", db_default="", max_length=20)),
        ops.AddField(model_name="Account", name="home", field=fields.CharField(default="", db_default="", description="Écran d’accueil", max_length=40)),
        ops.AddField(model_name="Account", name="has_started", field=fields.BooleanField(default=False, db_default=False)),
        ops.RunPython(_indexes),
    ]
