"""Settings from the environment, read once; a wrong value ends the start with one sentence."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

VERSION = "0.1.0"
ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
DEFAULT_DATABASE_URL = "sqlite://data/comptoir.sqlite3"
SQLITE_PREFIX = "sqlite://"
SHORTEST_SECRET = 16


class WrongSetting(Exception):
    """One clear sentence about a value of the environment."""


@dataclass(frozen=True)
class Settings:
    database_url: str
    host: str
    port: int
    secret: str | None
    skips_backup: bool = False

    def with_database(self, url: str) -> Settings:
        """The same settings for another database."""
        return replace(self, database_url=url)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of this process; raises WrongSetting."""
    return Settings(
        database_url=_database_url(environment.get("COMPTOIR_DATABASE_URL", "")),
        host=environment.get("COMPTOIR_HOST", "").strip() or "0.0.0.0",
        port=_port(environment.get("COMPTOIR_PORT", "")),
        secret=_secret(environment.get("COMPTOIR_SECRET", "")),
        skips_backup=_yes("COMPTOIR_SKIP_BACKUP", environment),
    )


def session_secret(settings: Settings) -> str:
    """The secret that signs session cookies: as set, or made once and kept in `data/`."""
    if settings.secret:
        return settings.secret
    file = DATA / "secret"
    if file.exists() and (kept := file.read_text("ascii").strip()):
        return kept
    DATA.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(32)
    file.touch(mode=0o600)
    # An empty file that was there before keeps its own mode.
    file.chmod(0o600)
    file.write_text(made, "ascii")
    return made


def sqlite_file(database_url: str) -> Path | None:
    """The file behind the URL, where its links lead to; None for PostgreSQL."""
    if not database_url.startswith(SQLITE_PREFIX):
        return None
    return Path(database_url.removeprefix(SQLITE_PREFIX)).resolve()


def _database_url(text: str) -> str:
    url = text.strip() or DEFAULT_DATABASE_URL
    scheme, _, path = url.partition("://")
    if scheme in {"postgres", "postgresql", "asyncpg"}:
        return "asyncpg" + url[len(scheme) :]
    if scheme != "sqlite" or not path or path == ":memory:" or "?" in path:
        raise WrongSetting(
            "COMPTOIR_DATABASE_URL ne désigne pas une base connue : il faut "
            "sqlite://chemin/du/fichier.sqlite3 "
            "ou postgres://utilisateur:motdepasse@hôte:5432/base."
        )
    return f"sqlite://{(ROOT / path).as_posix()}"


def _port(text: str) -> int:
    if not text.strip():
        return 8080
    if text.strip().isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise WrongSetting(f"COMPTOIR_PORT vaut « {text} » : il faut un nombre de 1 à 65535.")


def _secret(text: str) -> str | None:
    if not text:
        return None
    if len(text) < SHORTEST_SECRET:
        raise WrongSetting(
            f"COMPTOIR_SECRET est trop court : il faut au moins {SHORTEST_SECRET} caractères."
        )
    return text


def _yes(name: str, environment: Mapping[str, str]) -> bool:
    text = environment.get(name, "").strip()
    if text in {"", "0", "1"}:
        return text == "1"
    raise WrongSetting(f"{name} vaut « {text} » : il faut 1 pour oui ou 0 pour non.")


def _settings_of_this_process() -> Settings:
    try:
        return read_settings(os.environ)
    except WrongSetting as error:
        raise SystemExit(f"Comptoir ne démarre pas. {error}") from None


SETTINGS = _settings_of_this_process()
