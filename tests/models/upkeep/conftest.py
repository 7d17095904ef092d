"""What the tests of whole databases share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres_databases import Databases


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The databases are beside the other files of their test, as those of a firm are."""
    return tmp_path


@pytest.fixture
def bare_url(dialect: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """A database in which there is nothing."""
    if dialect == "postgres":
        found: Databases = request.getfixturevalue("postgres")
        return found.bare()
    return f"sqlite://{folder / 'old.sqlite3'}"
