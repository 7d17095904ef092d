"""The card: one record, as it is now, and all that can be done with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, TypeVar

from nicegui import ui

from components.action import Action, Menu
from components.card_index import CardIndex
from components.frame import Frame
from components.history import History
from components.looks import ICONS, icon_button
from components.tab import Round, company_of, current_staff, on_press, part
from models.french import moment_phrase
from models.records import Changeable
from models.relay import Spot
from pages.desk.looking_back import LookingBack, WithPast
from pages.desk.section import section
from pages.desk.trash_notice import trash_notice

R = TypeVar("R", bound=Changeable)

Menus = tuple[tuple[str, tuple[Action[Any], ...]], ...]
"""Each menu by its name."""


class RecordCard(WithPast[R]):
    """The right side of a desk while a record is open; a subclass says which, and what it shows."""

    model: type[R]
    region: ClassVar[str]
    """« Fiche client »: how the card is called, and in capitals the word that heads it."""

    def __init__(
        self,
        frame: Frame,
        *,
        close: Callable[[], Awaitable[None]],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._frame = frame
        self._history = History(frame.toasts, changed=changed)
        self._close = close
        self._wanted: int | None = None
        self._record: R | None = None
        self._section: ui.element | None = None
        self._shown: R | None = None
        self._led_to: tuple[object, ...] = ()
        self._back = LookingBack[R](self.model.TOPIC, self._history, lambda: self._body.refresh())

    # --- what a subclass says ---------------------------------------------------------------

    async def read_more(self, record: R) -> Callable[[], None]:
        """Read what else the card shows; the result takes it over."""
        return lambda: None

    def is_touched(self, record: R, round_: Round) -> bool:
        """Whether a round of changes is about what the card shows."""
        return record.id in round_.ids(self.model.TOPIC)

    def fingerprint(self, record: R) -> tuple[object, ...]:
        """What differs when the card has to be built anew."""
        return (record.version, record.trashed_at, self._history.latest)

    def under_name(self, record: R) -> str:
        """What stands under the name."""
        return ""

    def notice(self, record: R) -> None:
        """What has to be known of it, under its name."""

    def at_once(self, record: R) -> None:
        """What one tap does, under the menus; it is built anew where `leads_to` differs."""

    def leads_to(self, record: R) -> tuple[object, ...]:
        """What that goes by."""
        return ()

    def menus(self) -> Menus:
        """What can be done with the record."""
        return ()

    def body(self, record: R) -> None:
        """What the card says, above what lasts."""
        raise NotImplementedError

    def lasting(self) -> None:
        """What stays when the card is built anew: somebody types there, or sends a file."""

    def show_lasting(self, record: R) -> None:
        """Have it show this record."""

    # --- reading ----------------------------------------------------------------------------

    async def load(self, record_id: int) -> bool:
        """Read the record; False if there is none of this id."""
        self._wanted = record_id
        return await self._read(record_id)

    async def _read(self, record_id: int) -> bool:
        found = next(iter(await self.model.with_ids([record_id])), None)
        take_over = await self.read_more(found) if found else None
        await self._history.load(self.model.TOPIC, record_id)
        if self._wanted == record_id:  # else another was opened while this one was read
            self._record = found
            if take_over:
                take_over()
                await self._back.arrive(record_id, self._history.latest)
        return found is not None

    async def has_news(self, round_: Round) -> bool:
        """Read again after a change; whether anything that the card shows is different."""
        if self._record is None:
            return False
        before = self.fingerprint(self._record)
        if not self.is_touched(self._record, round_) or not await self._read(self._record.id):
            return False
        return self.fingerprint(self._current()) != before

    @property
    def name(self) -> str:
        return self._record.name if self._record else ""

    def _current(self) -> R:
        assert self._record is not None
        return self._record

    # --- showing ----------------------------------------------------------------------------

    @property
    def is_built(self) -> bool:
        return self._section is not None and not self._section.is_deleted

    def build(self) -> None:
        self._section = ui.element("section").classes("card").props("role=region")
        self._section.props["aria-label"] = self.region
        with self._section:
            self._head()
            with ui.element("div").classes("card-body") as self._scrolled:
                self._body()
                self.lasting()
                self._end()
        self._shown = self._current()

    def update(self) -> None:
        """Show what is new, or another record; what stays as it is stays under the finger."""
        record, before = self._current(), self._shown
        self._shown = record
        if before is None or before.is_trashed != record.is_trashed:
            self._head.refresh()
        else:
            self._fill_head()
        self._body.refresh()
        self.show_lasting(record)
        self._end.refresh()
        if before is None or before.id != record.id:
            ui.run_javascript(f"getHtmlElement({self._scrolled.id}).scrollTop = 0")

    @part
    def _body(self) -> None:
        if past := self._back.past:
            self._back.tell(past, self.past_body)
        else:
            self._back.tell_news()
            self.body(self._current())

    @part
    def _end(self) -> None:
        with section("Historique"):
            self._history.build()
        self.foot(self._current())

    def foot(self, record: R) -> None:
        """What stands under the history."""
        ui.label(f"Modifié {moment_phrase(record.updated_at)}").classes("card-foot")

    @part
    def _head(self) -> None:
        is_trashed = self._current().is_trashed
        self._top(can_edit=not is_trashed and current_staff().may(self.model.EDITING))
        self._menus: list[Menu[R]] = []
        with ui.element("div").classes("card-head"):
            self._name = ui.label().classes("card-name").props("role=heading aria-level=2")
            self._kind = ui.label().classes("card-kind")
            self._notice = ui.element("div")
            self._company = ui.label().classes("card-company").props("role=status")
            if not is_trashed:
                with ui.element("div").classes("card-menus"):
                    for label, actions in self.menus():
                        self._menus.append(Menu(label, actions, self._current))
                self._at_once = ui.element("div").classes("card-at-once")
                self._led_to = ()
        if is_trashed:
            record = self._current()
            gone = self.gone_for_good(record)
            by = self._history.latest_of("trash")
            trash_notice(self._frame, record, by.staff if by else "", gone)
        self._fill_head()

    def _fill_head(self) -> None:
        record = self._current()
        self._name.set_text(record.name)
        self._kind.set_text(self.under_name(record))
        self._notice.clear()
        with self._notice:
            self.notice(record)
        for menu in self._menus:
            menu.update()
        leads_to = (record.id, *self.leads_to(record))
        if not record.is_trashed and self._led_to != leads_to:
            self._led_to = leads_to
            self._at_once.clear()
            with self._at_once:
                self.at_once(record)
        self.show_company()

    def _top(self, *, can_edit: bool) -> None:
        word = self.region.upper()
        with ui.element("div").classes("card-top"):
            icon_button("back", "Revenir à la liste", self._close).classes("card-back")
            if can_edit:
                edit = ui.button(word, icon=ICONS["edit"], color=None)
                on_press(edit, self.edit)
                edit.props("flat no-caps").classes("card-edit")
                edit.props["aria-label"] = f"{word} – modifier"
            else:
                ui.label(word).classes("card-word")
            ui.space()
            CardIndex()
            icon_button("close", "Fermer la fiche", self._close).classes("card-close")

    async def edit(self) -> None:
        """Open the form, if the record can be edited now by whoever asks."""
        current_staff().need(self.model.EDITING)
        if not self._current().is_trashed:
            await self._frame.drawer.edit(self._current().draft())

    def show_company(self) -> None:
        """Say who else has this record open, and who is editing it."""
        if self._record is None or not self.is_built:
            return
        sentence = company_of(Spot(self.model.TOPIC, self._record.id))
        self._company.set_text(sentence)
        self._company.visible = bool(sentence)
