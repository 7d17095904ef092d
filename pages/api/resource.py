"""A kind of record as programs have it: listed, read, created, changed, trashed and restored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.errors import Invalid
from models.lists import Listing
from models.permissions import Permission, Staff
from models.records import (
    ID,
    MOMENT,
    Draft,
    Record,
    Schema,
    as_json,
    as_typed,
    child_json,
    child_schema,
    field_schema,
    nullable,
    with_children,
)
from models.staff import Scope
from pages.api.operation import Asked, Param, Reply, address_of, etag
from pages.web import Problem

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """Something that a program may read of a record, beside what the form has."""

    name: str
    schema: Schema
    get: Callable[[Any], Any] | None = None
    is_price: bool = False

    def of(self, record: Record) -> Any:
        return as_json(self.get(record) if self.get else getattr(record, self.name))


async def _nothing() -> None:
    """There is nothing to be read before."""


@dataclass(frozen=True)
class Resource:
    """`one` is the singular in the names of operations; `listings` is by the parameter `by`, and
    empty where no screen lists so few. `told_once` is what a program reads after making one only.
    """

    name: str
    one: str
    label: str
    model: type[Record]
    read: Scope
    write: Scope
    listings: Mapping[str, Listing]
    create: Callable[[Resource, Values, Staff], Awaitable[Record]] | None
    creation: Callable[[Resource], Schema]
    example: Values
    by: str = ""
    seen_with: Permission = Permission.SEE
    shown: tuple[Shown, ...] = ()
    remove: Callable[[Any, Staff], Awaitable[object]] | None = None
    restore: Callable[[Any, Staff], Awaitable[object]] | None = None
    takes_bytes: bool = False
    required: tuple[str, ...] = ()
    creation_params: tuple[Param, ...] = ()
    ready: Callable[[], Awaitable[None]] = _nothing
    told_once: Mapping[str, Shown] = field(default_factory=dict)

    # --- shapes -----------------------------------------------------------------------------

    @property
    def schema_name(self) -> str:
        return self.one.title().replace("_", "")

    @property
    def plural(self) -> str:
        """In the names of operations."""
        return self.name.replace("-", "_")

    def own_schema(self) -> dict[str, Schema]:
        """What a form edits of it, with its children as lists."""
        own = {one.name: field_schema(self.model, one) for one in self.model.FIELDS}
        for kind in self.model.CHILDREN:
            items = {"type": "array", "maxItems": kind.most, "items": child_schema(kind)}
            own[kind.name] = {**items, "description": kind.title}
        return own

    def schema(self) -> Schema:
        own = {
            "id": ID,
            "version": ID,
            "created_at": MOMENT,
            "updated_at": MOMENT,
            "trashed_at": nullable(MOMENT),
            **{one.name: one.schema for one in self.shown},
            **self.own_schema(),
        }
        once = {name: one.schema for name, one in self.told_once.items()}
        priced = {one.name for one in self.shown if one.is_price}
        required = [name for name in own if name not in priced and not self._is_price(name)]
        return {"type": "object", "properties": {**own, **once}, "required": required}

    def change_schema(self) -> Schema:
        """Any of the fields: those that are not named stay as they are."""
        return {
            "type": "object",
            "properties": self.own_schema(),
            "additionalProperties": False,
        }

    @property
    def change_example(self) -> Values:
        """One field of what it is created with."""
        own = self.own_schema()
        named = [(name, value) for name, value in self.example.items() if name in own]
        return dict(named[1:2] or named)

    def _is_price(self, name: str) -> bool:
        return self.model.is_price(name)

    def json(self, record: Record, by: Staff) -> dict[str, Any]:
        """A record as this person may know it."""
        sees_prices = by.may(Permission.PRICES)
        said: dict[str, Any] = {
            name: as_json(getattr(record, name))
            for name in ("id", "version", "created_at", "updated_at", "trashed_at")
        }
        said |= {one.name: one.of(record) for one in self.shown if sees_prices or not one.is_price}
        for one in self.model.FIELDS:
            if sees_prices or not self._is_price(one.name):
                said[one.name] = as_json(getattr(record, one.name))
        for kind in self.model.CHILDREN:
            said[kind.name] = [child_json(kind, one) for one in getattr(record, kind.name)]
        return said

    # --- one record -------------------------------------------------------------------------

    async def found(self, id_: int, by: Staff) -> Any:
        """The record, for who may see it; raises Problem."""
        by.need(self.seen_with)
        record = await self.model.get_or_none(id=id_) if id_ else None
        if record is None:
            raise Problem(404, "Cette fiche n’existe pas.")
        return record

    async def reply(self, record: Record, by: Staff, status: int = 200) -> Reply:
        """The record as it is now; as it was where it is gone for good."""
        now = next(iter(await self.model.with_ids([record.id])), record)
        headers = {"ETag": etag(now), "Location": self.address(now)}
        return Reply(self.json(now, by), status, headers)

    def told_now(self, record: Record) -> dict[str, Any]:
        """What is said of it this once, as it was made."""
        return {name: one.of(record) for name, one in self.told_once.items()}

    def address(self, record: Record) -> str:
        return address_of(self.name, record.id)

    async def versioned(self, asked: Asked) -> Any:
        """The record that is about to be changed, if it is as the program has read it."""
        record = await self.found(asked.number(), asked.by)
        asked.check_version(record, self.json(record, asked.by))
        return record

    async def amend(self, record: Record, values: Values, by: Staff) -> Record:
        """Change what is named; raises Invalid and Refused."""
        draft = record.draft()
        self.type_into(draft, values)
        try:
            return await self.model.amend(draft, by=by)
        except Invalid as invalid:
            raise self.by_place(invalid, draft) from None

    async def create_from(self, values: Values, by: Staff) -> Record:
        draft = self.model.blank()
        self.type_into(draft, values)
        try:
            return await self.model.create_from(draft, by=by)
        except Invalid as invalid:
            raise self.by_place(invalid, draft) from None

    def type_into(self, draft: Draft, values: Values) -> None:
        """Put values into the draft, as they would be typed."""
        for one in self.model.FIELDS:
            if one.name in values:
                draft.typed[one.name] = as_typed(one, values[one.name])
        for kind in self.model.CHILDREN:
            if kind.name in values:
                draft.typed |= with_children(kind, draft.typed, values[kind.name])

    def by_place(self, invalid: Invalid, draft: Draft) -> Invalid:
        """« contacts.2.phone » instead of a key that the program has never seen."""
        places = {
            f"{kind.name}.{key}.": f"{kind.name}.{place}."
            for kind in self.model.CHILDREN
            for place, key in enumerate(kind.keys(draft.typed), 1)
        }
        named = {}
        for name, text in invalid.errors.items():
            began = next((one for one in places if name.startswith(one)), "")
            named[places.get(began, "") + name.removeprefix(began)] = text
        return Invalid(named)


def form_schema(resource: Resource) -> Schema:
    """What a creation takes: the fields of the form."""
    required = [one.name for one in resource.model.FIELDS if one.name in resource.required]
    made = {"type": "object", "properties": resource.own_schema(), "additionalProperties": False}
    return {**made, **({"required": required} if required else {})}
