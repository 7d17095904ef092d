"""What happens to the firm's files when its database is copied, brought back, moved or tidied."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from models.commands.opened import opened
from models.config import FILES_FOLDER, SETTINGS, is_bucket
from models.errors import Refused
from models.french.wording import NBSP, plural, quoted

if TYPE_CHECKING:
    from models.attachments import Swept

MOST_NAMED = 5
AGAIN = "La commande peut être relancée : elle reprend où elle s’est arrêtée."


def copy_files_beside(place: str, backup: Path) -> None:
    """Add what is new to the folder beside a backup, which all backups there have in common.

    After the database, whose copy then names no file that is not there.
    """
    if is_bucket(place):
        print(f"Les fichiers sont dans {quoted(place)} : ils se sauvegardent là-bas.")
        return
    _carry(place, str(_folder_beside(backup)))


def bring_files_back(backup: Path, place: str) -> None:
    """Take from beside a backup what is missing; an older one has none."""
    _carry(str(_folder_beside(backup)), place)


def move_files(place: str, to: str) -> None:
    """Copy them to where a process on the other database will look for them."""
    _carry(place, to)


def sweep() -> None:
    """Remove stored files that nothing names any more, if they are older than a day."""
    swept = asyncio.run(_sweep(SETTINGS.files_place))
    gone = plural(swept.count, "fichier enlevé", "fichiers enlevés")
    print(f"{gone} ({megabytes(swept.size)}). Ce qui a été déposé depuis un jour est resté.")


async def _sweep(place: str) -> Swept:
    from models import books, documents  # noqa: F401 - they say which of their columns name files
    from models.attachments import store_at
    from models.attachments import sweep as sweep_store

    async with opened():
        return await sweep_store(store_at(place))


def _folder_beside(backup: Path) -> Path:
    return backup.resolve().parent / FILES_FOLDER


def _carry(source: str, target: str) -> None:
    from models.attachments import carry, store_at
    from models.database import Outage

    if source == target or not (is_bucket(source) or Path(source).is_dir()):
        return
    try:
        carried = asyncio.run(carry(store_at(source), store_at(target)))
    except (Outage, OSError) as error:
        raise Refused(f"Les fichiers n’ont pas tous été copiés. {error} {AGAIN}") from None
    if carried.count:
        added = plural(carried.count, "fichier ajouté", "fichiers ajoutés")
        print(f"{added} dans {quoted(target)} ({megabytes(carried.size)}).")
    if carried.lost:
        raise Refused(
            f"{plural(len(carried.lost), 'fichier abîmé', 'fichiers abîmés')} dans "
            f"{quoted(source)}, non copiés : {', '.join(carried.lost[:MOST_NAMED])}."
        )


def megabytes(size: int) -> str:
    """« 3,4 Mo »."""
    return f"{size / 1e6:.1f}{NBSP}Mo".replace(".", ",")
