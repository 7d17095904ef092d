"""The menu « Colonnes » of a list: which columns show, how wide and in which order, how close the
rows stand, and by what they are ordered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from nicegui import ui

from components.list.arrangement import Arrangement, offered
from components.list.column import Column
from components.list.grid import State
from components.looks import ICONS
from models.lists import MOST_ORDERS, Listing

FOCUS_FIRST = (
    "() => requestAnimationFrame(() => getHtmlElement({id})?.querySelector('input')?.focus())"
)


class ColumnChooser(ui.element, component="column_chooser.js"):
    """`on_change` is told of every choice at once, `on_sort` of the orders, `on_group` of what the
    rows of a part have in common."""

    def __init__(
        self,
        columns: Sequence[Column],
        listing: Listing,
        state: State,
        *,
        on_change: Callable[[Arrangement], None],
        on_sort: Callable[[str], Awaitable[None]],
        on_group: Callable[[str], Awaitable[None]],
    ) -> None:
        super().__init__()
        self._columns = columns
        self._listing = listing
        self._props["lead"] = {"field": columns[0].field, "label": columns[0].label}
        self._props["columns"] = [
            {"field": one.field, "label": one.label} for one in offered(columns)
        ]
        self._props["sortable"] = [
            {"field": one.field, "label": one.label, "downFirst": one.is_down_first}
            for one in columns
            if one.is_sortable and not one.only_with
        ]
        self._props["most"] = MOST_ORDERS
        self._props["groupings"] = [
            {"name": one.name, "label": one.label} for one in listing.groupings
        ]
        self._props["start"] = self._told(state)
        self.on("arrange", lambda event: on_change(self._chosen(event.args)))
        self.on("order", lambda event: on_sort(str(event.args)))
        self.on("group", lambda event: on_group(str(event.args)))

    def show(self, state: State) -> None:
        self._props["start"] = self._told(state)
        self.run_method("take", self._props["start"])

    def _told(self, state: State) -> dict[str, Any]:
        shown = state.arrangement.shown(self._columns)
        return {
            "shown": [one.field for one in offered(shown)],
            "compact": state.arrangement.is_compact,
            "widths": dict(state.arrangement.widths),
            "sort": self._listing.sort_of(state.query),
            "group": state.query.group,
        }

    def _chosen(self, told: dict[str, Any]) -> Arrangement:
        """What the browser tells, which may be anything."""
        made = Arrangement.of(map(str, told["shown"]), told["compact"] is True, self._columns)
        for field, width in told["widths"].items():
            made = made.widened(field, int(width), self._columns)
        return made


def column_menu(
    columns: Sequence[Column],
    listing: Listing,
    state: State,
    *,
    on_change: Callable[[Arrangement], None],
    on_sort: Callable[[str], Awaitable[None]],
    on_group: Callable[[str], Awaitable[None]],
) -> ColumnChooser:
    """The button above a list, and what it opens."""
    with list_tool("Colonnes", "columns") as opener:
        opener.props("aria-haspopup=dialog")
        ui.label("Colonnes").classes("list-tool-text")
        with (
            ui.menu().props('role=none anchor="bottom middle" self="top middle"') as menu,
            ui.element("section").props("role=dialog aria-label=Colonnes") as choices,
        ):
            chooser = ColumnChooser(
                *(columns, listing, state),
                on_change=on_change,
                on_sort=on_sort,
                on_group=on_group,
            )
            menu.on("show", js_handler=FOCUS_FIRST.replace("{id}", str(choices.id)))
    return chooser


def list_tool(label: str, icon: str) -> ui.button:
    """A button in the bar of a list: where there is little room, only its icon, its text gone."""
    made = ui.button(icon=ICONS[icon], color=None).props("flat no-caps").classes("list-tool")
    made.props["aria-label"] = label
    return made
