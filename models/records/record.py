"""What every record has: identity, version, trash, and saving from a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar, Self
from uuid import UUID

from tortoise import fields
from tortoise.exceptions import IntegrityError

from models.database.transaction import transaction
from models.errors import Invalid, Refused
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.children import PLACE
from models.records.conflict import Clash, Conflict
from models.records.draft import Draft
from models.records.editable import Editable
from models.records.field import Typed
from models.records.journal import Subject, differences, note
from models.records.taken_away import kept_whole, lost_children

RECORDS: dict[str, type[Record]] = {}
"""By their topic."""


class Record(Editable):
    """A row with a version, so that nobody overwrites a colleague without seeing it."""

    id = fields.IntField(primary_key=True)
    created_at = fields.DatetimeField(auto_now_add=True)
    updated_at = fields.DatetimeField(auto_now_add=True)
    version = fields.IntField(default=1)
    trashed_at: datetime | None = fields.DatetimeField(null=True)
    creation_key: UUID | None = fields.UUIDField(null=True, unique=True)

    EDITING: ClassVar[Permission]
    """What one needs to write the fields of the form."""

    class Meta:
        abstract = True

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "TOPIC" in vars(cls):
            RECORDS[cls.TOPIC] = cls

    @property
    def is_trashed(self) -> bool:
        return self.trashed_at is not None

    @property
    def caption(self) -> str:
        """What people call it."""
        raise NotImplementedError

    @property
    def path(self) -> str:
        """Where a screen shows it, "" where none does."""
        return ""

    @property
    def about(self) -> Subject:
        """How the journal names it."""
        return Subject(self.TOPIC, self.id, self.caption)

    def journalled(self) -> dict[str, str]:
        """What the journal tells of it, field by field; a subclass may add to the form."""
        return self.typed()

    def draft(self, part: str = "") -> Draft:
        """A draft of this record as it is now, or of a part of it."""
        typed = self.typed()
        return Draft(self.TOPIC, dict(typed), typed, self.id, self.version, self.caption, part=part)

    @property
    def edit_refusal(self) -> str | None:
        """Why what was typed cannot be saved into this record, or None."""
        if self.is_trashed:
            return "Cette fiche a été mise à la corbeille entre-temps : restaurez-la d’abord."
        return None

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        """Errors that only the other records show; a subclass says which."""
        return {}

    def check_rights(self, values: Mapping[str, Any], by: Staff) -> None:
        """Raise Refused where this person may not store these values; a subclass says why."""

    def derive(self) -> None:
        """Fill in the stored fields that follow from others, before each save."""

    async def derive_after_insert(self) -> None:
        """Fill in what needs the new id; a subclass says what."""

    async def follow_up(self, changed: Collection[str]) -> None:
        """Bring other records in line after these fields changed, in the same transaction."""

    # --- verbs ------------------------------------------------------------------------------

    @classmethod
    async def create_from(cls, draft: Draft, *, by: Staff) -> Self:
        """Create the record once, however often the same draft is saved; raises Invalid.

        What was typed since the first time is saved too, as by `amend`.
        """
        by.need(cls.EDITING)
        record = cls(**cls.checked(cls.tidied(draft.typed)), creation_key=draft.key)
        created = await record.insert_once(by=by)
        if created is record:
            return record
        return await cls.amend(replace(draft, record_id=created.id), by=by)

    async def insert_once(self, *, by: Staff) -> Self:
        """Insert this new record, or return the one that its creation key has already made."""
        if existing := await self._already_created():
            return existing
        try:
            async with transaction():
                await self._check_among_others(self.__dict__)
                self.derive()
                await self.save(force_create=True)
                await self.derive_after_insert()
                await note(by, "create", self.about, differences({}, self.journalled()))
                announce(self.TOPIC, [self.id])
        except IntegrityError:
            if existing := await self._already_created():
                return existing
            raise
        return self

    async def _check_among_others(self, values: dict[str, Any]) -> None:
        if errors := await self.errors_among(values, self.id):
            raise Invalid(errors)

    async def _already_created(self) -> Self | None:
        if self.creation_key is None:
            return None
        return await type(self).get_or_none(creation_key=self.creation_key)

    @classmethod
    async def amend(cls, draft: Draft, *, by: Staff, action: str = "amend") -> Self:
        """Save the fields typed into, and only those; raises Invalid, Conflict or Refused.

        Fields that lose their meaning with what was typed are emptied, as in a new record.
        """
        by.need(cls.EDITING)
        draft = replace(draft, base=dict(draft.base), typed=cls.tidied(draft.typed))
        cls.checked(draft.typed)
        async with transaction():
            record = await cls.locked(draft.record_id)
            if reason := record.edit_refusal:
                raise Refused(reason)
            stored = record.typed()
            own = kept_whole(cls.CHILDREN, draft, stored)
            merged = {**stored, **{name: draft.typed[name] for name in draft.changed | own}}
            values = cls.checked(merged)
            changed = record._changed(values, draft.changed | own)
            if clashes := record._clashes(draft, stored, changed):
                raise Conflict(clashes, record.version)
            if changed:
                await record._check_among_others(values)
                columns = {cls.column_of(name) for name in changed} | cls.emptied(stored, merged)
                new = {name: values[name] for name in columns}
                await record.write(new, by=by, action=action)
        return record

    @classmethod
    def emptied(cls, before: Typed, after: Typed) -> set[str]:
        """The fields that had a meaning before and have none after."""
        return {
            field.name for field in cls.FIELDS if field.applies(before) and not field.applies(after)
        }

    @classmethod
    def column_of(cls, name: str) -> str:
        """What stores a text of the form."""
        kind = cls.children_of(name)
        return kind.name if kind else name

    def _changed(self, values: dict[str, Any], typed_into: Set[str]) -> set[str]:
        """Of the texts typed into, those that are stored otherwise."""
        now = {name for name in typed_into & values.keys() if values[name] != getattr(self, name)}
        for kind in self.CHILDREN:
            before, after = kind.texts(getattr(self, kind.name)), kind.texts(values[kind.name])
            now |= typed_into & differences(before, after).keys()
        return now

    def _clashes(self, draft: Draft, stored: dict[str, str], changed: Set[str]) -> list[Clash]:
        """What two people have changed, in the order of the form; a place is nobody's concern."""
        lost = lost_children(self.CHILDREN, draft, stored)
        order = [field.name for field in self.FIELDS]
        order += sorted(name for name in changed if self.children_of(name))
        return lost + [
            Clash(
                name,
                self.label_of(name),
                draft.typed[name],
                stored[name],
                partial(self.worded, name),
            )
            for name in order
            if name in changed
            and name in stored
            and not name.endswith(f".{PLACE}")
            and stored[name] != draft.base.get(name, "")
        ]

    @classmethod
    async def locked(cls, record_id: int | None) -> Self:
        """The record, locked until the end of the open transaction; Refused if it is gone."""
        record = await cls.select_for_update().get_or_none(id=record_id)
        if record is None:
            raise Refused("Cette fiche n’existe plus.")
        return record

    async def write(
        self, values: dict[str, Any], *, by: Staff, action: str | None = "amend"
    ) -> None:
        """Store these values as the next version and announce it, inside the open transaction.

        `action` is what the journal calls it; None leaves it out, as a part of something else.
        """
        self.check_rights(values, by)
        before = self.journalled()
        self.update_from_dict(values)
        self.derive()
        self.version += 1
        self.updated_at = datetime.now(UTC)
        await self.save()
        await self.follow_up(values.keys())
        if action:
            await note(by, action, self.about, differences(before, self.journalled()))
        announce(self.TOPIC, [self.id])

    @classmethod
    async def relatives(cls, changed: Mapping[str, Collection[int]]) -> Mapping[str, Set[int]]:
        """Of changed records, by topic, the records that show something of them."""
        return {}

    @classmethod
    async def with_ids(cls, ids: Iterable[int]) -> list[Self]:
        """These records, the oldest first; those that are gone are left out."""
        wanted = list(ids)
        return await cls.filter(id__in=wanted).order_by("id") if wanted else []
