"""What the drawer edits for an article."""

from __future__ import annotations

from components.form import Editor
from components.frame import Frame
from models.catalogue import Article, offered
from models.records import Draft, Record
from pages.desk import restore_records


def article_editor(frame: Frame) -> Editor:
    async def saved(article: Record, is_new: bool) -> None:
        if is_new:
            frame.go(article.path)

    return Editor(
        model=Article,
        title=_title,
        saved=saved,
        prepare=offered,
        restore=lambda article_id: restore_records(frame, Article, [article_id]),
    )


def _title(draft: Draft) -> str:
    return "Nouvel article" if draft.record_id is None else f"Modifier {draft.caption}"
