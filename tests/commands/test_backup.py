"""`python app.py backup` and `restore` beside a running server, and before a migration."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.upkeep.backup import back_up
from tests.commands.conftest import Installation
from tests.commands.test_private import open_to_others
from tests.databases import names, put


@pytest.fixture
def filled(installation: Installation) -> Installation:
    """With two clients in its database."""
    put(installation.database_url, "Martin", "Durand")
    return installation


@pytest.fixture
def copy(filled: Installation, tmp_path: Path) -> Path:
    """A backup."""
    file = tmp_path / "copy.sqlite3"
    back_up(filled.database_url, file)
    return file


def test_a_backup_works_while_the_server_runs_and_a_restore_does_not(
    filled: Installation, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite3"
    with filled.serving():
        backup = filled.run("backup", copy)
        restore = filled.run("restore", copy, "--yes")

    assert (backup.code, backup.complaint) == (0, "")
    assert f"La sauvegarde est dans «\u00a0{copy}\u00a0»" in backup.said
    assert names(copy) == names(filled.database)
    assert restore.code == 1
    assert restore.complaint == (
        "La base est en service : arrêtez Comptoir, restaurez, puis relancez-le.\n"
    )


def test_a_restore_says_where_the_old_database_is(filled: Installation, copy: Path) -> None:
    before = names(filled.database)
    filled.database.unlink()
    put(filled.database_url, "Autre base")

    restore = filled.run("restore", copy, "--yes")

    (kept,) = (filled.data / "backups").iterdir()
    assert (restore.code, restore.complaint) == (0, "")
    assert str(kept) in restore.said
    assert names(kept) == ["Autre base"]
    assert names(filled.database) == before
    assert open_to_others(filled.data) == {}


@pytest.mark.parametrize(("typed", "agrees"), [("oui\n", True), ("non\n", False), ("\x04", False)])
def test_a_restore_asks_on_a_terminal(
    filled: Installation, copy: Path, typed: str, agrees: bool
) -> None:
    restore = filled.run("restore", copy, typed=typed)

    assert "Remplacer toute la base par" in restore.said
    assert (restore.code == 0) == agrees
    assert ("La base n’a pas été changée." in restore.complaint) != agrees


def test_a_missing_backup_is_told_in_french(filled: Installation, tmp_path: Path) -> None:
    outcome = filled.run("restore", tmp_path / "missing", "--yes")
    assert outcome.code == 1
    assert outcome.complaint.endswith("n’existe pas ou n’est pas un fichier.\n")


def test_a_restore_without_a_terminal_needs_a_yes(filled: Installation, copy: Path) -> None:
    restore = filled.run("restore", copy)

    assert restore.code == 1
    assert restore.complaint.count("\n") == 1
    assert "--yes" in restore.complaint


def test_a_refusal_is_one_sentence(filled: Installation) -> None:
    outcome = filled.run("backup", filled.data / "missing" / "copy")
    assert (outcome.code, outcome.said) == (1, "")
    assert outcome.complaint.endswith("ce chemin n’existe pas.\n")
    assert outcome.complaint.count("\n") == 1


LATER = """
from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "{before}")]
    operations = [ops.RunSQL("CREATE TABLE later (id INTEGER)")]
"""


def test_a_new_version_of_comptoir_keeps_the_database_of_the_old_one(filled: Installation) -> None:
    folder = filled.folder / "models" / "migrations"
    newest = max(path.stem for path in folder.glob("[0-9]*.py"))
    (folder / "9000_later.py").write_text(LATER.format(before=newest))

    with filled.serving() as said:
        (kept,) = (filled.data / "backups").iterdir()
        assert kept.match("comptoir-*-avant-9000_later.sqlite3")
        assert str(kept) in said.read_text()
    assert names(kept) == names(filled.database)

    (folder / "9000_later.py").unlink()
    outcome = filled.run("serve")
    assert outcome.code == 1
    assert "version plus récente de Comptoir (9000_later)" in outcome.complaint
    assert filled.run("restore", kept, "--yes").code == 0
    with filled.serving():
        assert names(filled.database) == names(kept)
