"""The server that is tried: a process of its own, on loopback, with a database of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from models.attachments import FILES, name_of
from models.config import FILES_FOLDER
from models.database import transaction
from models.demo import fill
from models.french.text import fold
from models.permissions import THE_HOUSE, Role
from models.staff import account as accounts
from tests.browser.conftest import Server
from tests.endurance.robot import Account
from tests.processes import ROOT, clean_environment

CLIENTS = 2_000
PASSWORD = "un robot au comptoir"


def prepare(folder: Path, staff: int) -> tuple[Server, list[Account]]:
    """A server that is not yet started, with demo clients and an account for each of the staff."""
    log = folder / "errors.log"
    log.touch()
    server = Server(folder, log=log)
    FILES.open(str(folder / FILES_FOLDER))
    return server, fill_for(server, staff)


def fill_for(server: Server, staff: int) -> list[Account]:
    """Demo clients in the server's database, and an account for each of the staff."""
    names = [f"Robot {number}" for number in range(1, staff + 1)]

    async def make() -> None:
        await fill(CLIENTS)
        await _open_accounts(names)

    server.fill(make)
    return [Account(name, PASSWORD) for name in names]


async def _open_accounts(names: list[str]) -> None:
    """Managers, all with one password: its hash is computed once."""
    first = await accounts.Account.open(names[0], Role.MANAGER, PASSWORD, by=THE_HOUSE)
    async with transaction():
        for name in names[1:]:
            await accounts.Account.create(
                name=name,
                key=fold(name),
                role=Role.MANAGER,
                password_hash=first.password_hash,
            )


def errors(server: Server) -> list[str]:
    """All that the server complained of: without trouble, nothing."""
    assert server.log
    return server.log.read_text("utf-8", "replace").splitlines()


def broken_journal(server: Server) -> str:
    """What `journal verify` complains of, or ""."""
    verified = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "journal", "verify"],
        env={**clean_environment(), "COMPTOIR_DATABASE_URL": server.database_url},
        capture_output=True,
        text=True,
        check=False,
    )
    return verified.stderr if verified.returncode else ""


def damaged_files(server: Server) -> list[str]:
    """The firm's files that are not what their name says."""
    kept = (path for path in server.folder.glob(f"{FILES_FOLDER}/??/??/*") if path.is_file())
    return [path.name for path in kept if name_of(path.read_bytes()) != path.name]


def memory(server: Server) -> float:
    """The server's resident memory in MB."""
    command = ["ps", "-o", "rss=", "-p", str(server.pid)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(answer.stdout) / 1024


def cpu(server: Server) -> float:
    """The seconds of processor time that the server has taken."""
    command = ["ps", "-o", "time=", "-p", str(server.pid)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = 0.0
    for part in answer.stdout.strip().replace("-", ":").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds
