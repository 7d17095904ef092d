"""A file of a record: what it is called and where it lies; what it holds is in the store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import ClassVar, Self, TypeVar

from tortoise import fields

from models.attachments import papers, pictures
from models.attachments.kinds import (
    MEDIA,
    PAPER,
    Media,
    clean_name,
    media_of,
    named,
    with_ending_of,
)
from models.attachments.limits import MOST_BYTES, MOST_FILES, MOST_TOGETHER, TOO_LARGE
from models.attachments.store import FILES
from models.database.connection import one_at_a_time, select
from models.database.transaction import transaction
from models.errors import Refused
from models.french.search_text import searchable
from models.french.wording import NBSP, Noun, quoted
from models.permissions import Permission, Staff
from models.records.draft import Draft
from models.records.field import Field
from models.records.record import RECORDS, Record
from models.records.trash import Obstacle, Trashable

TOO_MANY = f"{MOST_FILES} fichiers au plus : supprimez-en d’abord."
TOO_MUCH = f"{MOST_TOGETHER // 10**6}{NBSP}Mo en tout au plus : supprimez d’abord des fichiers."
NOT_SHOWN = "Cette page ne s’affiche pas : téléchargez le fichier."

T = TypeVar("T")

_threads = ThreadPoolExecutor(2, "files")
_owners: set[str] = set()


def may_own_files(owner: type[Record]) -> None:
    """Let records of this kind have files, added by who may edit them."""
    _owners.add(owner.TOPIC)


def owners() -> list[str]:
    """The topics of the records that may have files."""
    return sorted(_owners)


@dataclass(frozen=True)
class Received:
    """What a file that was sent comes to."""

    name: str
    media: Media
    content: bytes
    thumbnail: bytes = b""
    pages: int = 0


class Attachment(Trashable):
    """A photo, a paper, a table: of the record with this topic and id."""

    topic = fields.CharField(20)
    record_id = fields.IntField()
    name = fields.CharField(200, description="Nom")
    media = fields.CharField(100)
    size = fields.IntField()
    pages = fields.IntField(default=0)
    file = fields.CharField(64)
    thumbnail = fields.CharField(64, default="")
    author = fields.CharField(100, default="")
    search = fields.TextField(default="", db_default="")

    TOPIC: ClassVar[str] = "attachment"
    HEADING: ClassVar[str] = "Fichiers"
    NOUN: ClassVar[Noun] = Noun("fichier", "fichiers", "ce fichier")
    EDITING: ClassVar[Permission] = Permission.EDIT
    FIELDS = (Field("name", clean=lambda text, _: clean_name(text), is_required=True),)

    class Meta:
        table = "attachment"

    # --- what it is -------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the record is shown whose file it is."""
        return f"/clients?client={self.record_id}" if self.topic == "client" else ""

    @property
    def is_image(self) -> bool:
        return MEDIA[self.media].is_image

    @property
    def is_paper(self) -> bool:
        return self.media == PAPER.type

    @property
    def size_words(self) -> str:
        """« 340 ko », « 2,1 Mo »."""
        if self.size < 1_000_000:
            return f"{max(self.size // 1_000, 1)}{NBSP}ko"
        return f"{self.size / 1e6:.1f}{NBSP}Mo".replace(".", ",")

    @classmethod
    async def of(cls, topic: str, record_id: int) -> list[Self]:
        """All files of a record, the latest first, those in the trash too."""
        return await cls.filter(topic=topic, record_id=record_id).order_by("-id")

    @classmethod
    def no_to_removing(cls, name: str, obstacles: Sequence[Obstacle]) -> str:
        return f"{quoted(name)} reste."

    def derive(self) -> None:
        self.name = with_ending_of(self.name, self.media)
        self.search = searchable(self.name)

    # --- receiving --------------------------------------------------------------------------

    @classmethod
    def permission_to_add(cls, topic: str) -> Permission | None:
        """What one needs to add a file to such a record; None where it has none."""
        return RECORDS[topic].EDITING if topic in _owners else None

    @classmethod
    async def create_from(cls, draft: Draft, *, by: Staff) -> Self:
        """From a form it is only renamed: `receive` takes what it holds."""
        by.need(cls.EDITING)
        raise Refused("Un fichier s’ajoute en l’envoyant.")

    @classmethod
    async def receive(
        cls, topic: str, record_id: int, name: str, content: bytes, *, by: Staff
    ) -> Self:
        """Keep what was sent as a file of this record; raises Refused with nothing kept."""
        needed = cls.permission_to_add(topic)
        if needed is None:
            raise Refused("Cette fiche n’a pas de fichiers.")
        by.need(needed)
        cls._check_owner(next(iter(await RECORDS[topic].with_ids([record_id])), None))
        await cls._check_room(topic, record_id, len(content))
        received = await beside(lambda: read_file(name, content))
        file = await FILES.put(received.content)
        thumbnail = await FILES.put(received.thumbnail) if received.thumbnail else ""
        async with transaction():
            cls._check_owner(owner := await RECORDS[topic].locked(record_id))
            await one_at_a_time(f"files {topic} {record_id}")
            await cls._check_room(topic, record_id, len(received.content), file)
            attachment = cls(
                topic=topic,
                record_id=owner.id,
                name=received.name,
                media=received.media.type,
                size=len(received.content),
                pages=received.pages,
                file=file,
                thumbnail=thumbnail,
                author=by.name,
            )
            return await attachment.insert_once(by=by)

    @staticmethod
    def _check_owner(owner: Record | None) -> None:
        if owner is None:
            raise Refused("Cette fiche n’existe plus.")
        if owner.is_trashed:
            raise Refused("Cette fiche est dans la corbeille : restaurez-la d’abord.")

    @classmethod
    async def _check_room(cls, topic: str, record_id: int, size: int, file: str = "") -> None:
        there = cls.filter(topic=topic, record_id=record_id, trashed_at=None)
        same = await there.filter(file=file).first() if file else None
        if same:
            raise Refused(f"Ce fichier est déjà là : {quoted(same.name)}.")
        count, together = await cls._together(topic, record_id)
        if count >= MOST_FILES:
            raise Refused(TOO_MANY)
        if together + size > MOST_TOGETHER:
            raise Refused(TOO_MUCH)

    @classmethod
    async def _together(cls, topic: str, record_id: int) -> tuple[int, int]:
        """How many files a record has, and how many bytes."""
        rows = await select(
            "SELECT COUNT(*) AS count, SUM(size) AS bytes FROM attachment"
            " WHERE topic = ? AND record_id = ? AND trashed_at IS NULL",
            (topic, record_id),
        )
        return int(rows[0]["count"]), int(rows[0]["bytes"] or 0)

    @classmethod
    async def check_return(cls, ids: Collection[int]) -> None:
        """What comes out of the trash has to find room."""
        for one in await cls.with_ids(ids):
            await cls._check_room(one.topic, one.record_id, one.size)

    # --- giving out -------------------------------------------------------------------------

    async def content(self) -> bytes:
        """What it holds; Lost where that is not there any more."""
        return await FILES.get(self.file)

    async def picture_of_page(self, page: int) -> bytes:
        """A page of a PDF as WebP; Refused where it cannot be drawn."""
        if not 0 < page <= self.pages:
            raise Refused("Cette page n’existe pas.")
        content = await self.content()
        try:
            return await beside(lambda: papers.page_picture(content, page))
        except ValueError:
            raise Refused(NOT_SHOWN) from None


def read_file(name: str, content: bytes) -> Received:
    """What a file that was sent is, without what hides in it; raises Refused."""
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    media = media_of(content)
    called = named(name, media)
    if media.is_image:
        return Received(called, media, *pictures.redrawn(content, media), pages=1)
    pages = papers.page_count(content) if media is PAPER else 0
    try:
        return Received(called, media, content, papers.first_page(content) if pages else b"", pages)
    except (ValueError, OSError):
        return Received(called, media, content)


async def beside(work: Callable[[], T]) -> T:
    """Have it done in a thread, of which there are few: a picture takes much memory."""
    return await asyncio.get_running_loop().run_in_executor(_threads, work)
