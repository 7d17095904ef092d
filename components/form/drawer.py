"""The one right-hand panel: a form slides in, is saved, or is given up knowingly."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from nicegui import ui

from components.dialogs import Toasts, confirm, settle
from components.form.alike import Alike, ask_which, look_for
from components.form.behind import COMES, GOES, IS_GONE
from components.form.editor import Editor
from components.form.form import Form
from components.form.keeper import Keeper
from components.form.offers import Offers
from components.form.refusal import Refusal
from components.looks import button, icon_button
from components.tab import (
    LIVE,
    TAKE_FOCUS,
    Layer,
    Round,
    current_staff,
    return_focus,
    with_reference,
)
from models.database import Outage
from models.errors import Invalid, Refused
from models.records import Conflict, Draft, Record

NOTICED = 0.3
"""Seconds from which on somebody wonders whether the tap has counted."""


class Drawer:
    """The drawer of one tab. A draft in it survives a reload."""

    def __init__(
        self,
        editors: Mapping[str, Editor],
        toasts: Toasts,
        *,
        shown: Callable[[Draft | None], None],
    ) -> None:
        """`shown` is told which draft is in the drawer, or that it has closed."""
        self._editors = editors
        self._shown = shown
        self._toasts = toasts
        self._editor: Editor | None = None
        self._draft: Draft | None = None
        self._is_saving = False
        self._keeper = Keeper(self._recall)
        self._dialog = Layer().dialog().classes("drawer")
        self._dialog.props("position=right full-height persistent")
        self._dialog.props(
            "transition-show=slide-left transition-hide=slide-right transition-duration=160"
        )
        self._dialog.on("shake", self.close)  # Escape, or a tap beside a persistent dialog
        self._dialog.on("before-show", js_handler=COMES)
        self._dialog.on("before-hide", js_handler=GOES)
        self._dialog.on("hide", js_handler=IS_GONE)
        LIVE.follow(self._dialog, set(editors), self._on_change)

    async def edit(self, draft: Draft, *, focus: str = "") -> None:
        """Slide in with this draft, unless a form is open: an impatient second tap comes late.

        The field named `focus` has the keyboard then.
        """
        if prepare := self._editors[draft.topic].prepare:
            await prepare()
        if self._draft is not None:
            return
        self._show(draft, focus)
        self._shown(draft)
        self._keeper.keep(draft)

    async def close(self) -> None:
        """Slide out; what was typed is given up only after a yes."""
        if self._draft is None or self._editor is None:
            return
        if self._editor.model.is_typed_into(self._draft) and not await confirm(
            "Fermer sans enregistrer ?",
            details=lambda: ui.label("Ce que vous avez saisi sera perdu.").classes("question-text"),
            danger=True,
        ):
            return
        self._leave()

    async def _recall(self, draft: Draft) -> None:
        editor = self._editors.get(draft.topic)
        is_wanted = editor is not None and current_staff().may(editor.model.EDITING)
        if not (editor and is_wanted and editor.model.is_typed_into(draft)) or self._draft:
            self._keeper.forget()
            return
        draft.complete(editor.model.blank())
        await self.edit(draft)
        self._toasts.show("Brouillon restauré")
        self._alike.show(await look_for(self._editors[draft.topic], draft))
        await self._catch_up()

    def _show(self, draft: Draft, focus: str = "") -> None:
        """Build the panel, anew for each draft: fields that took over another one would overwrite
        what quick fingers type before they are told their new value."""
        self._editor = editor = self._editors[draft.topic]
        self._draft = draft
        title = editor.title(draft)
        self._dialog.props["aria-label"] = title
        self._dialog.clear()
        with self._dialog, ui.element("form").classes("drawer-panel").props("novalidate") as panel:
            panel.on("submit.prevent", self._save, args=[])
            panel.on("vnodeMounted", js_handler=TAKE_FOCUS)
            with ui.element("div").classes("drawer-head"):
                ui.label(title).classes("drawer-title").props("role=heading aria-level=2")
                away = icon_button("close", "Fermer le volet", self.close).classes("drawer-close")
                away.props("type=button")
            self._refusal = Refusal(restore=self._revive, carry_over=self._carry_over)
            with ui.element("div").classes("drawer-body"), ui.element("div").classes("form"):
                self._form = Form(
                    editor.model,
                    draft,
                    on_choice=self._keep,
                    on_left=self._warn_of_alikes,
                    focus=focus,
                )
                self._alike = Alike(self._form)
                for finder in editor.finders():
                    Offers(self._form, finder)
            with ui.element("div").classes("drawer-foot"):
                button("Fermer", "quiet", on_click=self.close).props("type=button")
                self._save_button = button("Enregistrer").props("type=submit")
        self._dialog.open()

    def _keep(self) -> None:
        if self._draft:
            self._keeper.keep(self._draft)

    async def _warn_of_alikes(self, left: str) -> None:
        """Warn, with links, of records that may be this one; never in the way of typing."""
        draft, editor = self._draft, self._editor
        if draft and editor and left in editor.telling:
            links = await look_for(self._editors[draft.topic], draft)
            if draft is self._draft:
                self._alike.show(links)

    async def _may_create(self, draft: Draft) -> bool:
        """Ask first where it can hardly be another one than there is."""
        known = [link for link in await look_for(self._editors[draft.topic], draft) if link.is_sure]
        answer = await ask_which(known) if known else "create"
        if answer == "open" and draft is self._draft:
            self._leave()
            ui.navigate.to(known[0].path)
        return answer == "create" and draft is self._draft

    async def _save(self) -> None:
        if self._draft is None or self._is_saving:
            return
        self._is_saving = True
        loop, button = asyncio.get_running_loop(), self._save_button
        waiting = loop.call_later(NOTICED, button.props, "loading")
        try:
            await self._try_to_save(self._draft)
        finally:
            waiting.cancel()
            self._is_saving = False
            button.props(remove="loading")

    async def _try_to_save(self, draft: Draft) -> None:
        editor = self._editors[draft.topic]
        is_new = draft.record_id is None
        self._refusal.show(None)
        if is_new and not await self._may_create(draft):
            return
        save = editor.model.create_from if is_new else editor.model.amend
        try:
            record = await save(draft, by=current_staff())
        except (Invalid, Conflict, Refused, Outage) as error:
            if draft is self._draft:  # else it was given up meanwhile, and another may be open
                await self._explain(error, draft)
        else:
            await LIVE.told()  # the list shows it sooner than a browser slides the drawer out
            if draft is self._draft:
                self._leave()
            self._toasts.show("Enregistré")
            await editor.saved(record, is_new)

    async def _explain(self, error: Invalid | Conflict | Refused | Outage, draft: Draft) -> None:
        """Say why it is not saved, beside the cause."""
        match error:
            case Invalid() if not self._form.holds(error.errors):
                self._refusal.show(str(error))
            case Invalid():
                self._form.show_errors(error.errors)
            case Conflict():
                if await settle(error, draft):
                    self._form.refresh({clash.name for clash in error.clashes})
                    self._keeper.keep(draft)
                    await self._try_to_save(draft)
            case Refused():
                self._refusal.show(str(error), await self._stored(draft), self._editor)
            case Outage():
                kept = f"{error} Ce que vous avez saisi est gardé."
                self._refusal.show(with_reference(kept, error))

    async def _revive(self) -> None:
        draft, editor = self._draft, self._editor
        if draft and editor and editor.restore and draft.record_id is not None:
            await editor.restore(draft.record_id)
            self._refusal.show(None)

    async def _carry_over(self) -> None:
        """Go on typing in the record that the one of the draft has become."""
        draft, editor = self._draft, self._editor
        moved = await editor.moved(draft) if draft and editor and editor.moved else None
        if moved and draft is self._draft:
            self._show(moved)
            self._shown(moved)
            self._keeper.keep(moved)

    def _leave(self) -> None:
        self._draft = None
        self._shown(None)
        self._keeper.forget()
        self._dialog.close()
        return_focus("drawer")

    async def _on_change(self, round_: Round) -> None:
        if self._draft and self._draft.record_id in round_.ids(self._draft.topic):
            await self._catch_up()

    async def _catch_up(self) -> None:
        """Take over what a colleague has saved, in the fields that nobody types into here."""
        draft = self._draft
        stored = await self._stored(draft) if draft else None
        if draft is None or stored is None or draft is not self._draft:
            return
        self._refusal.show(stored.edit_refusal, stored, self._editor)
        if stored.version != draft.version:
            self._form.refresh(draft.rebase(stored.typed(), stored.version))
            self._keeper.keep(draft)

    async def _stored(self, draft: Draft) -> Record | None:
        """The record of a draft as it is now; None for a new one."""
        if draft.record_id is None:
            return None
        found = await self._editors[draft.topic].model.with_ids([draft.record_id])
        return found[0] if found else None
