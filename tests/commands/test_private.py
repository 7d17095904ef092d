"""Other accounts of the machine read nothing of what Comptoir writes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from models.config import read_settings
from models.upkeep.private import keep_private
from tests.commands.conftest import Installation


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(folder: Path) -> dict[str, str]:
    """What in a folder others may read, write or enter, and the folder itself."""
    return {
        str(path.relative_to(folder)): oct(rights(path))
        for path in (folder, *folder.rglob("*"))
        if rights(path) & 0o077
    }


def test_what_the_server_writes_is_its_owners(new_installation: Installation) -> None:
    with new_installation.serving():
        written = {path.name for path in new_installation.data.iterdir()}
        assert {"comptoir.sqlite3", "comptoir.sqlite3.lock"} <= written
        assert open_to_others(new_installation.data) == {}
    assert open_to_others(new_installation.data) == {}


def test_what_was_open_to_others_is_closed_at_the_start(new_installation: Installation) -> None:
    (new_installation.data / "storage").mkdir(parents=True)
    kept = [new_installation.data / name for name in ("secret", "storage/storage-general.json")]
    for path in kept:
        path.write_text("{}")
        path.chmod(0o644)
    assert len(open_to_others(new_installation.data)) == 4

    assert new_installation.run("demo", "--clients", "1").code == 0

    assert new_installation.database.exists()
    assert open_to_others(new_installation.data) == {}


def test_a_database_elsewhere_is_closed_and_its_folder_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.upkeep.private.DATA", tmp_path / "no data here")
    monkeypatch.setattr("os.umask", lambda mask: mask)
    (tmp_path / "backups").mkdir()
    ours = [
        tmp_path / name
        for name in (
            *("base.sqlite3", "base.sqlite3-wal", "base.sqlite3-shm", "base.sqlite3.lock"),
            "backups/base-2026.sqlite3",
        )
    ]
    others = [tmp_path / "backups/other.sqlite3", tmp_path / "base.txt"]
    for path in (*ours, *others):
        path.touch()
        path.chmod(0o664)
    for folder in (tmp_path, tmp_path / "backups"):
        folder.chmod(0o755)

    keep_private(read_settings({"COMPTOIR_DATABASE_URL": f"sqlite://{tmp_path}/base.sqlite3"}))

    assert {rights(path) for path in ours} == {0o600}
    assert {rights(path) for path in others} == {0o664}
    assert {rights(folder) for folder in (tmp_path, tmp_path / "backups")} == {0o755}


def test_the_target_of_a_link_in_the_data_folder_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    monkeypatch.setattr("models.upkeep.private.DATA", data)
    monkeypatch.setattr("os.umask", lambda mask: mask)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.touch(mode=0o644)
    (data / "link").symlink_to(elsewhere)

    keep_private(read_settings({"COMPTOIR_DATABASE_URL": f"sqlite://{tmp_path}/base.sqlite3"}))

    assert rights(elsewhere) == 0o644
    assert rights(data) == 0o700


def test_rights_that_cannot_be_changed_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("models.upkeep.private.DATA", tmp_path)
    monkeypatch.setattr("os.umask", lambda mask: mask)
    tmp_path.chmod(0o755)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.chmod", refuse)
    keep_private(read_settings({}))

    assert "d’autres comptes de cette machine peuvent lire" in capsys.readouterr().err
