"""What can be done with articles that are ticked."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui

from components.tab import current_staff
from models.catalogue import articles_csv, articles_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def export_csv(ids: Sequence[int]) -> None:
    content = await articles_csv(ids, by=current_staff())
    ui.download.content(content, "articles.csv", "text/csv")


async def export_xlsx(ids: Sequence[int]) -> None:
    content = await articles_xlsx(ids, by=current_staff())
    ui.download.content(content, "articles.xlsx", XLSX)
