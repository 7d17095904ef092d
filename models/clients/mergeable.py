"""Clients of which one becomes another, and becomes itself again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from models.clients.dependents import (
    Identity,
    follow,
    follow_trash,
    merge_refusal,
    moving_links,
    recount,
    with_kin,
)
from models.clients.matching import match_anew
from models.clients.merge import Merge
from models.clients.pair import Pair
from models.clients.paired import number_in
from models.clients.redirecting import Redirecting
from models.database.bulk import Progress
from models.database.transaction import transaction
from models.errors import Refused
from models.french.wording import quoted
from models.permissions import Permission, Staff
from models.records.draft import Draft
from models.records.field import Typed
from models.records.journal import differences, note
from models.records.record import RECORDS, Record
from models.records.trash import Names

CHANGED = "{} a été modifié entre-temps par un collègue : vérifiez et recommencez."
NOT_THERE = "{} a été fusionné ou supprimé entre-temps."
UNDONE = "Cette fusion est déjà annulée."
NOT_ALONE = (
    "Annulez d’abord ce qui a été fait depuis à {} : la fiche est fusionnée ou dans la corbeille."
)
SINCE = "since"


@dataclass(frozen=True)
class Unmerged:
    """What an undone merge has left with the client that stayed: rows by their link, and the
    fields that were changed again since."""

    gone_id: int
    since: Mapping[str, Sequence[int]]
    kept: Sequence[str]

    @property
    def said(self) -> str:
        """« 2 documents, Téléphone », or "" where nothing has come since."""
        counted = [
            link.noun.counted(len(self.since[link.name]))
            for link in moving_links()
            if link.noun and self.since.get(link.name)
        ]
        return ", ".join((*counted, *self.kept))

    async def records(self) -> list[Record]:
        """What has come since, as far as it has a name."""
        found: list[Record] = []
        for link in moving_links():
            if model := RECORDS.get(link.topic):
                found += await model.with_ids(self.since.get(link.name, ()))
        return found


class Mergeable(Redirecting):
    """A client that can become another one: then it leads there, and stands nowhere else."""

    OTHERS: ClassVar[Mapping[str, str]] = {
        Merge.KEY: "Fusion",
        Pair.KEY: "Pas un doublon de",
        SINCE: "Resté ici depuis la fusion",
    }
    """What the journal says of another client, by the key under which it names it."""

    class Meta:
        abstract = True

    @property
    def identity(self) -> Identity:
        raise NotImplementedError

    @classmethod
    async def _set_trashed(
        cls, names: Names, *, is_trashed: bool, by: Staff, progress: Progress
    ) -> None:
        await super()._set_trashed(names, is_trashed=is_trashed, by=by, progress=progress)
        await follow_trash(list(names))

    # --- merging ----------------------------------------------------------------------------

    @classmethod
    async def merge(
        cls, stays: Draft, gone: Mapping[int, int], texts: Mapping[int, Typed], *, by: Staff
    ) -> list[Merge]:
        """Have clients become the one of this draft; `gone` says which version of each was seen.

        `texts` says what of each of them the one that stays takes over. Of several people who merge
        the same client one wins; raises Invalid, Conflict or Refused.
        """
        by.need(Permission.DELETE)
        by.need(Permission.EDIT)
        async with transaction():
            await cls._lock([*gone, stays.record_id or 0])
            merges = []
            for id_, version in gone.items():
                one = await cls._seen(id_, version)
                taken = {**stays.typed, **texts.get(id_, {})}
                draft = replace(stays, base=dict(stays.base), typed=taken)
                merges.append(await cls._absorb(one, draft, by=by))
                stays = replace(stays, base=taken, typed=taken)
            staying = await cls.get(id=stays.record_id)
            await cls._settle(staying, *await cls.with_ids(gone))
        return merges

    @classmethod
    async def _settle(cls, *clients: Self) -> None:
        """Bring all that hangs on clients in line with them."""
        await follow([client.identity for client in clients])
        ids = [client.id for client in clients]
        await recount(ids)
        match_anew(ids)

    @classmethod
    async def _seen(cls, record_id: int, version: int) -> Self:
        one = await cls.get(id=record_id)
        if one.is_trashed:
            raise Refused(NOT_THERE.format(quoted(one.name)))
        if one.version != version:
            raise Refused(CHANGED.format(quoted(one.name)))
        return one

    @classmethod
    async def _absorb(cls, gone: Self, draft: Draft, *, by: Staff) -> Merge:
        """Have one client become that of the draft, inside the open transaction."""
        before = await cls.get(id=draft.record_id)
        if before.is_trashed or before.id == gone.id:
            raise Refused(NOT_THERE.format(quoted(before.name)))
        if reason := await merge_refusal(gone.identity, before.identity):
            raise Refused(reason)
        stays = await cls.amend(draft, by=by, action="")
        changes = differences(before.typed(), stays.typed())
        merge = await Merge.create(
            gone_id=gone.id,
            stays_id=stays.id,
            texts={name: list(pair) for name, pair in changes.items()},
        )
        for link in moving_links():
            merge.moved[link.name] = await link.ids(gone.id)
            merge.ends[link.name] = await link.latest()
            await link.put(merge.moved[link.name], stays.id)
        await merge.save()
        away = {"trashed_at": datetime.now(UTC), "merged_into_id": stays.id}
        await gone.write(away, by=by, action=None)
        await note(by, "merge", stays.about, {**changes, **gone.named_by(Merge.KEY, merge.id)})
        await note(by, "merged", gone.about, stays.named_by(Merge.KEY, merge.id))
        return merge

    # --- undoing it -------------------------------------------------------------------------

    @classmethod
    async def unmerge(cls, merge_id: int, *, by: Staff) -> Unmerged:
        """Give both clients back with what was theirs; what has come since stays where it is."""
        by.need(Permission.RESTORE)
        async with transaction():
            merge = await Merge.get(id=merge_id)
            await cls._lock([merge.gone_id, merge.stays_id])
            merge = await Merge.get(id=merge_id)  # as it is now that nobody else has it
            stays, gone = [await cls.get(id=one) for one in (merge.stays_id, merge.gone_id)]
            if merge.undone_at:
                raise Refused(UNDONE)
            if stays.is_trashed:
                raise Refused(NOT_ALONE.format(quoted(stays.name)))
            since = await _put_back(merge)
            kept = await stays._take_back(merge.texts, by=by)
            await gone.write({"trashed_at": None, "merged_into_id": None}, by=by, action=None)
            merge.undone_at = datetime.now(UTC)
            await merge.save()
            stays = await cls.get(id=stays.id)
            await cls._settle(stays, gone)
            unmerged = Unmerged(gone.id, since, kept)
            said = {SINCE: ("", unmerged.said)} if unmerged.said else {}
            named = gone.named_by(Merge.KEY, merge.id)
            await note(by, "unmerge", stays.about, {**named, **said})
            await note(by, "unmerge", gone.about, stays.named_by(Merge.KEY, merge.id))
        return unmerged

    async def _take_back(self, texts: Mapping[str, Sequence[str]], *, by: Staff) -> list[str]:
        """Put back what a merge has changed; the labels of what was changed again since."""
        now, draft = self.typed(), self.draft()
        other = {name for name, (_, after) in texts.items() if now.get(name, "") != after}
        touched = {name.rpartition(".")[0] for name in other if self.children_of(name)}
        for name, (before, _) in texts.items():
            if name not in other and name.rpartition(".")[0] not in touched - {""}:
                draft.typed[name] = before
        await self.amend(draft, by=by, action="")
        changed = [name for name in texts if name in other and now.get(name) != texts[name][0]]
        return list(dict.fromkeys(map(self.label_of, changed)))

    @classmethod
    def label_of(cls, name: str) -> str:
        return cls.OTHERS.get(name.partition(".")[0]) or super().label_of(name)

    @classmethod
    def permission_to_undo(cls, action: str) -> Permission | None:
        if action in {"merge", "merged"}:
            return Permission.RESTORE
        return super().permission_to_undo(action)

    @classmethod
    async def undo(
        cls, record_id: int, action: str, changes: Mapping[str, Any], *, by: Staff
    ) -> None:
        if action in {"merge", "merged"}:
            await cls.unmerge(number_in(changes, Merge.KEY), by=by)
        else:
            await super().undo(record_id, action, changes, by=by)


async def _put_back(merge: Merge) -> dict[str, list[int]]:
    """Have what has moved, and what has come of it, be of the client that is back; the rows that
    have come since, which stay."""
    moved = {
        link.name: await link.ids(merge.stays_id, merge.moved.get(link.name, []))
        for link in moving_links()
    }
    back = await with_kin(moved, merge.stays_id)
    since = {}
    for link in moving_links():
        last, own = merge.ends.get(link.name, 0), set(back[link.name])
        here = await link.ids(merge.stays_id)
        since[link.name] = [id_ for id_ in here if id_ > last and id_ not in own]
        await link.put(back[link.name], merge.gone_id)
    return since
