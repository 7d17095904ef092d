"""Tags: short words with a colour that the whole firm shares, and that clients bear."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, ClassVar

from tortoise import fields

from models.database.connection import one_at_a_time, select
from models.database.transaction import transaction
from models.errors import Refused
from models.french.text import clean_line, fold
from models.french.wording import Noun, quoted
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.field import Field, Typed
from models.records.journal import note
from models.records.known import Known
from models.records.reading import one_of
from models.records.undoing import Undoable

LONGEST_NAME = 40
MOST = 20
COLOURS: Mapping[str, str] = {
    "slate": "Gris",
    "blue": "Bleu",
    "green": "Vert",
    "gold": "Jaune",
    "rust": "Orange",
    "red": "Rouge",
    "pink": "Rose",
    "violet": "Violet",
}
TOO_LONG = f"Une étiquette compte {LONGEST_NAME} caractères au plus."


def key_of(name: str) -> str:
    """What two spellings of one tag have in common."""
    return fold(name)[: 2 * LONGEST_NAME]


async def _names() -> dict[str, str]:
    rows = await select("SELECT id, name FROM tag ORDER BY key", ())
    return {str(row["id"]): row["name"] for row in rows}


async def _colours() -> dict[str, str]:
    return {row["key"]: row["colour"] for row in await select("SELECT key, colour FROM tag", ())}


TAGS = Known("tag", _names)
"""Every tag by its id, in the order of their names."""
TAG_COLOURS = Known("tag", _colours)
"""By the key of their name."""


async def known_tags() -> None:
    """Read what there is now of them, where it has changed."""
    await TAGS.ready()
    await TAG_COLOURS.ready()


def split_tags(text: str) -> list[str]:
    """The names in a text with commas, each once, in their order."""
    names: dict[str, str] = {}
    for part in text.split(","):
        if name := clean_line(part):
            names.setdefault(key_of(name), name)
    return [names[key] for key in sorted(names)]


def joined_tags(names: Iterable[str]) -> str:
    return ", ".join(split_tags(",".join(names)))


def clean_tags(text: str, _typed: Typed) -> str:
    """The names as they are spelled already, if they are."""
    names = split_tags(text)
    if any(len(name) > LONGEST_NAME for name in names):
        raise ValueError(TOO_LONG)
    if len(names) > MOST:
        raise ValueError(f"{MOST} étiquettes au plus.")
    return spelled(text, {key_of(name): name for name in TAGS.values()})


def spelled(text: str, known: Mapping[str, str]) -> str:
    """The names in a text, those that are known by their key as they are spelled there."""
    return ", ".join(known.get(key_of(name), name) for name in split_tags(text))


Respell = Callable[[int, str, str, Staff], Awaitable[None]]
_bearers: list[Respell] = []


def depend_on_tags(respell: Respell) -> None:
    """Have this called inside the transaction when the tag of an id has another name, or none."""
    _bearers.append(respell)


def _name(text: str, _typed: Typed) -> str:
    name = clean_line(text)
    if "," in name:
        raise ValueError("Une étiquette n’a pas de virgule.")
    if name and not key_of(name):
        raise ValueError("Mettez au moins une lettre ou un chiffre.")
    return name


class Tag(Undoable):
    """One tag."""

    name = fields.CharField(LONGEST_NAME, default="", description="Nom")
    colour = fields.CharField(10, default="slate", description="Couleur")
    key = fields.CharField(2 * LONGEST_NAME, default="", unique=True)

    TOPIC: ClassVar[str] = "tag"
    HEADING: ClassVar[str] = "Étiquettes"
    NOUN: ClassVar[Noun] = Noun("étiquette", "étiquettes", "cette étiquette")
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = (
        Field("name", clean=_name, is_required=True),
        Field("colour", clean=one_of(COLOURS), choices=COLOURS, input_type="select"),
    )

    class Meta:
        table = "tag"

    @property
    def caption(self) -> str:
        return self.name

    def derive(self) -> None:
        self.key = key_of(self.name)

    @classmethod
    async def errors_among(cls, values: dict[str, Any], record_id: int | None) -> dict[str, str]:
        await one_at_a_time(cls.TOPIC)
        others = cls.filter(key=key_of(values["name"])).exclude(id=record_id or 0)
        if await others.exists():
            return {"name": "Cette étiquette existe déjà : fusionnez-les dans la liste."}
        return {}

    # --- verbs ------------------------------------------------------------------------------

    @classmethod
    async def of_names(cls, names: Iterable[str]) -> dict[str, int]:
        """The id of each of these names by its key, inside the open transaction; a name that is
        not there yet becomes a tag, in the colour that is the rarest."""
        wanted = {key_of(name): name for name in names}
        ids = dict(await cls.filter(key__in=list(wanted)).values_list("key", "id"))
        if wanted.keys() - ids.keys():
            await one_at_a_time(cls.TOPIC)
            ids = dict(await cls.filter(key__in=list(wanted)).values_list("key", "id"))
        for key in sorted(wanted.keys() - ids.keys()):
            made = cls(name=wanted[key], colour=await cls._rarest_colour())
            made.derive()
            await made.save(force_create=True)
            announce(cls.TOPIC, [made.id])
            ids[key] = made.id
        return ids

    @classmethod
    async def _rarest_colour(cls) -> str:
        used = [tag.colour for tag in await cls.all()]
        return min(COLOURS, key=used.count)

    async def write(
        self, values: dict[str, Any], *, by: Staff, action: str | None = "amend"
    ) -> None:
        before = self.name
        await super().write(values, by=by, action=action)
        if before != self.name:
            await self._respell(before, self.name, by)

    async def merge_into(self, other: Tag, *, by: Staff) -> None:
        """Have all that bears this one bear the other."""
        if other.id == self.id:
            raise Refused("Choisissez une autre étiquette.")
        await self._end(other.id, by=by)

    async def remove(self, *, by: Staff) -> None:
        """Take it off all that bears it."""
        await self._end(None, by=by)

    async def _end(self, into: int | None, *, by: Staff) -> None:
        by.need(self.EDITING)
        async with transaction():
            current = await type(self).locked(self.id)
            name = (await type(self).locked(into)).name if into else ""
            await self._respell(current.name, name, by)
            await type(self).filter(id=current.id).delete()
            change = {"name": (current.name, f"→ {quoted(name)}" if name else "")}
            await note(by, "discard", current.about, change)
            announce(self.TOPIC, [current.id])

    async def _respell(self, before: str, after: str, by: Staff) -> None:
        for respell in _bearers:
            await respell(self.id, before, after, by)
