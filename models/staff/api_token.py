"""Tokens by which other programs act for a person: shown once, and kept as hashes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Protocol, Self

from tortoise import fields

from models.database.transaction import transaction
from models.errors import Invalid, Refused
from models.french.text import clean_line
from models.french.wording import listed, moment, plural
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.journal import Journalled, Subject, note
from models.staff.bearer import Bearer, WrongToken
from models.staff.credentials import token, token_hash
from models.staff.scopes import FOR_PROGRAMS, Scope, labels
from models.staff.throttle import THROTTLE

PREFIX = "cpt_"
"""How a token begins, so that whoever finds one knows what it is."""
LONGEST = 100
LIFETIMES = {"30": "30 jours", "90": "90 jours", "365": "1 an"}
"""In days, how long a token may live."""
MOST_TOKENS = 20
USE_NOTED_EVERY = timedelta(minutes=1)
CALENDAR = "Calendrier"
UNKNOWN = "Ce jeton n’est pas connu, ou il a été révoqué."


class Person(Protocol):
    """Whose token it is."""

    @property
    def id(self) -> int: ...

    async def prove(self, present: str) -> None: ...


class ApiToken(Journalled):
    """What a program shows to act for somebody, within its scopes."""

    id = fields.IntField(primary_key=True)
    account: fields.ForeignKeyRelation[Any] = fields.ForeignKeyField(
        "models.Account", related_name="api_tokens", on_delete=fields.RESTRICT
    )
    account_id: int
    name = fields.CharField(60, description="Nom")
    token_hash = fields.CharField(64, unique=True)
    scopes = fields.CharField(300, description="Droits")
    created_at = fields.DatetimeField(auto_now_add=True)
    expires_at: datetime | None = fields.DatetimeField(null=True, description="Expire")
    used_at: datetime | None = fields.DatetimeField(null=True)
    address = fields.CharField(60, default="")
    ended_at: datetime | None = fields.DatetimeField(null=True)

    TOPIC: ClassVar[str] = "api_token"
    HEADING: ClassVar[str] = "Jetons"

    class Meta:
        table = "api_token"

    # --- what it is -------------------------------------------------------------------------

    @property
    def about(self) -> Subject:
        return Subject(self.TOPIC, self.id, self.name)

    @property
    def scope_set(self) -> frozenset[Scope]:
        return frozenset(map(Scope, self.scopes.split(",")))

    @property
    def is_calendar(self) -> bool:
        return self.scopes == Scope.READ_CALENDAR

    @property
    def is_past(self) -> bool:
        return self.expires_at is not None and self.expires_at <= datetime.now(UTC)

    @property
    def scope_words(self) -> str:
        """What it is good for, in the order of the table."""
        return listed(labels(scope for scope in Scope if scope in self.scope_set))

    @classmethod
    async def of_account(cls, account_id: int) -> list[Self]:
        """Those that were not revoked, the latest first."""
        return await cls.filter(account_id=account_id, ended_at=None).order_by("-id")

    # --- letting in -------------------------------------------------------------------------

    @classmethod
    async def admit(cls, text: str, address: str, network: str) -> Bearer:
        """Who shows this token; raises WrongToken, or TooMany to whom shows many wrong ones.

        Wrong ones count for the `network` that they come from.
        """
        found = await cls._shown(text)
        if found is None or found.ended_at or not found.account.is_active:
            await THROTTLE.begin([("address", f"token {network}")])
            raise WrongToken(UNKNOWN)
        if found.is_past:
            assert found.expires_at
            raise WrongToken(f"Ce jeton a expiré {moment(found.expires_at)} : faites-en un autre.")
        await found._note_use(address)
        account = found.account
        staff = Staff(account.name, account.role, account.id, f"jeton {found.name}")
        key = bytes.fromhex(found.token_hash)
        return Bearer(found.id, key, staff, found.scope_set)

    @classmethod
    async def _shown(cls, text: str) -> Self | None:
        if not text or len(text) > LONGEST:
            return None
        found = cls.get_or_none(token_hash=token_hash(text))
        return await found.prefetch_related("account")

    async def _note_use(self, address: str) -> None:
        now = datetime.now(UTC)
        if self.used_at and abs(now - self.used_at) < USE_NOTED_EVERY:
            return
        async with transaction():
            await type(self).filter(id=self.id).update(used_at=now, address=address[:60])
            announce(self.TOPIC, [self.id])

    # --- verbs ------------------------------------------------------------------------------

    @classmethod
    async def make(
        cls,
        account: Person,
        present: str,
        name: str,
        scopes: Collection[str],
        days: str,
        *,
        by: Staff,
    ) -> tuple[Self, str]:
        """A token of one's own, and its text, which is kept nowhere; raises Invalid.

        `present` is one's password, since a token outlives the session in which it is made.
        """
        _need_oneself(account.id, by)
        errors = {}
        called = clean_line(name)
        limit = int(cls._meta.fields_map["name"].constraints["max_length"])
        if not called or len(called) > limit:
            errors["name"] = f"Donnez-lui un nom, de {limit} caractères au plus."
        chosen = [scope for scope in FOR_PROGRAMS if scope in scopes]
        if not chosen or set(scopes) - set(chosen):
            errors["scopes"] = "Choisissez au moins un droit."
        if days not in LIFETIMES:
            errors["days"] = "Choisissez une durée."
        if errors:
            raise Invalid(errors)
        await account.prove(present)
        expires = datetime.now(UTC) + timedelta(days=int(days))
        return await cls._keep(account.id, called, chosen, expires, by=by)

    @classmethod
    async def make_calendar(cls, account_id: int, *, by: Staff) -> tuple[Self, str]:
        """What one's calendar is fetched by: it opens nothing else, and one at a time is good."""
        _need_oneself(account_id, by)
        async with transaction():
            for one in await cls.of_account(account_id):
                if one.is_calendar:
                    await one._end("token_off", by)
            return await cls._keep(account_id, CALENDAR, [Scope.READ_CALENDAR], None, by=by)

    @classmethod
    async def _keep(
        cls,
        account_id: int,
        name: str,
        scopes: Collection[Scope],
        expires_at: datetime | None,
        *,
        by: Staff,
    ) -> tuple[Self, str]:
        text = PREFIX + token()
        async with transaction():
            if len(await cls.of_account(account_id)) >= MOST_TOKENS:
                most = plural(MOST_TOKENS, "jeton")
                raise Refused(f"{most} au plus : révoquez-en un d’abord.")
            made = await cls.create(
                account_id=account_id,
                name=name,
                token_hash=token_hash(text),
                scopes=",".join(scopes),
                expires_at=expires_at,
            )
            until = moment(expires_at) if expires_at else "jamais"
            told = {"scopes": ("", made.scope_words), "expires_at": ("", until)}
            await note(by, "token", made.about, told)
            announce(cls.TOPIC, [made.id])
        return made, text

    @classmethod
    async def revoke(cls, token_id: int, *, by: Staff) -> None:
        """End a token of one's own, or anybody's for who manages the accounts."""
        async with transaction():
            found = await cls.select_for_update().get_or_none(id=token_id, ended_at=None)
            if found is None:
                raise Refused("Ce jeton est déjà révoqué.")
            if found.account_id != by.account_id:
                by.need(Permission.ACCOUNTS)
            await found._end("token_off", by)

    @classmethod
    async def end_of_account(cls, account_id: int) -> None:
        """End every token of an account, inside the open transaction."""
        ids = [one.id for one in await cls.of_account(account_id)]
        await cls.filter(id__in=ids).update(ended_at=datetime.now(UTC))
        announce(cls.TOPIC, ids)

    async def _end(self, action: str, by: Staff) -> None:
        await type(self).filter(id=self.id).update(ended_at=datetime.now(UTC))
        await note(by, action, self.about)
        announce(self.TOPIC, [self.id])


def _need_oneself(account_id: int, by: Staff) -> None:
    if by.account_id != account_id:
        raise Refused("Un jeton se crée pour soi-même.")
