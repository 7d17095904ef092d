"""The commands that keep and bring back the firm's data."""

from __future__ import annotations

import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from models.commands.files import bring_files_back, copy_files_beside, megabytes
from models.config import SETTINGS
from models.errors import Refused
from models.french.wording import moment, quoted


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Copy the whole database into one file, and new files beside it, while people work."""
    from models.upkeep import back_up, head_in

    _leave_nothing_when_ended()
    back_up(SETTINGS.database_url, file, replace=force)
    print(f"La sauvegarde est dans {quoted(str(file))} ({megabytes(file.stat().st_size)}).")
    if head := head_in(SETTINGS.database_url, file):
        print(f"Journal : {head}")
    copy_files_beside(SETTINGS.files_place, file)


def restore(
    file: Annotated[Path, typer.Argument(readable=False, help="What `backup` wrote.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a backup in the place of the database; Comptoir must be stopped."""
    from models.upkeep import restore as restore_database

    if not yes and not sys.stdin.isatty():
        raise Refused("Sans terminal pour poser la question, restore demande l’option --yes.")
    _leave_nothing_when_ended()
    kept = restore_database(SETTINGS.database_url, file, confirm=lambda: yes or _agrees(file))
    print(f"La base est celle de la sauvegarde {quoted(str(file))}.")
    if kept:
        print(f"Celle d’avant est gardée dans {quoted(str(kept))}.")
    bring_files_back(file, SETTINGS.files_place)


def _agrees(file: Path) -> bool:
    written = moment(datetime.fromtimestamp(file.stat().st_mtime, UTC))
    question = f"Remplacer toute la base par {quoted(str(file))}, fichier écrit {written} ?"
    print(f"{question} (oui/non)", end=" ", flush=True)
    return sys.stdin.readline().strip().lower() in {"o", "oui"}


def _leave_nothing_when_ended() -> None:
    """A service manager ends a command by SIGTERM: clean up as after Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
