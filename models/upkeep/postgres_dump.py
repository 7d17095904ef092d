"""Copies of a PostgreSQL database, by its own programs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from tortoise.backends.base.config_generator import expand_db_url

from models.errors import Refused
from models.upkeep.held_mail import HOLD_ALL

HEADER = b"PGDMP"
PLAINLY = ("--no-psqlrc", "--quiet")
LONGEST_COMPLAINT = 400
LOGIN = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "database": "PGDATABASE",
}
CONNECTED = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND usesysid IS NOT NULL AND pid <> pg_backend_pid()"
)
ROWS = re.compile(r"^COPY \S+ \((.*?)\) FROM stdin;\n(.*?)^\\\.$", re.DOTALL | re.MULTILINE)
ESCAPED = re.compile(r"\\(.)")
# The schema and its extensions stay: to drop them takes rights that Comptoir's role may not have.
STAYING = re.compile(r" (SCHEMA - public|COMMENT - SCHEMA public|(COMMENT - )?EXTENSION )")
# Whatever is there, since a newer version may have made tables that the dump does not name.
CLEARING = """
BEGIN;
SET client_min_messages = warning;
SET lock_timeout = '10s';
DO $clearing$
DECLARE clearing text;
BEGIN
    WITH ours AS (
        SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                            WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
               oid, oid::regclass::text AS name
        FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
        UNION ALL
        SELECT 'ROUTINE', oid, oid::regprocedure::text
        FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
        UNION ALL
        SELECT 'TYPE', oid, oid::regtype::text
        FROM pg_type WHERE typnamespace = current_schema()::regnamespace AND typtype IN ('e', 'd')
    )
    SELECT string_agg(format('DROP %s IF EXISTS %s CASCADE', kind, name), '; ') INTO clearing
    FROM ours
    WHERE NOT EXISTS (SELECT FROM pg_depend WHERE objid = ours.oid AND deptype = 'e');
    IF clearing IS NOT NULL THEN EXECUTE clearing; END IF;
END $clearing$;
"""


def dump(url: str, target: Path) -> None:
    """Write the whole database, as it is at this moment, into one file; Refused with a reason."""
    _run(url, "pg_dump", "--format=custom", "--lock-wait-timeout=30s", f"--file={target}")
    contents(url, target)


def contents(url: str, file: Path) -> str:
    """The list of what a dump holds; Refused unless it reads to its end."""
    _run(url, "pg_restore", f"--file={os.devnull}", file)
    return _run(url, "pg_restore", "--list", file)


def migrations(url: str, file: Path) -> set[str]:
    """The names of the migrations that made the schema in a dump."""
    return {str(row["name"]) for row in rows(url, file, "tortoise_migrations")}


def head(url: str, file: Path) -> tuple[str, str] | None:
    """The number and the seal with which the journal in a dump ends; None if there is none yet."""
    heads = rows(url, file, "journal_head")
    return next(((str(one["number"]), one["seal"] or "") for one in heads), None)


def rows(url: str, file: Path, table: str) -> list[dict[str, str | None]]:
    """The rows of a table in a dump, as text."""
    printed = _run(url, "pg_restore", "--data-only", f"--table={table}", "--file=-", file)
    found = ROWS.search(printed)
    if found is None:
        return []
    columns = [one.strip('"') for one in found[1].split(", ")]
    return [
        dict(zip(columns, map(_plain, row.split("\t")), strict=True))
        for row in found[2].split("\n")[:-1]
    ]


def _plain(text: str) -> str | None:
    return None if text == "\\N" else ESCAPED.sub(r"\1", text)


def accounts(url: str) -> list[dict[str, Any]]:
    """Each account, with whatever columns the table has; none where there is no such table."""
    there = _query(url, "SELECT to_regclass('account') IS NOT NULL")
    if there.strip() != "t":
        return []
    found = _query(url, "SELECT json_agg(account) FROM account").strip()
    return json.loads(found) if found else []


def end_what_went_on(url: str) -> None:
    """Nobody is in, nor half in, and no message is about to be sent."""
    ended = [
        f"UPDATE {table} SET ended_at = now() WHERE ended_at IS NULL"
        for table in ("session", "api_token")
    ]
    _query(url, "; ".join([*ended, "DELETE FROM ticket", HOLD_ALL]))


def _query(url: str, sql: str) -> str:
    return _run(url, "psql", *PLAINLY, "--tuples-only", "--no-align", f"--command={sql}")


def connections(url: str) -> int:
    """How many programs use the database now."""
    return int(_query(url, CONNECTED))


def load(url: str, file: Path) -> None:
    """Put a dump in the place of all that is there, in one transaction: all of it, or Refused."""
    entries = contents(url, file).splitlines()
    names = [entry.split()[-1] for entry in entries if " EXTENSION - " in entry]
    extensions = [f'CREATE EXTENSION IF NOT EXISTS "{name}";' for name in names if name != "-"]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as chosen:
        chosen.write("\n".join(entry for entry in entries if not STAYING.search(entry)))
        chosen.flush()
        script = _command(
            *("pg_restore", "--no-owner", "--no-privileges", f"--use-list={chosen.name}"),
            *("--file=-", file),
        )
        _run_as_one_transaction(url, "\n".join((CLEARING, *extensions, "")), script)


def _run_as_one_transaction(url: str, beginning: str, script: list[str]) -> None:
    """Give psql what `script` prints, and the COMMIT only if it printed everything."""
    environment = _environment(url)
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            _command("psql", *PLAINLY, "--set=ON_ERROR_STOP=1"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            env=environment,
        ) as psql,
    ):
        assert psql.stdin
        with suppress(BrokenPipeError):  # psql ends at the first error, and says which
            psql.stdin.write(beginning.encode())
            psql.stdin.flush()
            printed = subprocess.run(
                script, stdout=psql.stdin, stderr=subprocess.PIPE, env=environment, check=False
            )
            if printed.returncode == 0:
                psql.stdin.write(b"COMMIT;\n")
            psql.stdin.close()
        psql.wait()
        complaints.seek(0)
        _check("psql", psql.returncode, complaints.read())
        _check("pg_restore", printed.returncode, printed.stderr)


def _run(url: str, program: str, *arguments: str | Path) -> str:
    done = subprocess.run(
        _command(program, *arguments),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=_environment(url),
        check=False,
    )
    _check(program, done.returncode, done.stderr)
    return done.stdout.decode(errors="replace")


def _command(program: str, *arguments: str | Path) -> list[str]:
    path = shutil.which(program)
    if path is None:
        raise Refused(
            f"Le programme {program} manque sur cette machine : installez les outils de PostgreSQL "
            "(sous Debian et Ubuntu : sudo apt install postgresql-client)."
        )
    return [path, "--no-password", *map(str, arguments)]


def _check(program: str, code: int, complaints: bytes) -> None:
    if code:
        lines = complaints.decode(errors="replace").strip().splitlines() or [f"code {code}"]
        complaint = " ".join(lines[:2])[:LONGEST_COMPLAINT].rstrip(".")
        raise Refused(f"{program} a échoué : {complaint}.")


def _environment(url: str) -> dict[str, str]:
    """The login where no list of processes shows it."""
    login = expand_db_url(url)["credentials"]
    given = {name: str(login[key]) for key, name in LOGIN.items() if login.get(key)}
    return {**os.environ, **given}
