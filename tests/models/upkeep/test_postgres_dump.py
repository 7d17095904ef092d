"""How Comptoir calls PostgreSQL's own programs; stand-ins for them note how they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.config import read_settings
from models.errors import Refused
from models.upkeep import postgres_dump
from models.upkeep.backup import back_up, back_up_before_migration, head_in

URL = read_settings(
    {"COMPTOIR_DATABASE_URL": "postgres://desk:p%5Bw%40d@db.example:5433/firm"}
).database_url
LISTING = """\
;     Format: CUSTOM
2; 3079 16385 EXTENSION - pg_trgm
3460; 0 0 COMMENT - EXTENSION pg_trgm
215; 1259 16389 TABLE public client desk
3422; 0 16389 TABLE DATA public client desk
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("PGPASSWORD", raising=False)
    return folder


def stand_in(programs: Path, name: str, does: str = "") -> Path:
    """A program that notes its arguments and its login, then does this; the note's path."""
    note = programs / f"{name}.note"
    program = programs / name
    program.write_text(
        f'#!/bin/sh\necho "$@" >> {note}\n'
        f'echo "$PGHOST $PGPORT $PGUSER $PGPASSWORD $PGDATABASE" >> {note}\n{does}\n'
    )
    program.chmod(0o755)
    return note


def test_the_head_of_the_journal_is_read_in_a_dump(programs: Path, tmp_path: Path) -> None:
    seal = "ab" * 32
    copied = f"COPY public.journal_head (id, number, seal) FROM stdin;\\n1\\t7\\t{seal}\\n\\\\.\\n"
    note = stand_in(programs, "pg_restore", f"printf '{copied}'")

    assert head_in(URL, tmp_path / "firm.dump") == f"7:{seal}"
    assert "--table=journal_head" in note.read_text()

    stand_in(programs, "pg_restore")
    assert head_in(URL, tmp_path / "firm.dump") == ""


def test_the_password_is_not_on_the_command_line(programs: Path, tmp_path: Path) -> None:
    note = stand_in(programs, "pg_dump")
    stand_in(programs, "pg_restore")

    back_up(URL, tmp_path / "firm.dump")

    arguments, login = note.read_text().splitlines()
    assert login == "db.example 5433 desk p[w@d firm"
    assert "--format=custom" in arguments
    assert "p[w@d" not in arguments
    assert (tmp_path / "firm.dump").exists()


def test_a_missing_program_is_told_with_how_to_install_it(programs: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"pg_dump manque.*sudo apt install postgresql-client"):
        back_up(URL, tmp_path / "firm.dump")
    assert list(tmp_path.iterdir()) == [programs]


def test_a_migration_without_the_program_tells_the_way_out(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.upkeep.backup.DATA", tmp_path / "data")
    with pytest.raises(Refused, match=r"pg_dump manque.*COMPTOIR_SKIP_BACKUP=1"):
        back_up_before_migration(URL, "0003_more")


def test_the_copy_before_a_migration_is_in_the_data_folder(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.upkeep.backup.DATA", tmp_path / "data")
    stand_in(programs, "pg_dump")
    stand_in(programs, "pg_restore")

    kept = back_up_before_migration(URL, "0003_more")

    assert kept
    assert kept.parent == tmp_path / "data" / "backups"
    assert kept.match("firm-*-avant-0003_more.dump")


@pytest.mark.parametrize("failing", ["pg_dump", "pg_restore"])
def test_a_failure_is_told_in_the_programs_words_and_nothing_is_left(
    programs: Path, tmp_path: Path, failing: str
) -> None:
    for name in ("pg_dump", "pg_restore"):
        stand_in(programs, name, "echo 'no such base' >&2; exit 1" if name == failing else "")

    with pytest.raises(Refused, match=rf"{failing} a échoué : no such base\."):
        back_up(URL, tmp_path / "firm.dump")

    assert list(tmp_path.iterdir()) == [programs]


def test_the_migrations_are_read_from_the_dump(programs: Path) -> None:
    rows = (
        r"COPY public.tortoise_migrations (id, app, name, applied_at) FROM stdin;\n"
        r"1\tmodels\t0001_initial\t2026\n2\tmodels\t0002_more\t2026\n\\.\n"
    )
    stand_in(programs, "pg_restore", f"printf '{rows}'")
    assert postgres_dump.migrations(URL, Path("firm.dump")) == {"0001_initial", "0002_more"}


def loaded(programs: Path, *, script_fails: bool) -> str:
    """What psql is given to do when a dump is loaded."""
    given = programs / "given"
    stand_in(programs, "psql", f'while read -r line; do echo "$line"; done > {given}')
    ending = "exit 1" if script_fails else "echo THE DATA"
    stand_in(
        programs,
        "pg_restore",
        f'case "$*" in *--list*) printf "{LISTING}";; *--use-list*) {ending};; esac',
    )
    if script_fails:
        with pytest.raises(Refused, match="pg_restore a échoué"):
            postgres_dump.load(URL, Path("firm.dump"))
    else:
        postgres_dump.load(URL, Path("firm.dump"))
    return given.read_text()


def test_a_dump_is_loaded_in_one_transaction(programs: Path) -> None:
    lines = loaded(programs, script_fails=False).strip().splitlines()
    assert lines[0] == "BEGIN;"
    assert lines[-3:] == [
        'CREATE EXTENSION IF NOT EXISTS "pg_trgm";',
        "THE DATA",
        "COMMIT;",
    ]


def test_a_dump_that_ends_early_is_not_committed(programs: Path) -> None:
    assert "COMMIT" not in loaded(programs, script_fails=True)
