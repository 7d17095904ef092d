"""The same change of many records: said in figures, made in few statements, and taken back."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.database.bulk import Progress, silently
from models.database.transaction import transaction
from models.errors import Invalid, Refused
from models.permissions import Staff
from models.records.changes import announce
from models.records.field import Field, Typed
from models.records.journal import Changes, differences, note_all
from models.records.writing_many import Held, WrittenMany

PORTION = 250
"""Records between two moments in which others have their turn."""
SINCE = "modifié encore depuis"

Retype = Callable[[int, Typed], Typed]
"""Is told the id of a record and what its form holds, and says which fields are to hold what;
raises Refused where that record is to stay as it is."""


@dataclass(frozen=True)
class Effect:
    """What a change does to many records: by id, what changes; how many are so already; and by
    the sentence that says why, those that stay as they are."""

    changed: dict[int, Changes] = field(default_factory=dict)
    same: list[int] = field(default_factory=list)
    refused: dict[str, list[int]] = field(default_factory=dict)


def given(texts: Typed) -> Retype:
    """The same texts for each."""
    return lambda _id, _typed: texts


def taken_back(changed: Mapping[int, Changes]) -> Retype:
    """What each held before, unless it has been changed again since."""

    def retype(id_: int, typed: Typed) -> Typed:
        changes = changed[id_]
        if any(typed[name] != after for name, (_, after) in changes.items()):
            raise Refused(SINCE)
        return {name: before for name, (before, _) in changes.items()}

    return retype


class Changeable(WrittenMany):
    """A record of which many can be changed at once."""

    class Meta:
        abstract = True

    @classmethod
    def bulk_fields(cls) -> tuple[Field, ...]:
        return tuple(field for field in cls.FIELDS if field.in_bulk)

    @classmethod
    def check_for_many(cls, texts: Typed) -> None:
        """Raise Invalid where no record at all can hold these texts."""
        errors: dict[str, str] = {}
        for field_ in cls.bulk_fields():
            if field_.name in texts:
                try:
                    cls.read(field_, texts)
                except ValueError as error:
                    errors[field_.name] = str(error)
        between = cls.errors_between({}, texts)
        errors |= {name: text for name, text in between.items() if name in texts}
        if errors:
            raise Invalid(errors)

    @classmethod
    async def effect_of(
        cls, ids: Sequence[int], retype: Retype, *, by: Staff, progress: Progress = silently
    ) -> Effect:
        """What `change_many` would do now."""
        by.need(cls.EDITING)
        effect = Effect()
        for start in range(0, len(ids), PORTION):
            for record in await cls.with_ids(ids[start : start + PORTION]):
                await record._note_effect(retype, effect, by=by)
            progress(start)
            await sleep(0)
        return effect

    @classmethod
    async def change_many(
        cls,
        ids: Sequence[int],
        retype: Retype,
        *,
        by: Staff,
        action: str = "bulk",
        progress: Progress = silently,
    ) -> Effect:
        """Change those that can be and leave the others, all in one transaction."""
        by.need(cls.EDITING)
        async with transaction():
            return await cls.retype_many(ids, retype, by=by, action=action, progress=progress)

    @classmethod
    async def retype_many(
        cls,
        ids: Sequence[int],
        retype: Retype,
        *,
        by: Staff,
        action: str = "bulk",
        is_forced: bool = False,
        progress: Progress = silently,
    ) -> Effect:
        """The same inside the open transaction; where it follows from something else it
        `is_forced`, and records in the trash follow, too."""
        await cls._lock(ids)
        effect = Effect()
        for start in range(0, len(ids), PORTION):
            records = await cls.with_ids(ids[start : start + PORTION])
            written = [
                (record, before)
                for record in records
                if (before := await record._take(retype, effect, by=by, is_forced=is_forced))
            ]
            await cls._store(written)
            done = [(record.about, effect.changed[record.id]) for record, _ in written]
            await note_all(by, action, done)
            progress(start)
            await sleep(0)
        announce(cls.TOPIC, effect.changed)
        return effect

    # --- one of them ------------------------------------------------------------------------

    async def _note_effect(
        self, retype: Retype, effect: Effect, *, by: Staff, is_forced: bool = False
    ) -> dict[str, Any]:
        """The values that this record is to hold otherwise, and where it belongs in the effect."""
        try:
            if not is_forced and (reason := self.edit_refusal):
                raise Refused(reason)
            values, changes = self._retyped(retype)
            self.check_rights(values, by)
            if values:
                self._say(await self.errors_among({**self.__dict__, **values}, self.id))
        except Refused as refusal:
            effect.refused.setdefault(str(refusal), []).append(self.id)
            return {}
        if values:
            effect.changed[self.id] = changes
        else:
            effect.same.append(self.id)
        return values

    def _retyped(self, retype: Retype) -> tuple[dict[str, Any], Changes]:
        """The values that differ from the stored ones, and their texts; raises Refused."""
        stored = self.typed()
        typed = retype(self.id, stored)
        merged = {**stored, **typed}
        names = {name for name in typed if merged[name] != stored[name]}
        if not names:
            return {}, {}
        touched = names | self.emptied(stored, merged)
        values = {
            field_.name: self._read_for(field_, merged, is_asked=field_.name in names)
            for field_ in self.FIELDS
            if field_.name in touched
        }
        held = {field_.name: getattr(self, field_.name) for field_ in self.FIELDS}
        before = self.errors_between(held, stored)
        errors = self.errors_between({**held, **values}, merged)
        self._say({name: text for name, text in errors.items() if name not in before})
        changed = {name: new for name, new in values.items() if new != held[name]}
        after = {
            field_.name: field_.show(changed[field_.name])
            for field_ in self.FIELDS
            if field_.name in changed
        }
        return changed, differences({name: stored[name] for name in after}, after)

    @classmethod
    def _say(cls, errors: Mapping[str, str]) -> None:
        """Raise Refused with the first of these."""
        for name, error in errors.items():
            raise Refused(f"{cls.label_of(name)} : {error}")

    def _read_for(self, field_: Field, typed: Typed, *, is_asked: bool) -> Any:
        if is_asked and typed[field_.name] and not field_.applies(typed):
            raise Refused(f"{self.label_of(field_.name)} : sans objet.")
        try:
            return self.read(field_, typed)
        except ValueError as error:
            raise Refused(f"{self.label_of(field_.name)} : {error}") from None

    async def _take(
        self, retype: Retype, effect: Effect, *, by: Staff, is_forced: bool
    ) -> Held | None:
        """Hold the new values; what the columns held before, or None where nothing changes."""
        values = await self._note_effect(retype, effect, by=by, is_forced=is_forced)
        if not values:
            return None
        return self.hold(values)
