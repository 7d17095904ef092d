"""The command that takes a firm from SQLite to PostgreSQL."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from models.commands.files import move_files
from models.config import (
    SETTINGS,
    WrongSetting,
    read_settings,
    sqlite_file,
)
from models.errors import Refused
from models.french.wording import number, plural, quoted

if TYPE_CHECKING:
    from models.upkeep import Moved

WRONG_URL = (
    "--to ne désigne pas une base PostgreSQL : il faut "
    "postgres://utilisateur:motdepasse@hôte:5432/base."
)
MOVED_ALREADY = "La base de Comptoir est déjà dans PostgreSQL : il n’y a rien à déplacer."
IN_SERVICE = "La base est en service : arrêtez Comptoir, recommencez, puis relancez-le."


def move(
    to: Annotated[str, typer.Option(help="The URL of an empty PostgreSQL database.")],
) -> None:
    """Copy the SQLite database into an empty PostgreSQL database; Comptoir must be stopped."""
    from models.upkeep import claim
    from models.upkeep import move as move_database

    source = sqlite_file(SETTINGS.database_url)
    if source is None:
        raise Refused(MOVED_ALREADY)
    if not source.is_file():
        raise Refused(f"La base {quoted(str(source))} n’existe pas.")
    url = postgres_url(to)
    with claim(SETTINGS.database_url, IN_SERVICE):
        moved = asyncio.run(move_database(source, url, _say_progress))
    _say(moved)
    move_files(SETTINGS.files_place, SETTINGS.with_database(url).files_place)
    print(
        f"{quoted(str(source))} n’a pas été changée. Relancez Comptoir avec l’adresse donnée à "
        "--to dans COMPTOIR_DATABASE_URL."
    )


def postgres_url(text: str) -> str:
    """The database that --to names; Refused with the right form."""
    from tortoise.backends.base.config_generator import expand_db_url
    from tortoise.exceptions import ConfigurationError

    try:
        url = read_settings({"COMPTOIR_DATABASE_URL": text}).database_url
        database = None if sqlite_file(url) else expand_db_url(url)["credentials"]["database"]
    except (WrongSetting, ConfigurationError, ValueError):
        database = None
    if not database:
        raise Refused(WRONG_URL)
    return url


def _say(moved: Moved) -> None:
    counts = ", ".join(
        plural(moved.counts[table], *nouns)
        for table, nouns in {
            "client": ("client", "clients"),
            "document": ("document", "documents"),
            "journal": ("écriture", "écritures"),
        }.items()
    )
    print(f"La base est dans PostgreSQL : {counts}. Chaque table a été comparée à l’originale.")
    if moved.journal_break:
        print(
            "Attention, le journal n’était déjà pas intact, et a été repris tel quel. "
            f"{moved.journal_break}"
        )
    else:
        print("Le journal est intact.")


def _say_progress(step: str, done: int, total: int) -> None:
    if sys.stdout.isatty():
        print(f"\r\033[K{step} : {number(done)} / {number(total)}…", end="", flush=True)
