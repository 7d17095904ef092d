"""A file that appears whole or not at all."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import Refused
from models.french.wording import quoted

COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database while it is open."""
_REASONS = {
    errno.ENOENT: "ce chemin n’existe pas",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENOTDIR: "ce n’est pas un dossier",
    errno.EACCES: "l’accès est refusé",
    errno.EPERM: "l’accès est refusé",
    errno.EROFS: "ce disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "l’espace accordé sur ce disque est épuisé",
    errno.ENAMETOOLONG: "ce nom est trop long",
}
_SQLITE_REASONS = {
    sqlite3.SQLITE_FULL: "le disque est plein",
    sqlite3.SQLITE_BUSY: "un autre programme s’en sert",
    sqlite3.SQLITE_IOERR: "le disque a refusé une lecture ou une écriture",
    sqlite3.SQLITE_CANTOPEN: "il n’a pas pu être ouvert",
    sqlite3.SQLITE_READONLY: "l’écriture y est interdite",
    sqlite3.SQLITE_CORRUPT: "le fichier est abîmé",
    sqlite3.SQLITE_NOTADB: "le fichier est abîmé",
}


def reason(error: OSError | sqlite3.Error) -> str:
    """Why it did not work, to end a sentence with."""
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0, error.strerror or str(error))
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest is a finer distinction
    return _SQLITE_REASONS.get(code, str(error))


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A private file beside the target to write into, which takes its place at the end.

    Refused when it cannot be written; whatever fails, the target stays as it was.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".comptoir-", suffix=".tmp", dir=target.parent)
    except OSError as error:
        folder = quoted(str(target.parent))
        raise Refused(f"Rien ne peut être écrit dans {folder} : {reason(error)}.") from None
    os.close(handle)
    try:
        yield Path(name)
        sync(Path(name))
        Path(name).replace(target)
        sync(target.parent)
    except OSError as error:
        raise Refused(f"{quoted(str(target))} n’a pas pu être écrit : {reason(error)}.") from None
    finally:
        for suffix in ("", *COMPANIONS):
            Path(f"{name}{suffix}").unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder, through a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
