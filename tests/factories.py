"""Records for tests, made through the public verbs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count

from models.catalogue import Article
from models.clients import Client
from models.company import BankAccount, Company
from models.database import transaction
from models.documents import (
    KINDS,
    Document,
    Stage,
    Status,
)
from models.permissions import THE_HOUSE, Role, Staff
from models.records import Draft, Record
from models.staff import Account, Browser, enter, totp

ANYBODY = Staff("Camille", Role.ADMINISTRATOR)
ANYWHERE = Browser("127.0.0.1", "")
PASSWORD = "neige en juin"
PIN = "8052"
IBAN = "FR76 3000 6000 0112 3456 7890 189"
FIRM = {
    "name": "Durand Levage",
    "legal_form": "SAS",
    "capital": "50 000",
    "siret": "732 829 320 00074",
    "rcs": "Lyon",
    "vat_number": "FR44732829320",
    "einvoice_address": "732829320",
    "street": "12 rue des Forges",
    "postcode": "69003",
    "city": "Lyon",
}
"""A firm that lacks but an account to issue."""
_serial = count(1)


async def make_client(name: str = "", **typed: str) -> Client:
    """A client; its fields as the form shows them."""
    draft = Client.blank()
    draft.typed |= {"name": name or f"Client {next(_serial)}", **typed}
    return await Client.create_from(draft, by=ANYBODY)


async def make_article(designation: str = "", **typed: str) -> Article:
    """An article; its fields as the form shows them."""
    draft = Article.blank()
    draft.typed |= {"designation": designation or f"Article {next(_serial)}", **typed}
    return await Article.create_from(draft, by=ANYBODY)


async def make_account(staff: Staff = ANYBODY) -> Account:
    """The account of this member of staff, without a password."""
    draft = Account.blank()
    draft.typed |= {"name": staff.name, "role": str(staff.role)}
    return await Account.named(staff.name) or await Account.create_from(draft, by=THE_HOUSE)


async def open_account(name: str = "Zoé", role: Role = Role.COUNTER, *, pin: str = "") -> Account:
    """An account with PASSWORD, and perhaps a PIN."""
    account = await Account.open(name, role, PASSWORD, by=ANYBODY)
    if pin:
        await account.choose_pin(PASSWORD, pin, by=ANYBODY)
    return account


async def open_with_code(name: str = "Zoé", *, pin: str = "") -> tuple[Account, list[str]]:
    """An administrator with the second factor on, by the code of now, and the codes on paper."""
    account = await open_account(name, Role.ADMINISTRATOR, pin=pin)
    await account.prepare_second_factor(by=ANYBODY)
    code = totp.code_of(account.totp_pending, totp.present_step())
    paper = await account.turn_on_second_factor(PASSWORD, code, by=ANYBODY)
    return account, paper


def code_now(account: Account, later: int = 0) -> str:
    """What the application shows, or will so many half minutes later."""
    return totp.code_of(account.totp_secret, totp.present_step() + later)


async def make_session(staff: Staff = ANYBODY) -> str:
    """A session of this member of staff on a device of its own: the browser's token."""
    return (await enter(await make_account(staff), ANYWHERE)).session_token


async def fill_in(**typed: str) -> Company:
    """Change what the firm says of itself."""
    draft = (await Company.current()).draft()
    draft.typed |= typed
    return await Company.amend(draft, by=ANYBODY)


async def open_bank_account(iban: str = IBAN, label: str = "Banque") -> BankAccount:
    """An account on which the firm is paid."""
    draft = BankAccount.blank()
    draft.typed |= {"label": label, "iban": iban}
    return await BankAccount.create_from(draft, by=ANYBODY)


async def make_document(
    client: Client, kind: str = "rental", stage: str | None = None, moves: str = ""
) -> Document:
    """A document of this client after these moves, named by their codes."""
    document = await Document.open_for(client.id, kind, stage, by=ANYBODY)
    for code in moves.split():
        await document.move(code, by=ANYBODY, reason="essai")
        document = await Document.get(id=document.id)
    return document


def way_to(stage: Stage, status: Status) -> str:
    """The codes of the shortest moves from where a stage begins to a status."""
    ways = {stage.start: ""}
    for reached in (queue := [stage.start]):
        for move in stage.moves_from(reached):
            if move.target not in ways:
                ways[move.target] = f"{ways[reached]} {move.code}"
                queue.append(move.target)
    return ways[status]


async def make_document_in(client: Client, kind: str, stage: str, status: Status) -> Document:
    """A document of this client in a status, brought there by legal moves only."""
    spec = KINDS[kind].stage(stage)
    if stage != "credit_note":
        return await make_document(client, kind, stage, way_to(spec, status))
    invoice = await make_document(client, "invoice", moves="issue credit")
    credit = await Document.get(parent_id=invoice.id)
    for code in way_to(spec, status).split():
        await credit.move(code, by=ANYBODY)
    return await Document.get(id=credit.id)


def steps(*, is_open: bool | None = None) -> list[tuple[str, str, Status]]:
    """Every (kind, stage, status), or only the open or the closed ones."""
    return [
        (kind.code, stage.code, step.status)
        for kind in KINDS.values()
        for stage in kind.stages
        for step in stage.steps
        if is_open is None or step.is_open == is_open
    ]


def retyped(record: Record, **typed: str) -> Draft:
    """A draft of this record as it is now, with these fields typed into."""
    draft = record.draft()
    draft.typed |= typed
    return draft


@asynccontextmanager
async def rolled_back() -> AsyncIterator[None]:
    """A transaction that fails at its end."""
    with suppress(LookupError):
        async with transaction():
            yield
            raise LookupError
