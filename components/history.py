"""« Historique »: what was done to one record, by whom, and the way to undo it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from nicegui import ui

from components.dialogs import Toasts, confirm
from components.tab import current_staff, on_press
from models.french import moment
from models.history import done, told, undo, undo_refusal
from models.records import JournalEntry

FEW, MORE = 4, 20
NOUNS = {"client": "la fiche", "article": "la fiche", "document": "le document"}
NOTHING_YET = "Rien encore : ce qui changera ici s’y lira, avec qui et quand."


class History:
    """The entries about one record; `changed` is called when more of them are asked for."""

    def __init__(self, toasts: Toasts, *, changed: Callable[[], Awaitable[None]]) -> None:
        self._toasts = toasts
        self._changed = changed
        self._about: tuple[str, int] | None = None
        self._shown = FEW
        self._entries: list[JournalEntry] = []
        self._new_after: int | None = None

    @property
    def latest(self) -> int:
        return self._entries[0].id if self._entries else 0

    def latest_of(self, action: str) -> JournalEntry | None:
        """The last entry of this action among those that are shown."""
        return next((one for one in self._entries if one.action == action), None)

    async def load(self, topic: str, record_id: int) -> None:
        """Read what there is to show; one more than that tells whether there is more."""
        if self._about != (topic, record_id):
            self._about, self._shown, self._new_after = (topic, record_id), FEW, None
        entries = await JournalEntry.about(topic, record_id, self._shown + 1)
        if self._about == (topic, record_id):  # else another was asked for while this was read
            self._entries = entries

    def build(self) -> None:
        if not self._entries:
            ui.label(NOTHING_YET).classes("card-none")
            return
        with ui.element("ul").classes("history") as self._list:
            for entry in self._entries[: self._shown]:
                self._entry(entry)
        if len(self._entries) > self._shown:
            more = ui.button("Voir plus", color=None)
            on_press(more, self._more)
            more.props("flat no-caps").classes("history-more")

    def _entry(self, entry: JournalEntry) -> None:
        is_new = self._new_after is not None and entry.id > self._new_after
        with ui.element("li").classes("history-entry is-new" if is_new else "history-entry"):
            ui.label(f"{entry.staff} {_verb(entry)}").classes("history-what")
            if entry.is_erased:
                ui.label("Valeurs effacées").classes("history-field")
            elif entry.action != "create":
                for detail in told(entry, current_staff()):
                    with ui.element("div").classes("history-detail"):
                        ui.label(detail.label).classes("history-field")
                        ui.label(detail.before or "(vide)").classes("history-before")
                        ui.label("→").props("aria-hidden=true")
                        ui.label(detail.after or "(vide)").classes("history-after")
            with ui.element("div").classes("history-foot"):
                where = f" · {entry.device}" if entry.device else ""
                ui.label(f"{moment(entry.at)}{where}")
                if self._is_undoable(entry):
                    back = ui.button("Annuler", color=None).props("flat no-caps")
                    on_press(back, partial(self._undo, entry))
                    back.props["aria-label"] = f"Annuler : {_verb(entry)}, {moment(entry.at)}"

    def _is_undoable(self, entry: JournalEntry) -> bool:
        """Of what was put into the trash and taken out again, only the last time counts."""
        is_last = all(
            one.id <= entry.id for one in self._entries if one.action in {"trash", "restore"}
        )
        return undo_refusal(entry, current_staff()) is None and (is_last or entry.action != "trash")

    async def show_after(self, number: int, count: int) -> None:
        """Show at least as many entries, and mark those that came after this one."""
        self._shown, self._new_after = max(self._shown, count), number
        await self._changed()
        ui.run_javascript(f"getHtmlElement({self._list.id})?.scrollIntoView()")

    async def _more(self) -> None:
        self._shown += MORE
        await self._changed()

    async def _undo(self, entry: JournalEntry) -> None:
        def what() -> None:
            for detail in told(entry, current_staff()):
                back = f"{detail.label} : {detail.after or '(vide)'} → {detail.before or '(vide)'}"
                ui.label(back).classes("question-text")

        if await confirm("Annuler cette modification ?", details=what):
            await undo(entry.id, by=current_staff())
            self._toasts.show("Modification annulée")


def _verb(entry: JournalEntry) -> str:
    """« a modifié la fiche » : on its own page a record needs no name."""
    noun = NOUNS.get(entry.topic, entry.caption)
    return done(entry.action, noun)
