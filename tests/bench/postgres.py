"""A PostgreSQL of the benchmark's own, as safe as a new one is, with a database for each size."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Self

import asyncpg

from tests.bench.databases import KEPT, fill_with
from tests.processes import free_port

PACKAGED = "/usr/lib/postgresql"
"""Where Debian and Ubuntu put the server, which they leave out of the path."""
OWNER = "comptoir"
SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "4GB", "unix_socket_directories": ""}
START_SECONDS = 30.0


def program(name: str) -> str | None:
    """The path of one of PostgreSQL's programs, of the latest version found, or None."""
    packaged = sorted(Path(PACKAGED).glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(packaged[-1]) if packaged else shutil.which(name)


class Postgres:
    """A server on loopback; a database for each size is the template of its copies."""

    name = "PostgreSQL"

    def __init__(self) -> None:
        self._data = KEPT / "postgres"
        self._port = free_port()
        self._made: list[str] = []

    def __enter__(self) -> Self:
        self._create()
        options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        command = [program("postgres"), "-D", str(self._data), "-h127.0.0.1", f"-p{self._port}"]
        with (self._data / "bench.log").open("w") as log:
            self._server = self._run([*command, *options], stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self._server.poll() is None, f"PostgreSQL has ended: see {log.name}"
            assert time.monotonic() < deadline, "PostgreSQL does not answer"
            time.sleep(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._made:
            self._ask(f"DROP DATABASE {name} WITH (FORCE)")
        self._server.send_signal(signal.SIGINT)
        self._server.wait(timeout=60)

    def copy(self, size: int, folder: Path) -> str:
        kept = f"clients_{size}"
        if not self._ask(f"SELECT 1 FROM pg_database WHERE datname = '{kept}'"):
            self._ask(f"DROP DATABASE IF EXISTS {kept}_part", f"CREATE DATABASE {kept}_part")
            fill_with(self._url(f"{kept}_part"), size)
            self._ask("VACUUM (ANALYZE)", base=f"{kept}_part")
            self._ask(f"ALTER DATABASE {kept}_part RENAME TO {kept}")
        name = f"run_{size}"
        self._ask(
            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            f"CREATE DATABASE {name} TEMPLATE {kept} STRATEGY FILE_COPY",
        )
        self._made.append(name)
        return self._url(name)

    def _url(self, base: str) -> str:
        return f"postgres://{OWNER}:none@127.0.0.1:{self._port}/{base}"

    def _create(self) -> None:
        if (self._data / "PG_VERSION").exists():
            return
        self._data.mkdir(parents=True, exist_ok=True)
        if self._user:
            shutil.chown(self._data, self._user)
        options = [f"--username={OWNER}", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        made = self._run([program("initdb"), "-D", str(self._data), *options])
        assert made.wait() == 0, "initdb has failed"

    @property
    def _user(self) -> str | None:
        """PostgreSQL refuses to run as root."""
        return "postgres" if os.geteuid() == 0 else None

    def _run(self, command: list[Any], **options: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            user=self._user,
            group=self._user,
            cwd="/",
            stdout=subprocess.DEVNULL,
            **options,
        )

    def _answers(self) -> bool:
        try:
            self._ask("SELECT 1")
        except (OSError, asyncpg.PostgresError):
            return False
        return True

    def _ask(self, *statements: str, base: str = "postgres") -> list[Any]:
        """The rows of the last statement."""

        async def run() -> list[Any]:
            connection = await asyncpg.connect(self._url(base))
            try:
                for statement in statements:
                    rows = await connection.fetch(statement)
                return list(rows)
            finally:
                await connection.close()

        return asyncio.run(run())
