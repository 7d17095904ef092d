"""What a firm does first, each ticked by itself from what is there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from models.catalogue import Article
from models.clients import Client
from models.company import BankAccount, Company
from models.mail import MailServer
from models.permissions import Permission, Staff
from models.staff import Account


@dataclass(frozen=True)
class FirstStep:
    """One thing to do, where it is done, and whether it is."""

    label: str
    why: str
    path: str
    is_done: bool


@dataclass(frozen=True)
class _Step:
    label: str
    why: str
    path: str
    permission: Permission
    is_done: Callable[[], Awaitable[bool]]


async def _has_identity() -> bool:
    return not await (await Company.current()).missing()


async def _has_article() -> bool:
    return await Article.filter(trashed_at=None).exists()


async def _has_client() -> bool:
    return await Client.filter(trashed_at=None).exists()


async def _has_mail() -> bool:
    return (await MailServer.current()).refusal is None


async def _has_colleague() -> bool:
    return await Account.filter(disabled_at=None).count() > 1


_STEPS = (
    _Step(
        *("L’identité de l’entreprise", "Ce que la loi veut sur vos factures, et votre IBAN."),
        "/parametres",
        Permission.SETTINGS,
        _has_identity,
    ),
    _Step(
        *("Un premier article", "Ce que vous louez, vendez ou réparez, avec son prix."),
        "/articles",
        Permission.CATALOGUE,
        _has_article,
    ),
    _Step(
        *("Un premier client", "À la main, ou tous d’un coup depuis votre tableur."),
        "/import",
        Permission.IMPORT,
        _has_client,
    ),
    _Step(
        *("Le courrier électronique", "Pour envoyer devis, factures et relances d’ici."),
        "/parametres",
        Permission.SETTINGS,
        _has_mail,
    ),
    _Step(
        *("Un deuxième compte", "Chacun le sien : le journal dit alors qui a fait quoi."),
        "/comptes",
        Permission.ACCOUNTS,
        _has_colleague,
    ),
)
TOPICS = frozenset(
    one.TOPIC for one in (Company, BankAccount, Article, Client, MailServer, Account)
)
"""After changes of these a step may be done."""


async def first_steps(*, by: Staff) -> Sequence[FirstStep]:
    """Those that this person may take; none once all are done, or were put away."""
    account = await Account.get_or_none(id=by.account_id or 0)
    if account is None or account.has_started or not by.may(Permission.SETTINGS):
        return ()
    steps = [
        FirstStep(one.label, one.why, one.path, await one.is_done())
        for one in _STEPS
        if by.may(one.permission)
    ]
    return () if all(one.is_done for one in steps) else steps
