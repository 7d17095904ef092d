"""What Comptoir writes is for the account that runs it: clients' data, backups, the secret."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from models.config import DATA, FILES_FOLDER, Settings, sqlite_file
from models.french.wording import quoted
from models.upkeep.backup import FOLDER
from models.upkeep.new_file import COMPANIONS

OTHERS = 0o077
"""The rights of the group and of everybody else."""


def keep_private(settings: Settings) -> None:
    """Keep from other accounts what this process will write, and what is there already."""
    os.umask(OTHERS)
    for path in _written(settings):
        try:
            mode = stat.S_IMODE(path.stat().st_mode)
            if mode & OTHERS:
                path.chmod(mode & ~OTHERS)
        except FileNotFoundError:
            continue
        except OSError:
            print(
                f"Attention : d’autres comptes de cette machine peuvent lire {quoted(str(path))}, "
                "dont les droits ne peuvent pas être changés.",
                file=sys.stderr,
            )


def _written(settings: Settings) -> Iterator[Path]:
    """Everything in `data/`; elsewhere only files with names of ours, whoever owns the folder."""
    for folder, below, names in os.walk(DATA):
        yield Path(folder)
        if Path(folder).name == FILES_FOLDER:  # closed, and with it a hundred thousand files
            below.clear()
        yield from (path for name in names if not (path := Path(folder, name)).is_symlink())
    if file := sqlite_file(settings.database_url):
        yield from (Path(f"{file}{suffix}") for suffix in ("", *COMPANIONS, ".lock"))
        yield from (file.parent / FOLDER).glob(f"{glob.escape(file.stem)}-*")
        yield file.parent / FILES_FOLDER
    if storage := os.environ.get("NICEGUI_STORAGE_PATH"):
        yield from Path(storage).glob("storage-*.json*")
