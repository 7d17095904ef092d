"""`python app.py move`, as an administrator runs it."""

from __future__ import annotations

from models.upkeep import claim
from tests.commands.conftest import Installation
from tests.postgres_databases import Databases


def plainly(url: str) -> str:
    """As one writes it for COMPTOIR_DATABASE_URL."""
    return url.replace("asyncpg://", "postgres://")


def test_a_firm_moves_and_goes_on(installation: Installation, postgres: Databases) -> None:
    assert installation.run("demo", "--clients", "3").code == 0
    url = plainly(postgres.bare())

    moved = installation.run("move", "--to", url)

    assert (moved.code, moved.complaint) == (0, "")
    assert "La base est dans PostgreSQL : 3\u00a0clients, " in moved.said
    assert "Le journal est intact." in moved.said
    assert f"{installation.database}" in moved.said

    installation.environment["COMPTOIR_DATABASE_URL"] = url
    verified = installation.run("journal", "verify")
    assert (verified.code, verified.complaint) == (0, "")
    again = installation.run("move", "--to", url)
    assert (again.code, again.said) == (1, "")
    assert again.complaint.startswith("La base de Comptoir est déjà dans PostgreSQL")


def test_where_there_is_no_database_nothing_moves(new_installation: Installation) -> None:
    refused = new_installation.run("move", "--to", "postgres://h/base")

    assert refused.code == 1
    assert refused.complaint.endswith("n’existe pas.\n")
    assert not new_installation.data.exists() or not list(new_installation.data.glob("*.sqlite3*"))


def test_a_database_that_is_served_does_not_move(installation: Installation) -> None:
    with claim(installation.database_url):
        refused = installation.run("move", "--to", "postgres://h/base")

    assert refused.code == 1
    assert "La base est en service : arrêtez Comptoir" in refused.complaint
