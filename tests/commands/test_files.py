"""`backup`, `restore` and `move` take the firm's files along."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from pathlib import Path

import pytest

from models.attachments import name_of, store_at
from models.commands.files import bring_files_back, copy_files_beside, move_files
from models.errors import Refused
from tests.commands.conftest import Installation
from tests.databases import put

SLIP = b"un bon de retour"


def keep(folder: Path, content: bytes) -> str:
    return asyncio.run(store_at(str(folder)).put(content))


def kept(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*/*/*") if path.is_file()}


def test_a_backup_has_its_files_beside_it_and_a_restore_brings_them_back(
    installation: Installation, tmp_path: Path
) -> None:
    put(installation.database_url, "Martin")
    files, nas = installation.data / "attachments", tmp_path / "nas"
    nas.mkdir()
    name = keep(files, SLIP)

    first = installation.run("backup", nas / "mon.sqlite3")
    again = installation.run("backup", nas / "tue.sqlite3")

    assert (first.code, first.complaint, again.code) == (0, "", 0)
    assert "1\u00a0fichier ajouté" in first.said
    assert "fichier ajouté" not in again.said, "both backups share it"
    assert kept(nas / "attachments") == {name}

    shutil.rmtree(files)
    restore = installation.run("restore", nas / "mon.sqlite3", "--yes")

    assert (restore.code, restore.complaint) == (0, "")
    assert "1\u00a0fichier ajouté" in restore.said
    assert kept(files) == {name}


def test_an_older_backup_without_files_is_restored_and_removes_none(
    installation: Installation, tmp_path: Path
) -> None:
    put(installation.database_url, "Martin")
    (tmp_path / "old").mkdir()
    assert installation.run("backup", tmp_path / "old" / "copy").code == 0
    name = keep(installation.data / "attachments", SLIP)

    restore = installation.run("restore", tmp_path / "old" / "copy", "--yes")

    assert (restore.code, restore.complaint) == (0, "")
    assert "fichier" not in restore.said.replace("fichier écrit", "")
    assert kept(installation.data / "attachments") == {name}


def test_a_damaged_file_is_told_and_the_others_are_copied(tmp_path: Path) -> None:
    names = [keep(tmp_path / "files", content) for content in (SLIP, b"une photo")]
    next((tmp_path / "files").glob(f"*/*/{names[0]}")).write_bytes(b"?")

    with pytest.raises(Refused, match=f"1\u00a0fichier abîmé .* non copiés : {names[0]}"):
        copy_files_beside(str(tmp_path / "files"), tmp_path / "nas" / "copy")

    assert kept(tmp_path / "nas" / "attachments") == {names[1]}


def test_a_full_or_forbidden_place_is_told_and_the_command_goes_on_where_it_stopped(
    tmp_path: Path,
) -> None:
    keep(tmp_path / "files", SLIP)
    (tmp_path / "nas").mkdir()
    (tmp_path / "nas" / "attachments").write_text("in the way")
    with pytest.raises(Refused, match=r"n’ont pas tous été copiés.*peut être relancée"):
        copy_files_beside(str(tmp_path / "files"), tmp_path / "nas" / "copy")
    (tmp_path / "nas" / "attachments").unlink()
    copy_files_beside(str(tmp_path / "files"), tmp_path / "nas" / "copy")
    assert kept(tmp_path / "nas" / "attachments") == {name_of(SLIP)}


def test_files_in_an_object_store_stay_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_files_beside("s3://bucket/files", tmp_path / "copy")
    assert "se sauvegardent là-bas" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_move_takes_them_to_where_the_other_database_looks(tmp_path: Path) -> None:
    name = keep(tmp_path / "before", SLIP)
    move_files(str(tmp_path / "before"), str(tmp_path / "after"))
    move_files(str(tmp_path / "after"), str(tmp_path / "after"))
    bring_files_back(tmp_path / "nothing" / "beside", str(tmp_path / "after"))
    assert kept(tmp_path / "after") == kept(tmp_path / "before") == {name}


def test_a_sweep_removes_what_nothing_names_once_it_is_a_day_old(
    installation: Installation,
) -> None:
    put(installation.database_url, "Martin")
    files = installation.data / "attachments"
    fresh, old = keep(files, SLIP), keep(files, b"broken off")
    a_day_ago = time.time() - 90_000
    os.utime(files / old[:2] / old[2:4] / old, (a_day_ago, a_day_ago))

    sweep = installation.run("sweep")

    assert (sweep.code, sweep.complaint) == (0, "")
    assert "1\u00a0fichier enlevé" in sweep.said
    assert kept(files) == {fresh}
