"""« Fichiers »: the region of a record's page that holds its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nicegui import ui

from components.dialogs import Asked, ask
from components.files import Gallery, Shown
from components.frame import Frame
from components.tab import LIVE, Round, current_staff
from models.attachments import ACCEPTED, MOST_BYTES, Attachment
from models.french import moment_phrase
from models.permissions import Permission
from models.records import Record
from pages.desk import remove_records, restore_records
from pages.files.routes import FILES_PATH


@dataclass(frozen=True)
class Looks:
    """How a section of the page around looks."""

    section: str
    heading: str
    level: int


ON_CARD = Looks("card-section", "card-section-title", 3)
BESIDE = Looks("side-section", "side-title", 2)


class FilesRegion:
    """The files of one record in one tab."""

    def __init__(self, frame: Frame, owner: type[Record]) -> None:
        self._frame = frame
        self._owner = owner
        self._record_id = 0
        self._files: Sequence[Attachment] = ()

    async def read(self, record_id: int) -> Callable[[], None]:
        """Read the files of a record; the result takes them over."""
        files = await Attachment.of(self._owner.TOPIC, record_id)

        def take_over() -> None:
            self._record_id, self._files = record_id, files

        return take_over

    def build(self, looks: Looks = ON_CARD) -> None:
        """The region with its heading."""
        section = ui.element("section").classes(looks.section)
        section.props('role=region aria-label="Fichiers"')
        with section:
            heading = ui.label("Fichiers").classes(looks.heading).props("role=heading")
            heading.props["aria-level"] = looks.level
            self._build_gallery()
        LIVE.follow(section, {Attachment.TOPIC}, self._follow)

    def _build_gallery(self) -> None:
        staff = current_staff()
        self._gallery = Gallery(
            accept=ACCEPTED,
            most_bytes=MOST_BYTES,
            rename=self._rename if staff.may(Attachment.EDITING) else None,
            remove=self._remove if staff.may(Permission.DELETE) else None,
            restore=self._restore if staff.may(Permission.RESTORE) else None,
        )

    def show(self, *, is_trashed: bool) -> None:
        """Show what was read; to a record in the trash nothing is added."""
        needed = Attachment.permission_to_add(self._owner.TOPIC)
        may_add = needed and current_staff().may(needed) and not is_trashed
        self._may_add = bool(may_add)
        self._refresh()

    def _refresh(self) -> None:
        address = f"{FILES_PATH}?de={self._owner.TOPIC}&id={self._record_id}"
        shown = [one for one in self._files if not one.is_trashed]
        trashed = [one for one in self._files if one.is_trashed]
        self._gallery.show(
            address if self._may_add else "", list(map(_shown, shown)), list(map(_shown, trashed))
        )

    async def _follow(self, round_: Round) -> None:
        record_id, topic = self._record_id, self._owner.TOPIC
        found = await round_.once(
            (Attachment.TOPIC, topic, record_id), lambda: Attachment.of(topic, record_id)
        )
        if self._record_id == record_id and _seen(found) != _seen(self._files):
            self._files = found
            self._refresh()

    # --- verbs ------------------------------------------------------------------------------

    async def _rename(self, file_id: int) -> None:
        file = next(iter(await self._own(file_id)), None)
        if file is None:
            return
        draft = file.draft()

        async def rename(texts: dict[str, str]) -> Attachment:
            draft.typed["name"] = texts["name"]
            return await Attachment.amend(draft, by=current_staff())

        with self._frame.client.layout:
            field = Asked("name", "Nom", value=file.name, longest=200)
            await ask("Renommer ce fichier", (field,), rename, yes="Renommer")

    async def _remove(self, file_id: int) -> None:
        with self._frame.client.layout:
            await remove_records(self._frame, Attachment, await self._ids(file_id))

    async def _restore(self, file_id: int) -> None:
        with self._frame.client.layout:
            await restore_records(self._frame, Attachment, await self._ids(file_id))

    async def _ids(self, file_id: int) -> list[int]:
        return [file.id for file in await self._own(file_id)]

    async def _own(self, file_id: int) -> list[Attachment]:
        """The file that the browser names, if it is one of those shown."""
        return await Attachment.with_ids([one.id for one in self._files if one.id == file_id])


def _seen(files: Sequence[Attachment]) -> list[tuple[int, str, bool]]:
    return [(one.id, one.name, one.is_trashed) for one in files]


def _shown(file: Attachment) -> Shown:
    when = moment_phrase(file.created_at)
    return Shown(
        id=file.id,
        name=file.name,
        about=f"{file.size_words} · ajouté {when} par {file.author}",
        path=f"{FILES_PATH}/{file.id}",
        pages=file.pages,
        is_image=file.is_image,
        has_thumbnail=bool(file.thumbnail),
    )
