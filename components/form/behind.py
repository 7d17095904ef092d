"""The page behind the drawer: it stays as it is while a form is open."""

from __future__ import annotations

from nicegui import ui

COMES = """() => {
    document.body.classList.add("with-drawer");
    window.drawerAddress = location.href;
}"""
GOES = "() => { window.drawerAddress = null; }"
IS_GONE = "() => document.body.classList.remove('with-drawer')"
"""For what lies behind the drawer; a style that looks for the panel costs at every change."""
STAY_ON_BACK = """
    addEventListener("popstate", (event) => {
        if (!window.drawerAddress) return;
        event.stopImmediatePropagation();
        const { pathname, search } = new URL(window.drawerAddress);
        history.pushState({ page: pathname + search }, "", window.drawerAddress);
        document.querySelector(".drawer-close")?.click();
    });
"""
"""« Back » asks the drawer, and nothing moves behind it; it listens before NiceGUI's own script."""


def hold_back() -> None:
    """Have every page ask the drawer first when somebody goes « back »."""
    ui.add_head_html(f"<script>{STAY_ON_BACK}</script>", shared=True)
