"""The menu « Colonnes » of a list: which columns show, in which order, how close the rows stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nicegui import ui

from components.list.arrangement import Arrangement, offered
from components.list.column import Column
from components.looks import ICONS

FOCUS_FIRST = (
    "() => requestAnimationFrame(() => getHtmlElement({id})?.querySelector('input')?.focus())"
)


class ColumnChooser(ui.element, component="column_chooser.js"):
    """`on_change` is told of every choice at once."""

    def __init__(
        self,
        columns: Sequence[Column],
        arrangement: Arrangement,
        *,
        on_change: Callable[[Arrangement], None],
    ) -> None:
        super().__init__()
        self._columns = columns
        self._props["lead"] = columns[0].label
        self._props["columns"] = [
            {"field": one.field, "label": one.label} for one in offered(columns)
        ]
        self._props["start"] = self._state(arrangement)
        self.on("arrange", lambda event: on_change(self._chosen(event.args)))

    def show(self, arrangement: Arrangement) -> None:
        self._props["start"] = self._state(arrangement)
        self.run_method("take", self._props["start"])

    def _state(self, arrangement: Arrangement) -> dict[str, object]:
        shown = arrangement.shown(self._columns)
        return {
            "shown": [one.field for one in offered(shown)],
            "compact": arrangement.is_compact,
        }

    def _chosen(self, told: dict[str, object]) -> Arrangement:
        names = told["shown"] if isinstance(told["shown"], list) else ()
        return Arrangement.of(map(str, names), told["compact"] is True, self._columns)


def column_menu(
    columns: Sequence[Column],
    arrangement: Arrangement,
    *,
    on_change: Callable[[Arrangement], None],
) -> ColumnChooser:
    """The button above a list, and what it opens."""
    with list_tool("Colonnes", "columns") as opener:
        opener.props("aria-haspopup=dialog")
        ui.label("Colonnes").classes("list-tool-text")
        with (
            ui.menu().props('role=none anchor="bottom right" self="top right"') as menu,
            ui.element("section").props("role=dialog aria-label=Colonnes") as choices,
        ):
            chooser = ColumnChooser(columns, arrangement, on_change=on_change)
            menu.on("show", js_handler=FOCUS_FIRST.replace("{id}", str(choices.id)))
    return chooser


def list_tool(label: str, icon: str) -> ui.button:
    """A button in the bar of a list: where there is little room, only its icon, its text gone."""
    made = ui.button(icon=ICONS[icon], color=None).props("flat no-caps").classes("list-tool")
    made.props["aria-label"] = label
    return made
