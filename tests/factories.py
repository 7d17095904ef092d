"""Records for tests, made through the public verbs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from uuid import uuid4

from models.catalogue import Article
from models.clients import Client, ClientKind
from models.company import BankAccount, Company
from models.database import transaction
from models.documents import KINDS, Document, Sheet, Stage, Status, rates_on, receive
from models.documents.kind import Need
from models.french import today
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
SIREN = "552 100 554"
ADDRESS = {"street": "1 rue Haute", "postcode": "29200", "city": "Brest"}
_serial = count(1)

Typed = Mapping[str, str]


def money(*amounts: int | str) -> tuple[Decimal, ...]:
    """These amounts exactly, side by side."""
    return tuple(Decimal(one) for one in amounts)


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
    client: Client,
    kind: str = "rental",
    stage: str | None = None,
    moves: str = "",
    *,
    lines: Sequence[Typed] = ({},),
) -> Document:
    """A document of this client with a line of 100 € without VAT, or others, after these moves."""
    document = await Document.open_for(client.id, kind, stage, by=ANYBODY)
    if lines:
        document = await add_lines(document, *lines)
    for code in moves.split():
        await take(document, code)
        document = await Document.get(id=document.id)
    return document


async def take(document: Document, code: str) -> Document:
    """Make a move, with what it needs, or use the verb of that name."""
    match code:
        case "bill":
            return await document.bill(by=ANYBODY)
        case "issue":
            await _complete(await Client.get(id=document.client_id))
            return await document.issue(by=ANYBODY)
        case "credit":
            credit = await document.credit(by=ANYBODY, reason="essai")
            return await credit.issue(by=ANYBODY)
        case "pay":
            await receive({document.id: document.due}, "card", by=ANYBODY)
            return document
    return await (await supplied(document, code)).move(code, by=ANYBODY, reason="essai")


async def supplied(document: Document, code: str) -> Document:
    """The document with the dates that this move needs."""
    move = document.stage_spec.move(code)
    if not move or Need.PERIOD not in move.needs:
        return document
    draft = retyped(document, starts_at="2030-05-01T08:00", ends_at="2030-05-03T18:00")
    return await Document.amend(draft, by=ANYBODY)


async def _complete(client: Client) -> None:
    """Fill in all that is missing on both sides before anything can be issued."""
    await set_up_firm()
    known = {
        **ADDRESS,
        **({"siren": SIREN} if client.kind == ClientKind.COMPANY and not client.siret else {}),
    }
    lacking = {name: text for name, text in known.items() if not getattr(client, name)}
    if lacking:
        await Client.amend(retyped(client, **lacking), by=ANYBODY)


async def set_up_firm() -> None:
    """Make the firm one that can issue, unless it is."""
    company = await Company.current()
    if not company.name:
        await Company.amend(retyped(company, **FIRM), by=ANYBODY)
    if not await BankAccount.exists():
        await open_bank_account()


async def add_lines(document: Document, *lines: Typed) -> Document:
    """The document with these lines more: of 100 € without VAT unless they say otherwise."""
    sheet = await sheet_of(document)
    for line in lines:
        sheet.add(str(uuid4()), {"designation": "Perceuse", "price": "100", "vat": "S20", **line})
    return await save_sheet(document, sheet)


async def sheet_of(document: Document) -> Sheet:
    """Its lines as somebody opens them now."""
    return Sheet.of(await document.lines_in_order(), await rates_on(today()))


async def save_sheet(document: Document, sheet: Sheet) -> Document:
    return await document.save_lines(sheet.edits, rates=sheet.rates, by=ANYBODY)


async def retype_line(document: Document, place: int, **typed: str) -> Document:
    """The document with something else in the line at this place, counted from 1."""
    sheet = await sheet_of(document)
    for name, text in typed.items():
        sheet.type(list(sheet.rows)[place - 1], name, text)
    return await save_sheet(document, sheet)


async def remove_line(document: Document, place: int) -> Document:
    sheet = await sheet_of(document)
    sheet.remove(list(sheet.rows)[place - 1])
    return await save_sheet(document, sheet)


WAYS: dict[tuple[str, Status], str] = {
    ("quote", Status.EXPIRED): "send",
    ("work_order", Status.BILLED): "plan start finish bill",
    ("contract", Status.LATE): "reserve hand_out",
    ("contract", Status.BILLED): "reserve hand_out take_back bill",
    ("order", Status.BILLED): "prepare deliver bill",
    ("invoice", Status.ISSUED): "issue",
    ("invoice", Status.PARTLY_PAID): "issue",
    ("invoice", Status.LATE): "issue",
    ("invoice", Status.PAID): "issue pay",
    ("invoice", Status.CANCELLED): "issue credit",
    ("invoice", Status.WRITTEN_OFF): "issue write_off",
}
"""How statuses are reached that no move of somebody leads to."""
LONG_AGO = {"valid_until": date(2020, 1, 1), "due_on": date(2020, 1, 1)}


def way_to(stage: Stage, status: Status) -> str:
    """The codes of the shortest way from where a stage begins to a status."""
    if (stage.code, status) in WAYS:
        return WAYS[stage.code, status]
    ways = {stage.start: ""}
    for reached in (queue := [stage.start]):
        for move in stage.moves_from(reached):
            if move.target not in ways:
                ways[move.target] = f"{ways[reached]} {move.code}"
                queue.append(move.target)
    return ways[status]


async def make_document_in(client: Client, kind: str, stage: str, status: Status) -> Document:
    """A document of this client that stands there, brought by legal ways and by time only."""
    spec = KINDS[kind].stage(stage)
    if stage == "credit_note":
        return await _make_credit_note(client, status)
    document = await make_document(client, kind, stage, way_to(spec, status))
    if status == Status.PARTLY_PAID:
        await receive({document.id: Decimal("20.00")}, "card", by=ANYBODY)
    if status in {Status.EXPIRED, Status.LATE}:
        ended = datetime(2020, 1, 1, tzinfo=UTC)
        await Document.filter(id=document.id).update(**LONG_AGO, starts_at=ended, ends_at=ended)
    return await Document.get(id=document.id)


async def _make_credit_note(client: Client, status: Status) -> Document:
    moves = "issue" if status == Status.PAID else "issue pay"
    invoice = await make_document(client, "invoice", moves=moves)
    credit = await invoice.credit(by=ANYBODY, reason="essai")
    if status != Status.DRAFT:
        await credit.issue(by=ANYBODY)
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
