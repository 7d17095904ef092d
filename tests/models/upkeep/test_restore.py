"""A restore checks the backup, keeps what was there, and puts all of it in place or nothing."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import Refused
from models.upkeep import claim
from models.upkeep.backup import back_up
from models.upkeep.restore import restore
from tests.databases import FIRST, applied, as_of, names, put

pytestmark = [pytest.mark.timeout(30), pytest.mark.sqlite]


class Place:
    """A database with the client « Maintenant », and a backup of it with « Avant » only."""

    def __init__(self, folder: Path, empty: str) -> None:
        self.folder = folder
        self.file = folder / "comptoir.sqlite3"
        self.url = f"sqlite://{self.file}"
        self.backup = folder / "backup"
        put(empty, "Avant")
        back_up(empty, self.backup)
        with closing(sqlite3.connect(self.file)) as connection, connection:
            connection.execute("UPDATE client SET name = 'Maintenant'")

    def restore(self, file: Path | None = None, *, agreed: bool = True) -> Path | None:
        return restore(self.url, file or self.backup, confirm=lambda: agreed)

    @property
    def kept(self) -> list[Path]:
        return sorted(self.folder.glob("backups/*"))

    def remains(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()} - {"comptoir.sqlite3.lock"}


@pytest.fixture
def place(tmp_path: Path, database_url: str) -> Place:
    return Place(tmp_path, database_url)


def test_the_backup_takes_the_place_of_the_database_and_that_is_kept(place: Place) -> None:
    kept = place.restore()

    assert kept
    assert place.kept == [kept]
    assert names(kept) == ["Maintenant"]
    assert names(place.file) == names(place.backup) == ["Avant"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in (kept, place.file)} == {0o600}
    assert place.remains() == {"comptoir.sqlite3", "backup", "backups"}


def test_a_restore_can_be_undone(place: Place) -> None:
    kept = place.restore()
    place.restore(kept)
    assert names(place.file) == ["Maintenant"]


def test_where_there_was_no_database_there_is_one(place: Place, tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/new/folder/comptoir.sqlite3"
    assert restore(url, place.backup, confirm=lambda: True) is None
    assert names(tmp_path / "new/folder/comptoir.sqlite3") == ["Avant"]


def test_a_no_changes_nothing(place: Place) -> None:
    before = place.remains()
    with pytest.raises(Refused, match="pas été changée"):
        place.restore(agreed=False)
    assert names(place.file) == ["Maintenant"]
    assert place.remains() == before


def truncated(place: Place) -> Path:
    file = place.folder / "truncated"
    file.write_bytes(place.backup.read_bytes()[: 5 * 4_096 + 100])
    return file


def cut_and_filled(place: Place) -> Path:
    content = place.backup.read_bytes()
    file = place.folder / "filled"
    file.write_bytes(content[: len(content) // 2].ljust(len(content), b"\0"))
    return file


def random(place: Place) -> Path:
    file = place.folder / "random"
    file.write_bytes(bytes(range(256)) * 100)
    return file


def header_only(place: Place) -> Path:
    file = place.folder / "header"
    file.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 100)
    return file


def empty(place: Place) -> Path:
    file = place.folder / "empty"
    file.touch()
    return file


def folder(place: Place) -> Path:
    file = place.folder / "folder"
    file.mkdir()
    return file


def of_another_product(place: Place) -> Path:
    file = place.folder / "other"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE client (id INTEGER PRIMARY KEY, name TEXT)")
    return file


def newer(place: Place) -> Path:
    file = place.folder / "newer"
    shutil.copyfile(place.backup, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('models', '9999', '')"
        )
    return file


def half_migrated(place: Place) -> Path:
    """The schema has what its next migration wants to add."""
    file = place.folder / "half"
    shutil.copyfile(place.backup, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM tortoise_migrations WHERE name <> ?", (FIRST,))
    return file


def test_what_is_no_sound_backup_changes_nothing(place: Place, subtests: pytest.Subtests) -> None:
    for make, sentence in (
        (truncated, "abîmé"),
        (cut_and_filled, "abîmé"),
        (header_only, "abîmé"),
        (random, "n’est pas une sauvegarde de base SQLite"),
        (empty, "n’est pas une sauvegarde de base SQLite"),
        (folder, "n’existe pas ou n’est pas un fichier"),
        (lambda place: place.folder / "missing", "n’existe pas ou n’est pas un fichier"),
        (lambda place: place.file, "est la base elle-même"),
        (of_another_product, "n’est pas une base de Comptoir"),
        (newer, r"version plus récente de Comptoir \(9999\)"),
        (half_migrated, "ne se laisse pas mettre à niveau"),
    ):
        with subtests.test(make=make, sentence=sentence):
            file = make(place)
            before = place.remains()

            with pytest.raises(Refused, match=sentence):
                place.restore(file)

            assert names(place.file) == ["Maintenant"]
            assert place.remains() == before


def test_a_database_that_is_served_is_not_replaced(place: Place) -> None:
    with claim(place.url), pytest.raises(SystemExit, match="en service : arrêtez Comptoir"):
        place.restore()
    assert names(place.file) == ["Maintenant"]


def test_a_database_that_another_program_has_open_is_not_replaced(place: Place) -> None:
    with closing(sqlite3.connect(place.file)) as shell:
        shell.execute("SELECT count(*) FROM client").fetchone()
        with pytest.raises(Refused, match="n’est pas libre : un autre programme s’en sert"):
            place.restore()
    assert names(place.file) == ["Maintenant"]
    assert place.kept == []


def leave_a_log(place: Place) -> None:
    """As after a power cut: what was saved last is only in the log."""
    with closing(sqlite3.connect(place.file)) as connection:
        with connection:
            connection.execute("UPDATE client SET name = 'Dernier instant'")
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{place.file}{suffix}", place.folder / f"cut{suffix}")
    for suffix in ("", "-wal"):
        (place.folder / f"cut{suffix}").replace(f"{place.file}{suffix}")


def test_the_log_of_the_old_database_is_kept_and_not_given_to_the_new(place: Place) -> None:
    leave_a_log(place)

    kept = place.restore()

    assert kept
    assert names(kept) == ["Dernier instant"]
    assert names(place.file) == ["Avant"]
    assert not list(place.folder.glob("comptoir.sqlite3-*"))


def test_a_log_without_its_database_is_not_given_to_the_new(place: Place) -> None:
    leave_a_log(place)
    place.file.unlink()

    assert place.restore() is None

    assert names(place.file) == ["Avant"]
    assert not list(place.folder.glob("comptoir.sqlite3-*"))


def test_a_damaged_database_can_be_replaced_and_is_kept_as_it_was(place: Place) -> None:
    wreck = place.file.read_bytes()[:20_000].replace(b"SQLite format", b"SQLite \xff\xff\xff")
    place.file.write_bytes(wreck)

    kept = place.restore()

    assert kept
    assert kept.read_bytes() == wreck
    assert names(place.file) == ["Avant"]


def test_an_older_backup_is_migrated(place: Place, tmp_path: Path) -> None:
    old = asyncio.run(as_of(FIRST, tmp_path / "old"))

    place.restore(old)

    assert applied(place.file) == applied(place.backup) > applied(old)
    assert names(place.file) == []


def test_where_the_disk_knows_no_second_names_the_old_database_is_copied(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)

    kept = place.restore()

    assert kept
    assert names(kept) == ["Maintenant"]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_target_of_a_link_is_replaced_and_the_link_stays(place: Place, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.sqlite3"
    link.parent.mkdir()
    link.symlink_to(place.file)

    restore(f"sqlite://{link}", place.backup, confirm=lambda: True)

    assert link.is_symlink()
    assert names(place.file) == ["Avant"]


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


ACCOUNT = (
    "INSERT INTO account (name, key, role, password_hash, pin_hash, pin_tries, must_change,"
    " version, created_at, updated_at, disabled_at) VALUES ('{0}', '{0}', '{1}', '{2}', '', 0, 0,"
    " 1, '2026-01-01', '2026-01-01', {3})"
)


def test_a_restore_ends_all_sessions_and_names_the_accounts_that_change(place: Place) -> None:
    change(
        place.file,
        ACCOUNT.format("ada", "comptoir", "new", "NULL"),
        ACCOUNT.format("bob", "comptoir", "x", "'2026-02-02'"),
        ACCOUNT.format("eve", "comptoir", "x", "NULL"),
        ACCOUNT.format("same", "comptoir", "x", "NULL"),
    )
    change(
        place.backup,
        ACCOUNT.format("ada", "administrateur", "old", "NULL"),
        ACCOUNT.format("bob", "comptoir", "x", "NULL"),
        ACCOUNT.format("old", "comptoir", "x", "NULL"),
        ACCOUNT.format("same", "comptoir", "x", "NULL"),
        "UPDATE account SET totp_secret = 'ABCD' WHERE key = 'bob'",
        "INSERT INTO device (id, token_hash, name, browser, is_shared, created_at)"
        " VALUES (1, 'd', '', '', 0, '2026-01-01')",
        "INSERT INTO session (token_hash, account_id, device_id, is_remembered, address,"
        " created_at, seen_at)"
        " SELECT 's', id, 1, 0, '', '2026-01-01', '2026-01-01' FROM account LIMIT 1",
        "INSERT INTO api_token (account_id, name, token_hash, scopes, created_at, address)"
        " SELECT id, 'a', 'a', 'clients:read', '2026-01-01', '' FROM account LIMIT 1",
        "INSERT INTO ticket (token_hash, account_id, is_remembered, made_at)"
        " SELECT 't', id, 0, '2026-01-01' FROM account LIMIT 1",
    )
    told: list[str] = []

    restore(place.url, place.backup, confirm=lambda: bool(told), tell=told.append)

    assert told == [
        "Comptes que la sauvegarde change :",
        "  ada : de nouveau administrateur (était comptoir), mot de passe d’alors",
        "  bob : connexion en deux étapes comme alors, de nouveau actif",
        "  eve : disparaît",
        "  old : revient",
        "Toutes les sessions seront fermées : chacun se connectera de nouveau.",
        "Tous les jetons et adresses de calendrier seront révoqués.",
    ]
    with closing(sqlite3.connect(place.file)) as connection:
        assert connection.execute("SELECT count(*), count(ended_at) FROM session").fetchone() == (
            1,
            1,
        )
        assert connection.execute("SELECT count(*) FROM ticket").fetchone() == (0,)
        ended = connection.execute("SELECT count(*), count(ended_at) FROM api_token").fetchone()
        assert ended == (1, 1)


def test_what_waited_to_be_sent_then_is_not_sent_again(place: Place) -> None:
    change(
        place.backup,
        'INSERT INTO outgoing_mail (created_at, author, topic, record_id, caption, "to", cc,'
        " subject, body, attachments, message_id, state, tries, next_try_at, error)"
        " VALUES ('2026-01-01', '', 'client', 1, '', '[]', '[]', '', '', '[]', '', 'waiting', 0,"
        " '2026-01-01', '')",
    )

    place.restore()

    with closing(sqlite3.connect(place.file)) as connection:
        ((state, error),) = connection.execute("SELECT state, error FROM outgoing_mail")
    assert (state, error.partition(" : ")[0]) == ("failed", "Base restaurée")
