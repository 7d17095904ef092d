"""Comptoir as an administrator runs it: `python app.py …`, installed in a folder of its own."""

from __future__ import annotations

import compileall
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.processes import ROOT, clean_environment, free_port
from tests.waiting import PATIENCE, wait_until

CODE = ("models", "components", "pages")
WIDE = 0o022
"""The usual umask: whatever Comptoir does not close, everybody reads."""


@dataclass(frozen=True)
class Outcome:
    code: int
    said: str
    complaint: str


class Installation:
    """The code in a folder where `data/` is this test's own; it listens on loopback only."""

    def __init__(self, folder: Path, release: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.database = self.data / "comptoir.sqlite3"
        self.port = free_port()
        self.environment = {
            **clean_environment(),
            "COMPTOIR_HOST": "127.0.0.1",
            "COMPTOIR_PORT": str(self.port),
        }
        shutil.copytree(release, folder, copy_function=os.link)

    @property
    def database_url(self) -> str:
        return f"sqlite://{self.database}"

    def run(self, *arguments: str | Path, typed: str | None = None) -> Outcome:
        """Run a command to its end; what is typed comes from a terminal, else there is none."""
        keyboard, terminal = os.openpty()
        os.write(keyboard, (typed or "").encode())
        try:
            done = subprocess.run(
                self._command(*arguments),
                capture_output=True,
                stdin=subprocess.DEVNULL if typed is None else terminal,
                text=True,
                timeout=PATIENCE,
                check=False,
                env=self.environment,
                umask=WIDE,
            )
        finally:
            os.close(keyboard)
            os.close(terminal)
        return Outcome(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def serving(self, *arguments: str | Path) -> Iterator[Path]:
        """A server that listens; gives the file in which its words are."""
        said = self.folder / "said"
        with said.open("w") as output:
            process = subprocess.Popen(
                self._command("serve", *arguments),
                stdout=output,
                env=self.environment,
                umask=WIDE,
            )
        try:
            assert wait_until(lambda: self._listens() or process.poll() is not None)
            assert process.poll() is None, "the server has ended"
            yield said
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=PATIENCE)

    def _command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, str(self.folder / "app.py"), *map(str, arguments)]

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code, compiled once and not for each installation of it."""
    folder = tmp_path_factory.mktemp("release")
    shutil.copy2(ROOT / "app.py", folder)
    for name in CODE:
        shutil.copytree(ROOT / name, folder / name)
    compileall.compile_dir(folder, quiet=1)
    return folder


@pytest.fixture
def new_installation(tmp_path: Path, release: Path) -> Installation:
    """As it is before its first start."""
    return Installation(tmp_path / "comptoir", release)


@pytest.fixture
def installation(new_installation: Installation, migrated: Path) -> Installation:
    """With a database in which there is nothing yet."""
    new_installation.data.mkdir()
    shutil.copyfile(migrated, new_installation.database)
    return new_installation
