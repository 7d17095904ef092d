"""A backup is whole, private, and made while people work; a migration never goes without one."""

from __future__ import annotations

import resource
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from models.config import read_settings, sqlite_file
from models.errors import Refused
from models.upkeep import migrate
from models.upkeep.backup import KEPT, back_up, back_up_before_migration
from tests.databases import FIRST, applied, as_of, names, put

pytestmark = [pytest.mark.timeout(30), pytest.mark.sqlite]


@pytest.fixture
def file(database_url: str) -> Path:
    """A database with one client."""
    put(database_url, "Martin")
    found = sqlite_file(database_url)
    assert found
    return found


def test_a_backup_made_while_somebody_writes_is_of_one_moment(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague saves at every step: nobody waits, and the copy does not begin again."""
    pages = file.stat().st_size // 4_096
    saved: list[int] = []
    with closing(sqlite3.connect(file, timeout=0)) as colleague:

        def save(*_: object) -> None:
            saved.append(len(saved))
            assert len(saved) <= pages, "the copy began again"
            with colleague:
                colleague.execute("UPDATE client SET name = 'Durand'")
                colleague.execute(
                    "INSERT INTO series_counter (series_id, year, following) VALUES (1, ?, 1)",
                    saved[-1:],
                )

        monkeypatch.setattr("models.upkeep.sqlite_copy.STEP", 1)
        monkeypatch.setattr("models.upkeep.sqlite_copy._listen_to_ctrl_c", save)
        back_up(f"sqlite://{file}", tmp_path / "copy.sqlite3")

        assert len(saved) > pages // 2
        assert colleague.execute("SELECT count(*) FROM series_counter").fetchone() == (len(saved),)
    assert names(tmp_path / "copy.sqlite3") == ["Martin"]


def test_a_backup_is_one_file_for_its_owner(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    back_up(f"sqlite://{file}", folder / "copy.sqlite3")

    (copy,) = folder.iterdir()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert names(copy) == ["Martin"]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_what_is_still_in_the_log_is_in_the_backup(file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file)) as open_elsewhere:
        with open_elsewhere:
            open_elsewhere.execute("UPDATE client SET name = 'Durand'")
        assert Path(f"{file}-wal").stat().st_size
        back_up(f"sqlite://{file}", tmp_path / "copy.sqlite3")

    assert names(tmp_path / "copy.sqlite3") == ["Durand"]


def test_an_existing_file_is_replaced_only_when_told(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    target.write_text("precious")

    with pytest.raises(Refused, match="existe déjà"):
        back_up(f"sqlite://{file}", target)
    assert target.read_text() == "precious"

    back_up(f"sqlite://{file}", target, replace=True)
    assert names(target) == ["Martin"]


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(
    file: Path, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(file)
    before = sorted(tmp_path.rglob("*"))
    for target, sentence in (
        ("missing/copy.sqlite3", "ce chemin n’existe pas"),
        ("comptoir.sqlite3/copy", "ce n’est pas un dossier"),
        (f"{'n' * 300}", "n’a pas pu être écrit : ce nom est trop long"),
        ("folder", "n’est pas un fichier ordinaire"),
        ("link", "n’est pas un fichier ordinaire"),
        ("comptoir.sqlite3", "fait partie de la base elle-même"),
        ("folder/../comptoir.sqlite3-wal", "fait partie de la base elle-même"),
    ):
        with subtests.test(target=target, sentence=sentence):
            with pytest.raises(Refused, match=sentence):
                back_up(f"sqlite://{file}", tmp_path / target, replace=True)

            assert sorted(tmp_path.rglob("*")) == before
            assert names(file) == ["Martin"]


def test_a_disk_that_takes_no_more_is_told_and_nothing_is_left(file: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(Refused, match="n’a pas pu être copié : le disque"):
            back_up(f"sqlite://{file}", tmp_path / "copy.sqlite3")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sorted(tmp_path.iterdir()) == before


def test_a_missing_database_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"La base .*none\.sqlite3.* n’existe pas"):
        back_up(f"sqlite://{tmp_path}/none.sqlite3", tmp_path / "copy")
    assert not list(tmp_path.iterdir())


def damage(file: Path) -> None:
    """Make the pages behind the first ones unreadable."""
    with file.open("r+b") as opened:
        opened.seek(8_192)
        opened.write(b"\xff" * 8_192)


def lose_a_client(file: Path) -> None:
    """Leave a document whose client is gone."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(
            "INSERT INTO document (created_at, updated_at, version, kind, stage, status, is_open,"
            " client_id, client_name, client_key, client_identity, author, subject,"
            " client_reference, internal_notes, printed_notes, closing_reason, search)"
            " VALUES ('', '', 1, '', '', '', 1, 77, '', '', '{}', '', '', '', '', '', '', '')"
        )


@pytest.mark.parametrize("harm", [damage, lose_a_client])
def test_an_unsound_database_makes_no_backup(file: Path, tmp_path: Path, harm: object) -> None:
    assert callable(harm)
    harm(file)
    with pytest.raises(Refused, match="abîmé"):
        back_up(f"sqlite://{file}", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


async def test_a_new_database_needs_no_backup(tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/new.sqlite3"
    await migrate(url)
    await migrate(url)
    assert not (tmp_path / "backups").exists()


async def test_a_migration_keeps_what_was_there(tmp_path: Path) -> None:
    file = await as_of(FIRST, tmp_path / "old.sqlite3")
    before = applied(file)

    await migrate(f"sqlite://{file}")

    (kept,) = (tmp_path / "backups").iterdir()
    assert applied(kept) == before < applied(file)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


async def test_without_a_copy_no_migration_runs(tmp_path: Path) -> None:
    file = await as_of(FIRST, tmp_path / "old.sqlite3")
    before = applied(file)
    (tmp_path / "backups").write_text("a file where the folder would be")

    with pytest.raises(Refused, match=r"mise à niveau.*n’a pas pu être créé.*COMPTOIR_SKIP_BACKUP"):
        await migrate(f"sqlite://{file}")

    assert applied(file) == before


async def test_who_does_without_copies_says_so_in_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "models.upkeep.backup.SETTINGS", read_settings({"COMPTOIR_SKIP_BACKUP": "1"})
    )
    file = await as_of(FIRST, tmp_path / "old.sqlite3")

    await migrate(f"sqlite://{file}")

    assert applied(file) > {FIRST}
    assert not (tmp_path / "backups").exists()


async def test_a_newer_database_is_not_touched(database_url: str) -> None:
    file = sqlite_file(database_url)
    assert file
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO tortoise_migrations (app, name, applied_at)"
            " VALUES ('models', '9999_future', '2030-01-01')"
        )
    with pytest.raises(Refused, match=r"version plus récente de Comptoir \(9999_future\)"):
        await migrate(database_url)


def test_the_copies_of_the_last_migrations_are_kept(file: Path) -> None:
    url = f"sqlite://{file}"
    folder = file.parent / "backups"
    folder.mkdir()
    others = {
        folder / name
        for name in (
            "comptoir-2020-01-01T00-00-00-000000Z-avant-restauration.sqlite3",
            "comptoir-test-2020-01-01T00-00-00-000000Z-avant-0001_initial.sqlite3",
            "comptoir.sqlite3",
        )
    }
    for other in others:
        other.touch()

    made = [back_up_before_migration(url, f"{n:04}_step") for n in range(KEPT + 2)]

    assert set(folder.iterdir()) - others == set(made[-KEPT:])
    assert others <= set(folder.iterdir())
