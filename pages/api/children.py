"""The contacts, the addresses … of one record, each by its key, with the version of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.errors import Invalid
from models.records import Children, Record, Schema, child_json, child_schema
from pages.api.operation import Asked, Operation, Reply, address_of, etag
from pages.api.resource import Resource
from pages.web import Problem


@dataclass(frozen=True)
class ChildrenOf:
    """One kind of children of one resource."""

    of: Resource
    kind: Children

    @property
    def schema_name(self) -> str:
        return self.one.title().replace("_", "")

    @property
    def one(self) -> str:
        return f"{self.of.one}_{self.kind.name.rstrip('s')}"

    def schema(self) -> Schema:
        return child_schema(self.kind)

    def change_schema(self) -> Schema:
        made = child_schema(self.kind)
        own = {name: schema for name, schema in made["properties"].items() if name != "key"}
        return {**made, "properties": own}

    def creation_schema(self) -> Schema:
        required = [one.name for one in self.kind.fields if one.field.is_required]
        made = self.change_schema()
        for name in required:
            made["properties"][name] |= {"minLength": 1}
        return {**made, **({"required": required} if required else {})}

    def page_schema(self) -> Schema:
        items = {"type": "array", "items": self.schema()}
        return {"type": "object", "properties": {"items": items}, "required": ["items"]}

    # --- doing ------------------------------------------------------------------------------

    async def list_(self, asked: Asked) -> Reply:
        record = await self.of.found(asked.number(), asked.by)
        return Reply({"items": self._all(record)}, headers={"ETag": etag(record)})

    async def post(self, asked: Asked) -> Reply:
        record = await self.of.found(asked.number(), asked.by)
        before = self._all(record)
        changed = await self._save(record, [*before, asked.body], asked)
        known = {one["key"] for one in before}
        made = [one for one in self._all(changed) if one["key"] not in known]
        if not made:
            raise Invalid({"": "Il n’y a rien à enregistrer."})
        return self._reply(changed, made[-1]["key"], 201)

    async def patch(self, asked: Asked) -> Reply:
        record, key = await self._versioned(asked)
        wanted = [
            {"key": key, **asked.body} if one["key"] == key else {"key": one["key"]}
            for one in self._all(record)
        ]
        return self._reply(await self._save(record, wanted, asked), key)

    async def delete(self, asked: Asked) -> Reply:
        record, key = await self._versioned(asked)
        left = [{"key": one["key"]} for one in self._all(record) if one["key"] != key]
        changed = await self._save(record, left, asked)
        return Reply({"items": self._all(changed)}, headers={"ETag": etag(changed)})

    async def replay(self, location: str, asked: Asked) -> Reply:
        record = await self.of.found(asked.number(), asked.by)
        return self._reply(record, self._there(record, location.rpartition("/")[2]))

    async def _versioned(self, asked: Asked) -> tuple[Record, str]:
        """The record as the program has read it, and the key of one that it has."""
        record = await self.of.found(asked.number(), asked.by)
        key = self._there(record, asked.word("key"))
        asked.check_version(record, self.of.json(record, asked.by))
        return record, key

    async def _save(self, record: Record, wanted: list[dict[str, str]], asked: Asked) -> Record:
        """Have the record hold these children; an error stands under the name of its field."""
        place = f"{self.kind.name}."
        try:
            return await self.of.amend(record, {self.kind.name: wanted}, asked.by)
        except Invalid as invalid:
            raise Invalid(
                {
                    name.rpartition(".")[2] if name.startswith(place) else name: text
                    for name, text in invalid.errors.items()
                }
            ) from None

    def _all(self, record: Record) -> list[dict[str, Any]]:
        return [child_json(self.kind, one) for one in getattr(record, self.kind.name)]

    def _there(self, record: Record, key: str) -> str:
        if all(one["key"] != key for one in self._all(record)):
            raise Problem(404, "Cette fiche n’a rien de cette clé.")
        return key

    def _reply(self, record: Record, key: str, status: int = 200) -> Reply:
        one = next(one for one in self._all(record) if one["key"] == key)
        where = address_of(self.of.name, record.id, self.kind.name, key)
        return Reply(one, status, {"ETag": etag(record), "Location": where})

    # --- operations -------------------------------------------------------------------------

    def operations(self) -> list[Operation]:
        it, one, name = self.of, self.one, self.schema_name
        all_ = f"/{it.name}/{{id}}/{self.kind.name}"
        title = self.kind.title
        return [
            Operation(
                *("GET", all_, f"list_{one}s", f"{title} : les lire", it.read, self.list_),
                answers=f"{name}Page",
            ),
            Operation(
                *("POST", all_, f"create_{one}", f"{title} : en ajouter", it.write, self.post),
                answers=name,
                takes=self.creation_schema,
                replay=self.replay,
            ),
            Operation(
                *("PATCH", f"{all_}/{{key}}", f"change_{one}", f"{title} : en changer"),
                *(it.write, self.patch, name),
                takes=self.change_schema,
                needs_version=True,
            ),
            Operation(
                *("DELETE", f"{all_}/{{key}}", f"remove_{one}", f"{title} : en retirer"),
                *(it.write, self.delete, f"{name}Page"),
                needs_version=True,
            ),
        ]
