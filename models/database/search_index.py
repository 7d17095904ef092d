"""The index of trigrams behind the search of a table: statements with which a migration makes it.

It lies apart from the table, as `…_search`, and follows the table's folded `search` by itself.
"""

from __future__ import annotations


def search_index(table: str, dialect: str) -> list[str]:
    """Make the index of a table that has a column `search`, and rows or none."""
    return (_sqlite if dialect == "sqlite" else _postgres)(table, f"{table}_search")


def _sqlite(table: str, index: str) -> list[str]:
    """FTS5 keeps no text of its own, so that it has to be told what to remove."""
    remove = (
        f"INSERT INTO {index} ({index}, rowid, search)"
        " VALUES ('delete', old.id, ' ' || old.search);"
    )
    add = f"INSERT INTO {index} (rowid, search) VALUES (new.id, ' ' || new.search);"
    return [
        f"CREATE VIEW {table}_searched AS SELECT id, ' ' || search AS search FROM {table}",
        f"CREATE VIRTUAL TABLE {index} USING fts5"
        f" (search, content='{table}_searched', content_rowid='id', tokenize='trigram')",
        f"INSERT INTO {index} ({index}) VALUES ('rebuild')",
        f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {remove} END",
        f"CREATE TRIGGER {index}_changed AFTER UPDATE OF search ON {table}"
        f" WHEN old.search <> new.search BEGIN {remove} {add} END",
    ]


def _postgres(table: str, index: str) -> list[str]:
    """Triggers, since a change of anything else would write into an index of the table, too."""
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
