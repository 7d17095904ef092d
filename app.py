"""Comptoir, the client desk. `python app.py --help` lists the commands."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from models import commands
from models.config import SETTINGS, Settings
from models.errors import Refused

cli = typer.Typer(add_completion=False, help="Comptoir, le bureau des clients.")


@cli.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Without a command: serve."""
    from models.log import start_log  # here, and not for --help, which needs none of it
    from models.upkeep import keep_private

    keep_private(SETTINGS)
    start_log()
    if context.invoked_subcommand is None:
        serve()


@cli.command()
def serve(
    host: commands.Host = None,
    port: commands.Port = None,
    certificate: commands.Certificate = None,
    key: commands.Key = None,
) -> None:
    """Serve Comptoir on this PC and on the local network."""
    _serve(SETTINGS.with_options(host=host, port=port, certificate=certificate, key=key))


@cli.command()
def demo(
    clients: Annotated[int, typer.Option(min=1, help="How many clients.")] = commands.DEMO_CLIENTS,
    seed: Annotated[int, typer.Option(help="The same seed makes the same clients.")] = 1,
    with_server: Annotated[
        bool, typer.Option("--serve", help="Fill a throwaway database instead, and serve it.")
    ] = False,
    host: commands.Host = None,
    port: commands.Port = None,
) -> None:
    """Fill the empty database with made-up clients and documents."""
    if not with_server:
        asyncio.run(commands.fill_database(SETTINGS, clients, seed))
        return
    with tempfile.TemporaryDirectory(prefix="comptoir-") as folder:
        settings = SETTINGS.with_database(f"sqlite://{Path(folder) / 'demo.sqlite3'}")
        settings = settings.with_options(host=host, port=port)
        asyncio.run(commands.fill_database(settings, clients, seed, with_accounts=True))
        _serve(settings, is_demo=True)


for command in (commands.backup, commands.restore, commands.move, commands.sweep):
    cli.command()(command)
cli.add_typer(commands.staff, name="staff")
cli.add_typer(commands.journal, name="journal")


def _serve(settings: Settings, *, is_demo: bool = False) -> None:
    from pages.server import run

    run(settings, is_demo=is_demo)


if __name__ == "__main__":
    try:
        cli()
    except Refused as refusal:
        raise SystemExit(str(refusal)) from None
