"""The head of the journal, and the indexes behind its lists and its search."""

from typing import Any

from tortoise.migrations import operations as ops

from models.database.migration import Step

STATEMENTS = (
    "INSERT INTO journal_head (id, number, seal) VALUES (1, 0, '')",
    "CREATE INDEX journal_of_record ON journal (topic, record_id, id)",
    "CREATE INDEX journal_by_staff ON journal (staff, id)",
    "CREATE INDEX session_of_account ON session (account_id, device_id)",
)
# Entries are only ever added, so nothing has to follow a change or a removal.
SQLITE = (
    "CREATE VIRTUAL TABLE journal_search USING fts5"
    " (search, content='journal', content_rowid='id', tokenize='trigram')",
    "CREATE TRIGGER journal_search_added AFTER INSERT ON journal BEGIN"
    " INSERT INTO journal_search (rowid, search) VALUES (new.id, new.search); END",
)
POSTGRES = ("CREATE INDEX journal_search ON journal USING gin (search gin_trgm_ops)",)


async def _forward(_apps: Any, editor: Any) -> None:
    is_sqlite = editor.client.capabilities.dialect == "sqlite"
    for statement in (*STATEMENTS, *(SQLITE if is_sqlite else POSTGRES)):
        await editor.client.execute_query(statement)


class Migration(Step):
    dependencies = [("models", "0003_accounts_and_journal")]

    operations = [ops.RunPython(_forward)]
