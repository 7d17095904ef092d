"""Putting a backup in the place of the database."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tortoise.exceptions import BaseORMException

from models.config import SQLITE_PREFIX, sqlite_file
from models.errors import Refused
from models.french.wording import quoted
from models.upkeep import postgres_dump, sqlite_copy
from models.upkeep.accounts import Accounts, accounts_of, changes
from models.upkeep.backup import back_up, kept_file
from models.upkeep.migrating import check_version, claim, migrate
from models.upkeep.new_file import (
    COMPANIONS,
    new_file,
    reason,
    sync,
)

OURS = {"client", "company", "document", "tortoise_migrations"}
"""Tables that every database of Comptoir has."""
IN_SERVICE = "La base est en service : arrêtez Comptoir, restaurez, puis relancez-le."
OCCASION = "restauration"


def restore(
    url: str, file: Path, *, confirm: Callable[[], bool], tell: Callable[[str], None] = print
) -> Path | None:
    """Check a backup, ask, and put it in the place of the database, migrated.

    `tell` is told which accounts change. Nobody stays signed in: a session that was ended since the
    backup would live again, as a message that has gone since would go again. The database that was
    there is kept in the file that is returned. Refused leaves it in place.
    """
    with claim(url, IN_SERVICE):
        if present := sqlite_file(url):
            _check_header(file, sqlite_copy.HEADER)
            return _restore_sqlite(present, file, confirm, tell)
        _check_header(file, postgres_dump.HEADER)
        return _restore_postgres(url, file, confirm, tell)


def _restore_sqlite(
    present: Path, file: Path, confirm: Callable[[], bool], tell: Callable[[str], None]
) -> Path | None:
    """Migrate a copy of the backup beside the database, so that a failure touches nothing."""
    if file.resolve() == present:
        raise Refused(f"{quoted(str(file))} est la base elle-même.")
    with new_file(present) as candidate:
        sqlite_copy.copy(file, candidate)
        _check_tables(file, sqlite_copy.tables(candidate))
        check_version(sqlite_copy.migrations(candidate))
        _migrate(f"{SQLITE_PREFIX}{candidate}", "La base n’a pas été changée")
        sqlite_copy.end_what_went_on(candidate)
        sqlite_copy.settle(candidate)
        before: Accounts = {}
        if present.exists():
            with suppress(Refused):  # damaged, or none of ours
                before = accounts_of(sqlite_copy.accounts(present))
        _tell_changes(before, accounts_of(sqlite_copy.accounts(candidate)), tell)
        _ask(confirm)
        return _set_aside(present)


def _restore_postgres(
    url: str, file: Path, confirm: Callable[[], bool], tell: Callable[[str], None]
) -> Path:
    entries = postgres_dump.contents(url, file).splitlines()
    _check_tables(file, {entry.split()[5] for entry in entries if " TABLE public " in entry})
    check_version(postgres_dump.migrations(url, file))
    if count := postgres_dump.connections(url):
        raise Refused(f"{IN_SERVICE} Connexions ouvertes en ce moment : {count}.")
    after = accounts_of(postgres_dump.rows(url, file, "account"))
    _tell_changes(accounts_of(postgres_dump.accounts(url)), after, tell)
    _ask(confirm)
    kept = kept_file(url, OCCASION)
    back_up(url, kept)
    postgres_dump.load(url, file)
    _migrate(url, f"La base d’avant est dans {quoted(str(kept))}")
    postgres_dump.end_what_went_on(url)
    return kept


def _check_header(file: Path, header: bytes) -> None:
    if not os.path.isfile(file):  # a Path raises where it may not look
        raise Refused(f"{quoted(str(file))} n’existe pas ou n’est pas un fichier.")
    try:
        with file.open("rb") as opened:
            found = opened.read(len(header))
    except OSError as error:
        raise Refused(f"{quoted(str(file))} ne se lit pas : {reason(error)}.") from None
    if found != header:
        kind = "PostgreSQL" if header == postgres_dump.HEADER else "SQLite"
        raise Refused(
            f"{quoted(str(file))} n’est pas une sauvegarde de base {kind}, "
            "comme celle que désigne COMPTOIR_DATABASE_URL."
        )


def _check_tables(file: Path, tables: set[str]) -> None:
    if not tables >= OURS:
        raise Refused(f"{quoted(str(file))} n’est pas une base de Comptoir.")


def _tell_changes(before: Accounts, after: Accounts, tell: Callable[[str], None]) -> None:
    lines = changes(before, after)
    if lines:
        tell("Comptes que la sauvegarde change :")
    for line in lines:
        tell(f"  {line}")
    tell("Toutes les sessions seront fermées : chacun se connectera de nouveau.")
    tell("Tous les jetons et adresses de calendrier seront révoqués.")


def _ask(confirm: Callable[[], bool]) -> None:
    if not confirm():
        raise Refused("La base n’a pas été changée.")


def _migrate(url: str, consolation: str) -> None:
    try:
        asyncio.run(migrate(url, copies_first=False))
    except BaseORMException as error:
        raise Refused(
            f"La sauvegarde ne se laisse pas mettre à niveau ({error}). {consolation}."
        ) from None


def _set_aside(present: Path) -> Path | None:
    """Keep the database under another name too, and leave nothing of it to a new one."""
    kept = None
    if present.exists():
        with suppress(sqlite_copy.Damaged):  # a reason to restore, not to refuse
            sqlite_copy.settle(present)
        kept = kept_file(f"{SQLITE_PREFIX}{present}", OCCASION)
        for suffix in ("", *COMPANIONS):
            _keep(Path(f"{present}{suffix}"), Path(f"{kept}{suffix}"))
        sync(kept.parent)
    for suffix in COMPANIONS:
        Path(f"{present}{suffix}").unlink(missing_ok=True)
    return kept


def _keep(file: Path, kept: Path) -> None:
    """Give a file a second name, or a copy where the disk knows no second names."""
    if not file.exists():
        return
    file.chmod(0o600)
    try:
        os.link(file, kept)
    except OSError:
        shutil.copyfile(file, kept)
        kept.chmod(0o600)
        sync(kept)
