"""temporary"""

from __future__ import annotations

from datetime import date

from models.database.connection import one_at_a_time, select

PREFIX = {
    ("invoice", "invoice"): "FA",
    ("invoice", "credit_note"): "AV",
    ("intervention", "quote"): "DI",
    ("rental", "quote"): "DL",
    ("sale", "quote"): "DV",
    ("intervention", "work_order"): "OI",
    ("rental", "contract"): "CL",
    ("sale", "order"): "CV",
}


async def take_number(kind: str, stage: str, day: date) -> str:
    head = f"{PREFIX[kind, stage]}-{day.year}-"
    await one_at_a_time("series")
    rows = await select(
        "SELECT MAX(number) AS top FROM document WHERE number LIKE ?", (head + "%",)
    )
    top = int(rows[0]["top"].rpartition("-")[2]) if rows[0]["top"] else 0
    return f"{head}{top + 1:05}"
