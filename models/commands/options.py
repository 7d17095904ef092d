"""Options that several commands share; unset, the environment decides."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Host = Annotated[str | None, typer.Option(help="The address to listen on.")]
Port = Annotated[int | None, typer.Option(min=1, max=65535, help="The port to listen on.")]
Certificate = Annotated[
    Path | None,
    typer.Option(readable=False, resolve_path=True, help="Serve HTTPS with this certificate."),
]
Key = Annotated[
    Path | None,
    typer.Option(readable=False, resolve_path=True, help="The key of the certificate."),
]
