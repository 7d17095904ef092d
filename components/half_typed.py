"""A date of which a part is missing, which a browser gives as none at all."""

from __future__ import annotations

from collections.abc import Callable

from nicegui import ui

HALF_TYPED = "incomplet"
"""What a field holds in which a part of a date is missing: whoever reads a date says so."""
TEMPORAL = frozenset({"date", "datetime-local", "time"})
TELL = f"""(event) => {{
    const field = event.target;
    if (event.type === "keyup" && ["Enter", "Tab"].includes(event.key)) return;
    const isHalf = field.validity.badInput;
    if (isHalf === Boolean(field.wasHalf)) return;
    field.wasHalf = isHalf;
    emit(isHalf ? "{HALF_TYPED}" : field.value);
}}"""


def tell_half_typed(control: ui.input, take: Callable[[str], None]) -> None:
    """Have `take` told HALF_TYPED while a part is missing, and then again what is there.

    Quasar empties such a field when it is left; it counts as empty from when one is back in it.
    """
    for event in ("keyup", "keydown.enter", "focus"):
        control.on(event, lambda event: take(str(event.args or "")), js_handler=TELL)
