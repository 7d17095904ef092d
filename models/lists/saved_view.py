"""Views of lists that somebody has given a name: for oneself, or for everybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar, Self
from urllib.parse import parse_qsl, urlencode

from tortoise import fields
from tortoise.expressions import Q

from models.database.transaction import transaction
from models.errors import Invalid, Refused
from models.french.text import clean_line, fold
from models.french.wording import listed, quoted
from models.permissions import Permission, Role, Staff
from models.records.changes import announce
from models.records.journal import Changes, Journalled, Subject, note

LONGEST_NAME = 60
LONGEST_ADDRESS = 2_000
MOST = 30
"""Views of one list that somebody has, and that all share."""
GONE = "Cette vue a été supprimée entre-temps."


class SavedView(Journalled):
    """What a list shows, in the words of its address, and whom the list opens with it.

    The journal tells of those that are shared.
    """

    id = fields.IntField(primary_key=True)
    screen = fields.CharField(60)
    name = fields.CharField(LONGEST_NAME, description="Nom")
    name_key = fields.CharField(2 * LONGEST_NAME)
    account_id: int | None = fields.IntField(null=True)
    is_shared = fields.BooleanField(default=False)
    roles = fields.CharField(120, default="", description="Vue d’ouverture pour")
    address = fields.CharField(LONGEST_ADDRESS, default="", description="Affichage")

    TOPIC: ClassVar[str] = "saved_view"
    HEADING: ClassVar[str] = "Vues"

    class Meta:
        table = "saved_view"
        indexes = (("screen", "name_key"),)

    # --- what it is -------------------------------------------------------------------------

    @property
    def texts(self) -> dict[str, str]:
        """What it asks of the list, as `Listing.asked` reads it."""
        return dict(parse_qsl(self.address))

    @property
    def role_set(self) -> frozenset[Role]:
        return frozenset(role for role in Role if role.value in self.roles.split(","))

    def change_refusal(self, by: Staff) -> str | None:
        """Why this person may not change it, or None."""
        if self.is_shared:
            return by.refusal(Permission.SETTINGS)
        is_own = by.account_id is not None and by.account_id == self.account_id
        return None if is_own else "Cette vue est celle d’une autre personne."

    @classmethod
    async def of(cls, screen: str, account_id: int | None) -> list[Self]:
        """Those that somebody may choose from for a list, in the order of their names."""
        own = Q(is_shared=True) | Q(is_shared=False, account_id=account_id)
        return await cls.filter(own, screen=screen).order_by("name_key", "id").limit(2 * MOST)

    # --- verbs ------------------------------------------------------------------------------

    @classmethod
    async def keep(
        cls, screen: str, name: str, texts: Mapping[str, str], *, is_shared: bool, by: Staff
    ) -> Self:
        """A new view of a list; raises Invalid and Refused."""
        by.need(Permission.SETTINGS if is_shared else Permission.SEE)
        if by.account_id is None and not is_shared:
            raise Refused("Une vue est celle d’un compte.")
        address = _written(texts)
        async with transaction():
            made = cls(screen=screen, account_id=by.account_id, is_shared=is_shared)
            made.address = address
            if await made._beside.count() >= MOST:
                raise Refused(f"{MOST} vues au plus pour cette liste : supprimez-en une d’abord.")
            await made._call(name)
            await made.save()
            await made._tell("create", {}, by)
        return made

    async def overwrite(self, texts: Mapping[str, str], *, by: Staff) -> Self:
        """It shows this from now on."""
        address = _written(texts)
        async with transaction():
            current = await self._changeable(by)
            changes = {"address": (current.address, address)}
            current.address = address
            await current.save()
            await current._tell("amend", changes, by)
        return current

    async def rename(self, name: str, *, by: Staff) -> Self:
        async with transaction():
            current = await self._changeable(by)
            before = current.name
            await current._call(name)
            await current.save()
            await current._tell("amend", {"name": (before, current.name)}, by)
        return current

    async def discard(self, *, by: Staff) -> None:
        async with transaction():
            current = await self._changeable(by)
            await current._tell("discard", {}, by)
            await current.delete()

    async def open_for(self, roles: Collection[Role], *, by: Staff) -> None:
        """Have the list open with it for these roles, and no longer with another."""
        by.need(Permission.SETTINGS)
        async with transaction():
            current = await self._changeable(by)
            if not current.is_shared:
                raise Refused("Seule une vue partagée peut ouvrir la liste des autres.")
            for one in await current._beside.select_for_update():
                kept = set(roles) if one.id == self.id else one.role_set - set(roles)
                texts = ",".join(role for role in Role if role in kept)
                if texts != one.roles:
                    changes = {"roles": (_said(one.role_set), _said(kept))}
                    one.roles = texts
                    await one.save()
                    await one._tell("amend", changes, by)

    async def forget(self, *, name: bool, search: bool) -> None:
        """Say no more whom it was about, inside the open transaction."""
        if name:
            await self._call(f"Vue {self.id}")
        if search:
            texts = {key: text for key, text in self.texts.items() if key != "q"}
            self.address = _written(texts)
        await self.save()

    async def _changeable(self, by: Staff) -> Self:
        current = await type(self).select_for_update().get_or_none(id=self.id)
        if current is None:
            raise Refused(GONE)
        if reason := current.change_refusal(by):
            raise Refused(reason)
        return current

    @property
    def _beside(self) -> Any:
        """Those of the same list that the same people see, itself among them."""
        whose = {} if self.is_shared else {"account_id": self.account_id}
        return type(self).filter(screen=self.screen, is_shared=self.is_shared, **whose)

    async def _call(self, name: str) -> None:
        called = clean_line(name)
        if not called or len(called) > LONGEST_NAME:
            raise Invalid({"name": f"Donnez-lui un nom, de {LONGEST_NAME} caractères au plus."})
        key = fold(called)[: 2 * LONGEST_NAME]
        if await self._beside.filter(name_key=key).exclude(id=self.id or 0).exists():
            raise Invalid({"name": f"Il y a déjà une vue {quoted(called)}."})
        self.name, self.name_key = called, key

    async def _tell(self, action: str, changes: Changes, by: Staff) -> None:
        announce(self.TOPIC, [self.id])
        if self.is_shared:
            await note(
                by, action, Subject(self.TOPIC, self.id, f"la vue {quoted(self.name)}"), changes
            )


def _written(texts: Mapping[str, str]) -> str:
    """In the order of the names, so that what shows the same is written the same."""
    address = urlencode(sorted((name, text) for name, text in texts.items() if text))
    if len(address) > LONGEST_ADDRESS:
        raise Refused("Cette vue est trop longue : raccourcissez la recherche.")
    return address


def _said(roles: Collection[Role]) -> str:
    return listed([role.value for role in Role if role in roles])
