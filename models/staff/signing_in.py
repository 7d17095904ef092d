"""Signing in: a password or a PIN is turned into a session, and guessing is slowed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address

from models.database.transaction import transaction
from models.errors import Refused
from models.french.text import fold
from models.log import note_refusal
from models.permissions import Staff
from models.records.journal import note
from models.staff.account import Account
from models.staff.credentials import PIN_DIGITS, is_whole_pin, matches
from models.staff.device import Device
from models.staff.gate import KNOWN, STRANGERS
from models.staff.seat import Seat
from models.staff.second_factor import NOT_THE_CODE
from models.staff.session import Session
from models.staff.throttle import THROTTLE, Key
from models.staff.ticket import CodeNeeded, Ticket

WRONG = "Identifiant ou mot de passe incorrect."
CHANGED = "Ce compte vient de changer : connectez-vous de nouveau."
WRONG_PIN = "Ce n’est pas le bon code."
HALF_PIN = f"Le code a de {PIN_DIGITS[0]} à {PIN_DIGITS[-1]} chiffres."
NOT_BY_PIN = "Ce compte demande un code en plus : connectez-vous avec votre mot de passe."
TOO_LATE = "Le temps est écoulé : donnez de nouveau votre mot de passe."
SAME_NETWORK = 64
"""Bits of an IPv6 address that one subscriber keeps: the rest changes at will."""


@dataclass(frozen=True)
class Browser:
    """Where an attempt comes from."""

    address: str
    user_agent: str
    device_token: str = ""


@dataclass(frozen=True)
class SignedIn:
    """What the browser keeps; a `device_token` only when it is a new device."""

    seat: Seat
    session_token: str
    device_token: str | None
    is_remembered: bool = False


class TooLate(Refused):
    """The ticket is not, or no longer, good for anything."""

    def __init__(self) -> None:
        super().__init__(TOO_LATE)


async def sign_in(
    name: str, password: str, browser: Browser, *, is_remembered: bool = False
) -> SignedIn:
    """Let in who knows the password; Refused in the same words and time whatever was wrong, and
    CodeNeeded where a code has to follow."""
    account = await Account.named(name)
    device = await Device.known(browser.device_token)
    keys = await _keys(name, account, device, browser)
    is_known = keys[0][0] == "device"
    place = nullcontext() if is_known else STRANGERS.place_for(network_of(browser.address))
    with _refusals_noted(browser, account), place:
        await THROTTLE.begin(keys)
        stored = account.password_hash if account else ""
        is_right = await matches(password, stored, KNOWN if is_known else STRANGERS)
        if account is None or not is_right or not account.is_active:
            raise Refused(WRONG)
    await THROTTLE.succeeded(keys)
    if account.has_second_factor:
        raise CodeNeeded(await Ticket.issue(account.id, is_remembered=is_remembered))
    return await enter(account, browser, is_remembered=is_remembered)


async def give_code(ticket_token: str, code: str, browser: Browser) -> SignedIn:
    """Let in who has given the password, and now the code; Refused, TooLate without a ticket."""
    ticket = await Ticket.known(ticket_token)
    if ticket is None:
        raise TooLate
    account = await Account.get(id=ticket.account_id)
    device = await Device.known(browser.device_token)
    keys = await _keys(account.name, account, device, browser, what="code ")
    by = Staff(account.name, account.role, account.id, device.label if device else "")
    with _refusals_noted(browser, account):
        await THROTTLE.begin(keys)
        if not await account.accepts_code(code, by=by):
            raise Refused(NOT_THE_CODE)
    await THROTTLE.succeeded(keys)
    if not await ticket.use():
        raise TooLate
    return await enter(account, browser, is_remembered=ticket.is_remembered)


async def enter(
    account: Account,
    browser: Browser,
    *,
    is_remembered: bool = False,
    how: str = "sign_in",
    since: datetime | None = None,
) -> SignedIn:
    """Begin a session for somebody who has proved to be who they say; Refused if the account was
    closed since, or its password changed, which has ended the other sessions."""
    async with transaction():
        present = await Account.locked(account.id)
        if not present.is_active or present.password_hash != account.password_hash:
            raise Refused(CHANGED)
        device, made = await Device.known(browser.device_token), None
        if device is None:
            device, made = await Device.register(browser.user_agent)
        await Account.filter(id=account.id).update(pin_tries=0)
        is_remembered = is_remembered and not device.is_shared
        session_token = await Session.begin(
            account.id,
            device.id,
            is_remembered=is_remembered,
            address=browser.address,
            since=since,
        )
        by = Staff(account.name, account.role, account.id, device.label)
        await note(by, how, account.about)
    seat = await Seat.of_token(session_token)
    if seat is None:
        raise Refused(CHANGED)
    return SignedIn(seat, session_token, made, is_remembered)


async def unlock(seat: Seat, account_id: int, pin: str, browser: Browser) -> SignedIn | None:
    """Open the screen of a shared device again: None for the same person, else a new session."""
    if not is_whole_pin(pin):
        raise Refused(HALF_PIN)  # and no try: it was sent too early
    account = await Account.get_or_none(id=account_id)
    if account and account.has_second_factor and account.id != seat.account_id:
        raise Refused(NOT_BY_PIN)
    with _refusals_noted(browser, account):
        if not seat.is_shared or account is None or not await account.accepts_pin(pin):
            raise Refused(WRONG_PIN)
    if account.id == seat.account_id:
        async with transaction():
            await Session.unlock(seat.session_id)
        return None
    since = (await Session.get(id=seat.session_id)).created_at  # a PIN makes nothing last longer
    entered = await enter(account, browser, how="switch", since=since)
    await Session.sign_out(seat.session_id)  # last: its tabs reload, and need the new cookie then
    return entered


REASONS = {
    WRONG: "wrong name or password",
    WRONG_PIN: "wrong PIN",
    NOT_THE_CODE: "wrong code of the second step",
}


@contextmanager
def _refusals_noted(browser: Browser, account: Account | None) -> Iterator[None]:
    """Have the log tell of who is refused; of a name only if there is one, as a password is typed
    in its place at times."""
    try:
        yield
    except Refused as refusal:
        what = REASONS.get(str(refusal), "too many tries, has to wait")
        note_refusal(refusal, what, browser.address, account.name if account else "")
        raise


async def _keys(
    name: str, account: Account | None, device: Device | None, browser: Browser, what: str = ""
) -> list[Key]:
    """Whom a try counts for; what else than the password is tried counts apart from it."""
    if account and device and await Session.has_been(account.id, device.id):
        return [("device", f"{what}{device.id} {account.id}")]
    who, where = f"{what}{fold(name)[:100]}", network_of(browser.address)
    return [("pair", f"{where} {who}"), ("address", where), ("code" if what else "name", who)]


def network_of(address: str) -> str:
    """The address, or of an IPv6 address what one subscriber keeps of it."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return f"{int(parsed) >> (128 - SAME_NETWORK):x}"
