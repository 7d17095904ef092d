"""What is done with the documents that are ticked, and what is asked before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from nicegui import ui

from components.dialogs import confirm, inform, progress
from components.frame import Frame
from components.list import State
from components.tab import current_staff
from models.documents import DISCARD_MANY, ISSUE_MANY, Document, Kind, Many, Sifted, few
from models.french import Noun, number, plural
from models.lists import Listing
from models.permissions import Permission
from pages.desk import BulkAction, Ticked
from pages.documents.archive import address_of

NOUN = Noun("document", "documents", "ce document")
MOST_SHOWN = 12
WORTH_SHOWING = 10
"""Documents below which it is over before anybody has read how far it has come."""


@dataclass(frozen=True)
class Words:
    """How the screen speaks of something that is done to many."""

    verb: str
    done: str
    doing: str
    is_danger: bool = False

    def question(self, sifted: Sifted) -> str:
        """How many it will be done to, and how many stay as they are."""
        going, staying = len(sifted.able), len(sifted.unable)
        will = "sera" if going == 1 else "seront"
        such = self.done if going == 1 else self.many
        question = f"{NOUN.counted(going)} {will} {such}"
        stay = f", {number(staying)} non" if staying else ""
        return f"{question}{stay}. {self.verb} ?"

    @property
    def many(self) -> str:
        return self.done if self.done.endswith("s") else f"{self.done}s"


DISCARDING = Words("Supprimer", "supprimé", "Suppression", is_danger=True)
ISSUING = Words("Émettre", "émis", "Émission")


class DocumentSelection(Ticked):
    """The ticked documents of one kind in one tab."""

    noun = NOUN

    def __init__(
        self,
        frame: Frame,
        kind: Kind,
        listing: Listing,
        state: State,
        *,
        changed: Callable[[], None],
    ) -> None:
        super().__init__(frame, listing, state, changed=changed)
        self._kind = kind

    def actions(self) -> tuple[BulkAction, ...]:
        """Only drafts of invoices and credit notes are issued, or thrown away."""
        taking = (Permission.EXPORT, Permission.PRICES)
        download = BulkAction("Télécharger les PDF", "export", "quiet", self._download, taking)
        if self._kind.code != "invoice":
            return (download,)
        issue = partial(self._do, ISSUE_MANY, ISSUING)
        discard = partial(self._do, DISCARD_MANY, DISCARDING)
        return (
            BulkAction("Émettre", "done", "primary", issue, (ISSUE_MANY.permission,)),
            download,
            BulkAction("Supprimer", "delete", "danger-quiet", discard, (DISCARD_MANY.permission,)),
        )

    async def names_of(self, ids: list[int]) -> Mapping[int, str]:
        return {one.id: one.caption for one in await Document.with_ids(ids)}

    async def gone(self, ids: set[int]) -> set[int]:
        there = await Document.with_ids(ids)
        return ids - {one.id for one in there if not one.is_trashed}

    # --- verbs ------------------------------------------------------------------------------

    async def _download(self) -> None:
        documents = await few(await self.ids())
        ui.download.from_url(address_of([one.id for one in documents]))

    async def _do(self, many: Many, words: Words) -> None:
        sifted = await many.sift(await self.ids())
        if not sifted.able:
            title = f"Aucun de ces documents ne peut être {words.done}"
            await inform(title, details=partial(_staying, sifted))
            return
        details = partial(_details, words, sifted)
        if not await confirm(words.question(sifted), details=details, danger=words.is_danger):
            return
        try:
            done = await self._carry_out(many, words, sifted.able)
        finally:  # also where it was given up half-way
            self.read_list_again()
        stay = (*sifted.unable, *done.unable)
        await self.tick_only(one.id for one, _ in stay)
        if done.unable:
            await inform(
                f"{NOUN.counted(len(done.unable))} : cela n’a pas pu se faire",
                details=partial(_staying, done),
            )

    async def _carry_out(self, many: Many, words: Words, documents: Sequence[Document]) -> Sifted:
        with progress(
            f"{words.doing} de {NOUN.counted(len(documents))}…",
            len(documents),
            given_up=f"{words.doing} arrêtée : ce qui est déjà {words.done} le reste.",
            least=WORTH_SHOWING,
        ) as told:
            done = await many.do(documents, by=current_staff(), progress=told)
        count = len(done.able)
        such = words.done if count == 1 else words.many
        self.frame.toasts.show(f"{NOUN.counted(count)} {such}")
        return done


def _details(words: Words, sifted: Sifted) -> None:
    if sifted.unable:
        ui.label(f"Ne seront pas {words.many} :").classes("question-text")
        _staying(sifted)
    if len(sifted.able) > 1 or sifted.unable:
        ui.label(f"Seront {words.many} :").classes("question-text")
    with ui.element("ul").classes("names"):
        for document in sifted.able[:MOST_SHOWN]:
            with ui.element("li"):
                ui.label(document.caption)
        _rest(len(sifted.able))


def _staying(sifted: Sifted) -> None:
    """Why not, for each, with the way to it."""
    with ui.element("ul").classes("blocked"):
        for document, reason in sifted.unable[:MOST_SHOWN]:
            with ui.element("li"):
                ui.link(document.caption, document.path).classes("blocked-document")
                ui.label(reason)
        _rest(len(sifted.unable))


def _rest(count: int) -> None:
    if count > MOST_SHOWN:
        with ui.element("li"):
            ui.label(f"et {plural(count - MOST_SHOWN, 'autre')}")
