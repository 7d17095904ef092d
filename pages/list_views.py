"""The views of a list in one tab: which one is chosen, what differs from it, and their menu."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from nicegui import ui

from components.action import FOCUS_FIRST, MOVE_BETWEEN_ITEMS
from components.dialogs import choose, confirm
from components.frame import Frame
from components.list import list_tool
from components.looks import ICONS
from components.tab import LIVE, Round, anchored, current_staff, on_press, part
from models.french import quoted
from models.lists import SavedView
from pages.view_questions import keep_view, open_with_view, rename_view

VIEW = "vue"
"""What the chosen view is called in an address: `vue=12`, and beside it what differs from it."""
USUAL = "0"
"""That none is chosen, in a list that opens with one."""
SAVE = "Enregistrer la vue"
UNKNOWN = "Cette vue n’existe pas, ou n’existe plus : voici la liste habituelle."

Texts = Mapping[str, str]


class ListViews:
    """`texts` says what the list shows, `known` what of a view this list understands; `show` has
    it show something else, `changed` writes the address."""

    def __init__(
        self,
        frame: Frame,
        screen: str,
        *,
        texts: Callable[[], dict[str, str]],
        known: Callable[[Texts], dict[str, str]],
        show: Callable[[Texts], Awaitable[None]],
        changed: Callable[[], None],
    ) -> None:
        self._frame = frame
        self._screen = screen
        self._texts = texts
        self._known = known
        self._show = show
        self._changed = changed
        self._views: list[SavedView] = []
        self._chosen: SavedView | None = None
        self._label: ui.label | None = None
        self._listed: object = None

    async def read(self) -> None:
        """Read what there is to choose from."""
        self._views = await SavedView.of(self._screen, current_staff().account_id)

    # --- the address ------------------------------------------------------------------------

    def asked(self, texts: Texts) -> dict[str, str]:
        """What an address asks for, with what its view says and it does not."""
        self._chosen = self._named(texts)
        return {**(self._chosen.texts if self._chosen else {}), **texts}

    def address(self) -> dict[str, str]:
        """What stands in the address."""
        if self._chosen:
            return {VIEW: str(self._chosen.id), **self._differences}
        return ({VIEW: USUAL} if self._opening else {}) | self._texts()

    def _named(self, texts: Texts) -> SavedView | None:
        if not texts:
            return self._opening
        wanted = texts.get(VIEW, USUAL)
        found = next((one for one in self._views if str(one.id) == wanted), None)
        if found is None and wanted != USUAL:
            self._frame.toasts.show(UNKNOWN, "warning")
        return found

    @property
    def _opening(self) -> SavedView | None:
        """What the list opens with."""
        role = current_staff().role
        return next((one for one in self._views if role in one.role_set), None)

    @property
    def _differences(self) -> dict[str, str]:
        """What the list shows otherwise than the chosen view."""
        assert self._chosen
        before, now = self._known(self._chosen.texts), self._texts()
        names = {**before, **now}
        return {
            name: now.get(name, "") for name in names if now.get(name, "") != before.get(name, "")
        }

    # --- the menu ---------------------------------------------------------------------------

    def build(self) -> None:
        with list_tool(SAVE, "keep") as self._saver:
            self._saver.classes("view-save").on_click(anchored(self._save))
            ui.label(SAVE).classes("list-tool-text")
        with list_tool("Vues", "views") as self._opener:
            self._opener.props("aria-haspopup=menu").classes("view-tool")
            self._label = ui.label().classes("list-tool-text view-name")
            self._changes = ui.label("modifiée").classes("list-tool-text view-changes")
            with (
                ui.menu().props(
                    'auto-close role=none anchor="bottom middle" self="top middle"'
                ) as menu,
                ui.element("section").props('aria-label="Menu des vues"'),  # for the portal
                ui.element("div").props("role=menu aria-label=Vues").classes("view-menu") as items,
            ):
                items.on("keydown", js_handler=MOVE_BETWEEN_ITEMS)
                menu.on("show", js_handler=FOCUS_FIRST.replace("{id}", str(items.id)))
                self._items()
        LIVE.follow(self._opener, {SavedView.TOPIC}, self._follow)
        self.update()

    def update(self) -> None:
        """Say which view the list shows, and whether it still does."""
        if self._label is None:
            return
        name = self._chosen.name if self._chosen else "Vues"
        modified = self._modified
        self._label.set_text(name)
        self._changes.visible = bool(modified)
        self._saver.visible = bool(self._differences if self._chosen else self._texts())
        called = f"Vue {quoted(name)}{modified}" if self._chosen else name
        self._opener.classes(
            add="view-on" if self._chosen else "", remove="" if self._chosen else "view-on"
        )
        self._opener.props["aria-label"] = self._opener.props["title"] = called
        listed = (called, [(one.id, one.name, one.is_shared) for one in self._views])
        if listed != self._listed:  # not at every key of the search
            self._listed = listed
            self._items.refresh()

    @property
    def _modified(self) -> str:
        return ", modifiée" if self._chosen and self._differences else ""

    @part
    def _items(self) -> None:
        self._item("Liste habituelle", "list", self._choose, is_on=self._chosen is None)
        for heading, is_shared in (("Mes vues", False), ("Vues partagées", True)):
            views = [one for one in self._views if one.is_shared is is_shared]
            if views:
                with ui.element("div").props("role=group") as group:
                    group.props["aria-label"] = heading
                    ui.label(heading).classes("menu-heading").props("aria-hidden=true")
                    for one in views:
                        run = partial(self._choose, one)
                        is_on = one == self._chosen
                        label = one.name + (self._modified if is_on else "")
                        self._item(label, "views", run, is_on=is_on)
        ui.separator().props("role=separator")
        self._verbs()

    def _verbs(self) -> None:
        """What can be done with the chosen view, and with what the list shows."""
        chosen = self._chosen
        refusal = chosen.change_refusal(current_staff()) if chosen else None
        if chosen and self._modified:
            if not refusal:
                self._item("Enregistrer les changements", "done", self._overwrite)
            self._item("Revenir à la vue", "again", partial(self._choose, chosen))
        save = "Enregistrer comme nouvelle vue…" if chosen else "Enregistrer la vue…"
        self._item(save, "add", self._keep)
        if chosen and not refusal:
            self._item("Renommer la vue…", "edit", self._rename)
            if chosen.is_shared:
                self._item("Vue d’ouverture…", "settings", self._open_for)
            self._item("Supprimer la vue…", "delete", self._discard)

    def _item(
        self, label: str, icon: str, run: Callable[[], Awaitable[None]], *, is_on: bool = False
    ) -> None:
        item = ui.menu_item().props("role=menuitem")
        on_press(item, run)
        item.props["aria-label"] = label
        if is_on:
            item.props("aria-current=true").classes("view-chosen")
        with item:
            ui.icon(ICONS[icon])
            ui.label(label)

    # --- verbs ------------------------------------------------------------------------------

    async def _save(self) -> None:
        """Keep what the list shows: in the chosen view, if that may be, or in a new one."""
        if self._chosen is None or self._chosen.change_refusal(current_staff()):
            await self._keep()
            return
        answers = {"Nouvelle vue": ("new", "quiet"), "Remplacer": ("same", "primary")}
        question = f"Remplacer la vue {quoted(self._chosen.name)} par ce que la liste montre ?"
        match await choose(question, answers, focus="Remplacer"):
            case "new":
                await self._keep()
            case "same":
                await self._overwrite()

    async def _choose(self, view: SavedView | None = None) -> None:
        self._chosen = view
        await self._show(view.texts if view else {})

    async def _keep(self) -> None:
        await self._chose(await keep_view(self._screen, self._texts()))

    async def _overwrite(self) -> None:
        if self._chosen:
            await self._chose(await self._chosen.overwrite(self._texts(), by=current_staff()))

    async def _rename(self) -> None:
        if self._chosen:
            await self._chose(await rename_view(self._chosen))

    async def _open_for(self) -> None:
        if self._chosen:
            await open_with_view(self._chosen)

    async def _discard(self) -> None:
        chosen = self._chosen
        if chosen and await confirm(f"Supprimer la vue {quoted(chosen.name)} ?", danger=True):
            self._chosen = None  # or this tab is told of it as others are
            await chosen.discard(by=current_staff())
            await self._chose(None, is_gone=True)

    async def _chose(self, view: SavedView | None, *, is_gone: bool = False) -> None:
        """The list shows this view, as it is."""
        if view is None and not is_gone:
            return
        await self.read()
        self._chosen = view
        self._changed()

    async def _follow(self, _round: Round) -> None:
        """A colleague's new view is there at once; one that is gone leaves the list as it is."""
        await self.read()
        chosen = self._chosen
        self._chosen = next((one for one in self._views if one == chosen), None)
        if chosen and self._chosen is None:
            said = f"La vue {quoted(chosen.name)} a été supprimée : la liste reste comme elle est."
            self._frame.toasts.show(said, "warning")
        self._changed()
