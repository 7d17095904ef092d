"""Whether all that is relied on inside of NiceGUI is still where it was."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nicegui
from nicegui import Client, app, core, helpers, ui, ui_run
from nicegui.elements.mixins.value_element import ValueElement
from nicegui.functions.refreshable import RefreshableContainer
from nicegui.observables import ObservableList
from nicegui.outbox import Outbox
from nicegui.slot import Slot
from nicegui.storage import Storage, request_contextvar
from nicegui.sub_pages_router import SubPagesRouter

from components.nicegui_patches.middlewares import OWN
from components.nicegui_patches.patches import (
    MADE_ANEW,
    PAGE_HEADER,
    SOCKET,
    TAGS,
    _handle_delete,
    _look,
    _to_dict,
    socket_handlers,
)

SOCKET_EVENTS = ("connect", "handshake", "event", "javascript_response", "ack", "log")
INSIDES: Mapping[str, Callable[[], bool]] = {
    "Element._handle_delete": lambda: callable(_handle_delete),
    "Element._to_dict": lambda: callable(_to_dict),
    "Element._classes, _style, _props": lambda: _sets(ui.element, "_classes", "_style", "_props"),
    "Element._event_listeners, _client": lambda: _sets(ui.element, "_event_listeners", "_client"),
    "ObservableCollection._change_handlers": lambda: ObservableList()._change_handlers == [],
    "ValueElement._change_handlers": lambda: _sets(ValueElement, "_change_handlers"),
    "Outbox.updates, messages": lambda: _sets(Outbox, "updates", "messages", "message_history"),
    "Outbox.enqueue_update": lambda: {"enqueue_delete", "enqueue_message"} < vars(Outbox).keys(),
    "helpers.expects_arguments": lambda: _look(lambda event: event) and not _look(lambda: None),
    "helpers.should_await": lambda: not helpers.should_await(None),
    "Client.instances": lambda: isinstance(Client.instances, dict),
    "Client._delete_tasks": lambda: _sets(Client, "_delete_tasks"),
    "Client._body_html": lambda: _sets(Client, "_body_html"),
    "Client.sub_pages_router": lambda: _sets(Client, "sub_pages_router"),
    "SubPagesRouter.current_path": lambda: _sets(SubPagesRouter, "current_path"),
    "SubPagesRouter.on_path_changed": lambda: callable(SubPagesRouter.on_path_changed),
    "ui.sub_pages.has_404": lambda: "has_404" in inspect.getsource(ui.sub_pages),
    "Slot.get_stack": lambda: isinstance(Slot.get_stack(), list),
    "Storage._create_tab_storage": lambda: callable(Storage._create_tab_storage),
    "storage.request_contextvar": lambda: hasattr(request_contextvar, "get"),
    "the handlers of the websocket": lambda: set(SOCKET_EVENTS) <= socket_handlers().keys(),
    "socketio get_environ, rooms": lambda: (
        callable(core.sio.get_environ) and callable(core.sio.rooms)
    ),
    "socketio manager.get_participants": lambda: callable(core.sio.manager.get_participants),
    "the address of the websocket": lambda: _serves(SOCKET),
    "the address of the typefaces": lambda: bool(_script("fonts.css")),
    "the address of what is made anew": lambda: _serves(MADE_ANEW),
    "the header of a page": lambda: PAGE_HEADER in inspect.getsource(Client).lower(),
    "the names of elements in a page": lambda: all(map(_is_called, TAGS, TAGS.values())),
    "the middlewares of ui.run": lambda: (
        set(OWN) <= set(inspect.unwrap(ui_run.run).__code__.co_names)
    ),
    "setDark in nicegui.js": lambda: "function setDark(" in _script("nicegui.js"),
}
"""What is relied on, and how to see that it is there."""


def check_insides(insides: Mapping[str, Callable[[], bool]] = INSIDES) -> None:
    """End the start with a sentence that names what is no longer where it was."""
    moved = [name for name, is_there in insides.items() if not _holds(is_there)]
    if moved:
        raise SystemExit(
            "Comptoir ne démarre pas. Il s’appuie sur l’intérieur de NiceGUI, que la version "
            f"{nicegui.__version__} a changé : {', '.join(moved)}. "
            "Réinstallez les versions prévues avec make install."
        )


def _holds(is_there: Callable[[], bool]) -> bool:
    try:
        return is_there()
    except Exception:  # whatever it is, it is not there
        return False


def _sets(class_: type, *names: str) -> bool:
    """Whether its constructor sets these attributes."""
    constructor = inspect.unwrap(vars(class_)["__init__"])
    return set(names) <= set(constructor.__code__.co_names)


def _serves(path: str) -> bool:
    return any(getattr(route, "path", "").startswith(path) for route in app.routes)


def _is_called(name: str, tag: str) -> bool:
    element: Any = RefreshableContainer if name == "refreshable" else getattr(ui, name)
    return bool(element.component.tag == tag)


def _script(name: str) -> str:
    return (Path(nicegui.__file__).parent / "static" / name).read_text("utf-8")
