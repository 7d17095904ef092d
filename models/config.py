"""Settings from the environment, read once; a wrong value ends the start with one sentence."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

VERSION = "0.1.0"
ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
DEFAULT_DATABASE_URL = "sqlite://data/comptoir.sqlite3"
SQLITE_PREFIX = "sqlite://"
RELAY_SCHEMES = {
    "redis": "redis",
    "rediss": "rediss",
    "valkey": "redis",
    "valkeys": "rediss",
}
FILES_FOLDER = "attachments"
BUCKETS = ("s3://", "gs://", "az://", "memory://")
"""How the URL of an object store begins; the last one is for tests."""
RELAY_PATH = re.compile(r"/?[0-9]*")
_LABEL = "[a-z0-9]([a-z0-9_-]*[a-z0-9])?"
HOST_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*")


class WrongSetting(Exception):
    """One clear sentence about a value of the environment."""


@dataclass(frozen=True)
class Settings:
    database_url: str
    host: str
    port: int
    skips_backup: bool = False
    certificate: Path | None = None
    key: Path | None = None
    hosts: tuple[str, ...] = ()
    """Further names by which browsers may call the server, in lower case."""
    proxies: tuple[str, ...] = ()
    """Addresses and networks whose word about the client's address is believed."""
    relay_url: str = ""
    """Where the processes meet: Redis or Valkey; "" if that is the database."""

    files: str = ""
    """Where files are: a folder, or the URL of an object store; "" if beside the database."""

    directory_url: str = ""
    """Another public directory of firms than the usual one."""

    private_webhooks: bool = False
    """Whether events may go to other machines of the same network, and without encryption."""

    @property
    def files_place(self) -> str:
        """The folder with the firm's files, or the URL of the object store that has them."""
        file = sqlite_file(self.database_url)
        return self.files or str((file.parent if file else DATA) / FILES_FOLDER)

    @property
    def scheme(self) -> str:
        return "https" if self.certificate else "http"

    def with_database(self, url: str) -> Settings:
        """The same settings for another database."""
        return replace(self, database_url=url)

    def with_options(
        self,
        *,
        host: str | None = None,
        port: int | None = None,
        certificate: Path | None = None,
        key: Path | None = None,
    ) -> Settings:
        """The same settings but for what the command line says."""
        return replace(
            self,
            host=host or self.host,
            port=port or self.port,
            certificate=certificate or self.certificate,
            key=key or self.key,
        )


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of this process; raises WrongSetting."""
    return Settings(
        database_url=_database_url(environment.get("COMPTOIR_DATABASE_URL", "")),
        host=environment.get("COMPTOIR_HOST", "").strip() or "0.0.0.0",
        port=_port(environment.get("COMPTOIR_PORT", "")),
        skips_backup=_yes("COMPTOIR_SKIP_BACKUP", environment),
        certificate=_file(environment.get("COMPTOIR_CERTIFICATE", "")),
        key=_file(environment.get("COMPTOIR_KEY", "")),
        hosts=_each(environment.get("COMPTOIR_HOSTS", ""), _host_name),
        proxies=_each(environment.get("COMPTOIR_PROXY", ""), _proxy),
        relay_url=_relay_url(environment.get("COMPTOIR_RELAY_URL", "")),
        files=_files(environment.get("COMPTOIR_FILES", "")),
        private_webhooks=_yes("COMPTOIR_PRIVATE_WEBHOOKS", environment),
        directory_url=_web_address(environment.get("COMPTOIR_DIRECTORY_URL", "")),
    )


def _web_address(text: str) -> str:
    parts = urlsplit(text.strip())
    if text.strip() and (parts.scheme not in {"http", "https"} or not parts.netloc):
        raise WrongSetting(
            f"COMPTOIR_DIRECTORY_URL vaut « {text} » : il faut une adresse comme "
            "https://annuaire.example.fr."
        )
    return text.strip()


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


def _relay_url(text: str) -> str:
    """The URL under the names that redis-py knows."""
    if not text.strip():
        return ""
    scheme, _, rest = text.strip().partition("://")
    with suppress(KeyError, ValueError):
        url = urlsplit(f"{RELAY_SCHEMES[scheme.lower()]}://{rest}")
        if url.hostname and url.port != 0 and RELAY_PATH.fullmatch(url.path):
            return url.geturl()
    raise WrongSetting(
        "COMPTOIR_RELAY_URL ne désigne pas un serveur Redis ou Valkey : il faut "
        "redis://hôte:6379/0, ou rediss:// s’il est chiffré, avec utilisateur:motdepasse@ devant "
        "l’hôte s’il en demande."
    )


def is_bucket(place: str) -> bool:
    """Whether files are in an object store there, and not in a folder."""
    return place.startswith(BUCKETS)


def _files(text: str) -> str:
    place = text.strip()
    if "://" not in place:
        return str(ROOT / place) if place else ""
    if not is_bucket(place) or not urlsplit(place).netloc:
        raise WrongSetting(
            "COMPTOIR_FILES ne désigne ni un dossier ni un stockage d’objets connu : il faut un "
            "chemin, ou s3://compartiment/dossier (ou gs://, az://)."
        )
    return place


def _port(text: str) -> int:
    if not text.strip():
        return 8080
    if text.strip().isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise WrongSetting(f"COMPTOIR_PORT vaut « {text} » : il faut un nombre de 1 à 65535.")


def _yes(name: str, environment: Mapping[str, str]) -> bool:
    text = environment.get(name, "").strip()
    if text in {"", "0", "1"}:
        return text == "1"
    raise WrongSetting(f"{name} vaut « {text} » : il faut 1 pour oui ou 0 pour non.")


def _file(text: str) -> Path | None:
    return ROOT / text.strip() if text.strip() else None


def _each(text: str, read: Callable[[str], str]) -> tuple[str, ...]:
    """What stands between the commas, once each."""
    return tuple(dict.fromkeys(read(item.strip()) for item in text.split(",") if item.strip()))


def _host_name(text: str) -> str:
    """The name as browsers send it: in ASCII."""
    try:
        name = text.rstrip(".").encode("idna").decode().lower()
    except UnicodeError:
        name = ""
    if not HOST_NAME.fullmatch(name):
        raise WrongSetting(
            f"COMPTOIR_HOSTS contient « {text} » : il faut des noms comme comptoir.example.fr, "
            "sans http:// ni port, séparés par des virgules."
        )
    return name


def _proxy(text: str) -> str:
    try:
        return str(ipaddress.ip_network(text) if "/" in text else ipaddress.ip_address(text))
    except ValueError:
        raise WrongSetting(
            f"COMPTOIR_PROXY contient « {text} » : il faut des adresses comme 127.0.0.1 ou des "
            "réseaux comme 10.0.0.0/24, séparés par des virgules."
        ) from None


def _settings_of_this_process() -> Settings:
    try:
        return read_settings(os.environ)
    except WrongSetting as error:
        raise SystemExit(f"Comptoir ne démarre pas. {error}") from None


SETTINGS = _settings_of_this_process()
