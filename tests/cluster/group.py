"""What is tried: several processes on one PostgreSQL behind a proxy, all on loopback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import new as hmac
from pathlib import Path

from tests.browser.conftest import Server
from tests.processes import ROOT, clean_environment, free_port

CADDYFILE = ROOT / "docs" / "deploy" / "Caddyfile"
BESIDE = ROOT / ".venv" / "cluster" / "bin"
"""Where `make cluster` puts Caddy where the machine has none."""
START_SECONDS = 20.0
STICKY = "comptoir_process"


@dataclass
class Member(Server):
    """One of the processes."""

    has_accounts: bool = False
    shared: dict[str, str] = field(default_factory=dict)
    """The settings that all have in common."""

    @property
    def database_url(self) -> str:
        return self.shared["COMPTOIR_DATABASE_URL"]

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def mark(self) -> str:
        """What the proxy has a browser keep that stays with this process."""
        return hmac(b"", self.address.encode(), sha256).hexdigest()

    def end(self) -> float:
        """End it as systemd does; the seconds that it takes."""
        assert self._process
        start = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=60)
        self._process = None
        return time.monotonic() - start

    def _settings(self) -> dict[str, str]:
        return {**super()._settings(), **self.shared}


class Group:
    """The processes, started one after the other, as a firm would."""

    def __init__(self, folder: Path, count: int, database_url: str, relay_url: str) -> None:
        shared = {
            "COMPTOIR_DATABASE_URL": database_url,
            "COMPTOIR_RELAY_URL": relay_url,
            "COMPTOIR_PROXY": "127.0.0.1",
        }
        self.log = folder / "errors.log"
        self.log.touch()
        self.members: list[Member] = []
        for number in range(count):
            own = folder / f"process-{number}"
            own.mkdir(exist_ok=True)
            self.members.append(Member(own, log=self.log, shared=shared))

    @contextmanager
    def running(self) -> Iterator[list[Member]]:
        try:
            for member in self.members:
                member.start()
            yield self.members
        finally:
            for member in self.members:
                member.stop()

    def errors(self) -> list[str]:
        """What the processes have logged as errors."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        return [line for line in lines if '"level": "WARNING"' not in line]


@contextmanager
def proxy(folder: Path, members: list[Member]) -> Iterator[str]:
    """Caddy before these processes, as `docs/deploy` has it; its address."""
    port = free_port()
    config = folder / "Caddyfile"
    config.write_text(
        f"{{\n\tadmin off\n\tdefault_bind 127.0.0.1\n\tauto_https off\n}}\nimport {CADDYFILE}\n"
    )
    environment = {
        **clean_environment(),
        "COMPTOIR_SITE": f"http://127.0.0.1:{port}",
        "COMPTOIR_PROCESSES": " ".join(member.address for member in members),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }
    command = [caddy(), "run", "--config", str(config), "--adapter", "caddyfile"]
    with (folder / "caddy.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stderr=log, cwd=folder)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, process, folder / "caddy.log")
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def caddy() -> str:
    """The program; the end of this one where there is none."""
    found = shutil.which("caddy", path=f"{BESIDE}{os.pathsep}{os.environ.get('PATH', '')}")
    if not found:
        sys.exit("There is no caddy: start this by `make cluster`, which installs one.")
    return found


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/sante", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"Caddy does not start: {log.read_text()}")
