"""Which clients bear which tags: kept beside their texts, so that a list of one is no search."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tortoise import fields
from tortoise.models import Model

from models.clients.tag import Tag, joined_tags, key_of, split_tags
from models.database.bulk import among, insert, write
from models.database.connection import select
from models.records.changing_many import Retype
from models.records.field import Typed


class Tagging(Model):
    """A tag on a client."""

    id = fields.IntField(primary_key=True)
    tag: fields.ForeignKeyRelation[Tag] = fields.ForeignKeyField(
        "models.Tag", related_name="taggings", on_delete=fields.CASCADE
    )
    client: fields.ForeignKeyRelation[Model] = fields.ForeignKeyField(
        "models.Client", related_name="taggings", on_delete=fields.CASCADE, db_index=True
    )

    class Meta:
        table = "tagging"
        unique_together = (("tag", "client"),)


async def link_tags(borne: Collection[tuple[int, str]]) -> None:
    """Keep the tags that these clients bear, each given by its id and their names, inside the open
    transaction."""
    if not borne:
        return
    them, parameters = among("client_id", [id_ for id_, _ in borne])
    await write(f"DELETE FROM tagging WHERE {them}", parameters)
    names = {name for _, text in borne for name in split_tags(text)}
    if not names:
        return
    ids = await Tag.of_names(names)
    rows = [(ids[key_of(name)], id_) for id_, text in borne for name in split_tags(text)]
    await insert("tagging", ("tag_id", "client_id"), rows)


async def bearers_of(tag_id: int) -> list[int]:
    """The clients that bear it, those in the trash, too."""
    found = await select("SELECT client_id AS id FROM tagging WHERE tag_id = ?", (tag_id,))
    return [row["id"] for row in found]


async def count_bearers() -> dict[int, int]:
    """How many clients bear each tag, without those in the trash."""
    rows = await select(
        "SELECT g.tag_id AS id, count(*) AS n FROM tagging g JOIN client t ON t.id = g.client_id"
        " WHERE t.trashed_at IS NULL GROUP BY g.tag_id",
        (),
    )
    return {row["id"]: row["n"] for row in rows}


def with_tags(added: Sequence[str], removed: Sequence[str] = ()) -> Retype:
    """These tags more, and those no longer."""
    gone = {key_of(name) for name in removed}

    def retype(_id: int, typed: Typed) -> Typed:
        kept = [name for name in split_tags(typed["tags"]) if key_of(name) not in gone]
        return {"tags": joined_tags([*kept, *added])}

    return retype
