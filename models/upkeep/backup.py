"""Backups: on demand, and before the schema changes."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from tortoise.backends.base.config_generator import expand_db_url

from models.config import DATA, SETTINGS, sqlite_file
from models.errors import Refused
from models.french.wording import quoted
from models.records.journal import head_text
from models.upkeep import postgres_dump, sqlite_copy
from models.upkeep.new_file import COMPANIONS, new_file, reason

FOLDER = "backups"
KEPT = 10
"""Copies from before a migration; older ones give way to a new one."""


def back_up(url: str, target: Path, *, replace: bool = False) -> None:
    """Write a consistent copy while people work; Refused with the reason when that cannot be."""
    source = sqlite_file(url)
    is_taken = os.path.lexists(target)  # a Path raises where it may not look
    if is_taken and (target.is_symlink() or not target.is_file()):
        raise Refused(f"{quoted(str(target))} n’est pas un fichier ordinaire.")
    if source and _is_part_of(source, target):
        raise Refused(f"{quoted(str(target))} fait partie de la base elle-même.")
    if is_taken and not replace:
        raise Refused(f"{quoted(str(target))} existe déjà : --force le remplace.")
    if source and not source.is_file():
        raise Refused(f"La base {quoted(str(source))} n’existe pas.")
    with new_file(target) as file:
        if source:
            sqlite_copy.copy(source, file)
        else:
            postgres_dump.dump(url, file)


def head_in(url: str, file: Path) -> str:
    """Where the journal in a backup of this database ends; "" if it is older than the journal."""
    found = sqlite_copy.head(file) if sqlite_file(url) else postgres_dump.head(url, file)
    return head_text(*found) if found else ""


def back_up_before_migration(url: str, migration: str) -> Path | None:
    """Keep a copy of what this migration will change; None where the settings do without."""
    if SETTINGS.skips_backup:
        return None
    try:
        target = kept_file(url, migration)
        back_up(url, target)
    except Refused as refusal:
        raise Refused(
            f"La base doit être mise à niveau, et sa copie préalable a échoué. {refusal} "
            "Pour vous passer de copie, en connaissance de cause : COMPTOIR_SKIP_BACKUP=1."
        ) from None
    for old in _made_before_migrations(url)[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def kept_file(url: str, occasion: str) -> Path:
    """A new name for a copy that is made without being asked for; makes its folder."""
    folder, name, suffix = _place(url)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{quoted(str(folder))} n’a pas pu être créé : {reason(error)}.") from None
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%fZ")
    return folder / f"{name}-{moment}-avant-{occasion}{suffix}"


def _made_before_migrations(url: str) -> list[Path]:
    """The oldest first."""
    folder, name, suffix = _place(url)
    ours = re.compile(rf"{re.escape(name)}-[-\dT]+Z-avant-\d{{4}}_\w+{re.escape(suffix)}")
    return sorted(path for path in folder.iterdir() if ours.fullmatch(path.name))


def _place(url: str) -> tuple[Path, str, str]:
    """The folder of the copies of a database, how their names begin and how they end."""
    if file := sqlite_file(url):
        return file.parent / FOLDER, file.stem, file.suffix
    return DATA / FOLDER, expand_db_url(url)["credentials"]["database"], ".dump"


def _is_part_of(source: Path, target: Path) -> bool:
    return target.resolve() in {Path(f"{source}{suffix}") for suffix in ("", *COMPANIONS)}
