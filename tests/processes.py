"""Programs that tests start beside themselves."""

from __future__ import annotations

import os
import socket
from pathlib import Path

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


FOREIGN = ("PYTEST_", "NICEGUI_", "COMPTOIR_", "PYTHONDONTWRITEBYTECODE")
"""How the variables begin that are not for a program; without what is compiled, each of them would
take a second longer to start."""


def clean_environment() -> dict[str, str]:
    """A program must not take itself for a part of the tests, nor use this machine's settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
