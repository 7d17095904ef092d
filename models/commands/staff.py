"""Accounts and journal from the command line, also while the server runs.

What takes long to load is imported where it is used, here as in every command: `--help` does
without.
"""

from __future__ import annotations

import asyncio
import getpass
import sys
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Annotated

import typer

from models.commands.opened import opened
from models.errors import Invalid, Refused
from models.french.wording import moment, plural, quoted
from models.permissions import THE_HOUSE, Role

if TYPE_CHECKING:
    from models.staff import Account

staff = typer.Typer(
    help="Accounts: add, list, reset, one-step, disable, enable.", no_args_is_help=True
)
journal = typer.Typer(help="The journal of what was done.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The name to sign in with.")]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]

Since = Annotated[
    str, typer.Option(metavar="HEAD", help="What `journal head` or a backup printed then.")
]


@staff.command()
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What this person may do.")] = Role.COUNTER,
    password_stdin: FromStdin = False,
) -> None:
    """Open an account."""
    from models.staff import Account

    password = _password(is_piped=password_stdin)

    async def open_account() -> None:
        await Account.open(name, role, password, by=THE_HOUSE)
        print(f"Le compte {quoted(name)} ({role}) est ouvert.")
        if not await Account.filter(role=Role.ADMINISTRATOR, disabled_at=None).exists():
            print("Il manque un administrateur : ajoutez-en un avec --role administrateur.")

    _run(open_account())


@staff.command(name="list")
def list_accounts() -> None:
    """Show who may sign in."""
    from models.staff import Account, Session

    async def show() -> None:
        for account in await Account.all().order_by("key"):
            sessions = await Session.of_account(account.id)
            state = "" if account.is_active else "désactivé"
            seen = f"vu {moment(sessions[0].seen_at)}" if sessions else "pas connecté"
            steps = ("deux étapes",) if account.has_second_factor else ()
            print("\t".join((account.name, account.role, state or seen, *steps)))

    _run(show())


@staff.command()
def reset(name: Name, password_stdin: FromStdin = False) -> None:
    """Give a new password; without one on standard input it is made, and to be changed."""
    given = _password(is_piped=True) if password_stdin else ""

    async def change() -> None:
        password = await (await _account(name)).reset_password(by=THE_HOUSE, password=given)
        print("Le mot de passe est changé." if given else f"Mot de passe provisoire : {password}")

    _run(change())


@staff.command(name="one-step")
def one_step(name: Name) -> None:
    """Ask for the password alone again, of who has lost phone and codes."""

    async def take_off() -> None:
        await (await _account(name)).take_second_factor_off(by=THE_HOUSE)
        print(f"Le compte {quoted(name)} s’ouvre de nouveau avec le mot de passe seul.")

    _run(take_off())


@staff.command()
def disable(name: Name) -> None:
    """Close an account and its sessions."""

    async def close() -> None:
        await (await _account(name)).disable(by=THE_HOUSE)
        print(f"Le compte {quoted(name)} est désactivé.")

    _run(close())


@staff.command()
def enable(name: Name) -> None:
    """Open a disabled account again."""

    async def reopen() -> None:
        await (await _account(name)).enable(by=THE_HOUSE)
        print(f"Le compte {quoted(name)} est réactivé.")

    _run(reopen())


@journal.command()
def verify(since: Since = "") -> None:
    """Check that journal, closings and issued invoices are as they were written."""
    from models.books import books_break
    from models.records import THE_HEAD, JournalHead, first_break, rewriting_since

    async def check() -> None:
        sentence = await first_break() or (await rewriting_since(since) if since else None)
        if sentence:
            raise Refused(f"Le journal n’est pas intact. {sentence}")
        if sentence := await books_break():
            raise Refused(f"Les écritures ne sont pas intactes. {sentence}")
        head = await JournalHead.get(id=THE_HEAD)
        entries = plural(head.number, "écriture")
        print(f"Le journal est intact : {entries}. Dernier sceau : {head.seal or 'aucun'}")

    _run(check())


@journal.command(name="head")
def print_head() -> None:
    """Print the number and the seal of the last entry, to be noted on another machine."""
    from models.records import THE_HEAD, JournalHead

    async def show() -> None:
        print(await JournalHead.get(id=THE_HEAD))

    _run(show())


def _run(work: Awaitable[object]) -> None:
    async def run() -> None:
        async with opened():
            await work

    try:
        asyncio.run(run())
    except Invalid as invalid:
        raise Refused(" ".join(invalid.errors.values())) from None


async def _account(name: str) -> Account:
    from models.staff import Account

    account = await Account.named(name)
    if account is None:
        raise Refused(f"Il n’y a pas de compte {quoted(name)}.")
    return account


def _password(*, is_piped: bool) -> str:
    if is_piped:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Refused("Donnez le mot de passe avec --password-stdin.")
    password = getpass.getpass("Mot de passe : ")
    if getpass.getpass("Confirmer : ") != password:
        raise Refused("Les deux saisies sont différentes.")
    return password
