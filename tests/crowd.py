"""So many records that a query which reads a whole table gives itself away."""

from __future__ import annotations

from tortoise.connection import get_connection
from tortoise.models import Model

from models.catalogue import Article
from models.clients import Client
from models.database import dialect
from models.documents import Document, Payment
from models.records import JournalEntry
from tests.samples import put_samples

TIMES = {Client: 40, Article: 80, Document: 80, Payment: 80, JournalEntry: 300}
COMPARED = (
    "DELETE FROM client_match",
    "INSERT INTO client_match (key, client_id, reason) SELECT id / 2, id, 'town' FROM client",
    "INSERT INTO client_pair (one_id, other_id, reason)"
    " SELECT a.id, b.id, 'town' FROM client a JOIN client b ON b.id = a.id + 1",
)
"""The keys by which clients are compared, and their pairs."""
UNIQUE = {"code", "number", "creation_key"}
VARIED = {"name", "reference_code", "sort_key", "contact_key", "city_key", "client_key", "search"}


async def put_crowd() -> None:
    """Put the samples into the connected database many times over, each time a little different."""
    await put_samples()
    connection = get_connection("default")
    for model, times in TIMES.items():
        await connection.execute_query(_multiplied(model, times))
    for statement in COMPARED:
        await connection.execute_query(statement)
    vacuum = {"sqlite": "VACUUM", "postgres": "VACUUM ANALYZE"}  # as PostgreSQL does by itself
    await connection.execute_query(vacuum[dialect()])


def _multiplied(model: type[Model], times: int) -> str:
    columns = [one for one in model._meta.db_fields if one not in UNIQUE]
    values = ["id + copy * most" if one == "id" else _varied(one) for one in columns]
    table = model._meta.db_table
    return (
        f"INSERT INTO {table} ({', '.join(columns)})"
        " WITH RECURSIVE copies(copy) AS"
        f" (SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < {times - 1})"
        f" SELECT {', '.join(values)}"
        f" FROM {table}, copies, (SELECT max(id) AS most FROM {table}) AS samples"
    )


def _varied(column: str) -> str:
    return f"{column} || ' ' || copy" if column in VARIED else column
