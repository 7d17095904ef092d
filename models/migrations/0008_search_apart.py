"""The index of the search apart from what it is about, with a space before the text, so that a word
of two letters is found where it begins; and indexes by which look-alikes are found that a deletion
leaves alone."""

from typing import Any

from tortoise.migrations import operations as ops

from models.database.migration import Step

SEARCHED = ("client", "document", "journal")
LOOK_ALIKES = ("siret", "siren", "email", "mobile")


def _look_alikes(text: str) -> list[str]:
    return [
        statement
        for column in LOOK_ALIKES
        for statement in (
            f"DROP INDEX client_like_{column}",
            f"CREATE INDEX client_like_{column} ON client ({column}{text}, id)",
        )
    ]


def _sqlite(table: str) -> list[str]:
    """FTS5 keeps no text of its own, so that it has to be told what to remove."""
    index = f"{table}_search"
    remove = (
        f"INSERT INTO {index} ({index}, rowid, search)"
        " VALUES ('delete', old.id, ' ' || old.search);"
    )
    add = f"INSERT INTO {index} (rowid, search) VALUES (new.id, ' ' || new.search);"
    return [
        *(f"DROP TRIGGER IF EXISTS {index}_{event}" for event in ("added", "removed", "changed")),
        f"DROP TABLE {index}",
        f"CREATE VIEW {table}_searched AS SELECT id, ' ' || search AS search FROM {table}",
        f"CREATE VIRTUAL TABLE {index} USING fts5"
        f" (search, content='{table}_searched', content_rowid='id', tokenize='trigram')",
        f"INSERT INTO {index} ({index}) VALUES ('rebuild')",
        f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {remove} END",
        f"CREATE TRIGGER {index}_changed AFTER UPDATE OF search ON {table}"
        f" WHEN old.search <> new.search BEGIN {remove} {add} END",
    ]


def _postgres(table: str) -> list[str]:
    """A change of anything else would write an entry into the index of trigrams, too, for the new
    version of the row: most of what deleting or saving a client took."""
    index = f"{table}_search"
    steps = {
        "added": (
            f"INSERT ON {table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT",
            f"INSERT INTO {index} SELECT id, ' ' || search FROM added;",
        ),
        "changed": (
            f"UPDATE ON {table} FOR EACH ROW",
            # Not as a condition of the trigger, which would keep the column from being altered.
            "IF OLD.search <> NEW.search THEN"
            f" UPDATE {index} SET search = ' ' || NEW.search WHERE id = NEW.id; END IF;",
        ),
        "removed": (
            f"DELETE ON {table} FOR EACH ROW",
            f"DELETE FROM {index} WHERE id = OLD.id;",
        ),
        "emptied": (f"TRUNCATE ON {table} FOR EACH STATEMENT", f"TRUNCATE {index};"),
    }
    return [
        f"DROP INDEX {index}",
        f'CREATE TABLE {index} (id int PRIMARY KEY, search text COLLATE "C" NOT NULL)',
        f"INSERT INTO {index} SELECT id, ' ' || search FROM {table}",
        f"CREATE INDEX {index}_trigrams ON {index} USING gin (search gin_trgm_ops)",
        *(
            statement
            for name, (event, what) in steps.items()
            for statement in (
                f"CREATE FUNCTION {index}_{name}() RETURNS trigger LANGUAGE plpgsql"
                f" AS 'BEGIN {what.replace(chr(39), chr(39) * 2)} RETURN NULL; END'",
                f"CREATE TRIGGER {index}_{name} AFTER {event} EXECUTE FUNCTION {index}_{name}()",
            )
        ),
    ]


async def _forward(_apps: Any, editor: Any) -> None:
    is_sqlite = editor.client.capabilities.dialect == "sqlite"
    statements = _look_alikes("" if is_sqlite else ' COLLATE "C"')
    for table in SEARCHED:
        statements += _sqlite(table) if is_sqlite else _postgres(table)
    for statement in statements:
        await editor.client.execute_query(statement)


class Migration(Step):
    dependencies = [("models", "0007_more_orders")]

    operations = [ops.RunPython(_forward)]
