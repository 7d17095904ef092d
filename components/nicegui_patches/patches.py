"""What NiceGUI itself lacks, each with its reason."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import FunctionType, MethodType
from typing import Any
from weakref import WeakKeyDictionary

import nicegui
from fastapi import Request
from nicegui import Client, core, helpers, ui
from nicegui.dependencies import esm_modules
from nicegui.elements.mixins.value_element import ValueElement
from nicegui.slot import Slot
from nicegui.storage import Storage, request_contextvar

from components.nicegui_patches.middlewares import put_plain_ones
from models.french import unparted

ASSETS = f"/_nicegui/{nicegui.__version__}/"
"""Where NiceGUI serves what never changes while it runs."""
FONTS = f"{ASSETS}static/fonts.css"
"""The typefaces, whose files lie in the folder of the same name."""
MADE_ANEW = f"{ASSETS}dynamic_resources/"
SOCKET = "/_nicegui_ws"
PAGE_HEADER = "x-nicegui-content"
"""The header of an answer that is one of its pages."""
TAGS = {
    "input": "nicegui-input",
    "link": "nicegui-link",
    "refreshable": "nicegui-refreshable",
    "select": "nicegui-select",
    "sub_pages": "nicegui-sub_pages",
}
"""What the elements that the first paint draws are called in a page."""

# --- elements ----------------------------------------------------------------------------------

SAID = ("hint", "error-message")
"""What a field says in whole sentences, which are no element's text."""
_handle_delete = ui.element._handle_delete
_to_dict = ui.element._to_dict
_look = helpers.expects_arguments
_seen: WeakKeyDictionary[FunctionType, bool] = WeakKeyDictionary()


def apply_patches() -> None:
    """Change what NiceGUI makes and leaves behind; once, before the first page."""
    ui.element._handle_delete = _let_go  # type: ignore[assignment, method-assign]
    ui.element._to_dict = _typeset  # type: ignore[assignment, method-assign]
    helpers.expects_arguments = expects_arguments
    put_plain_ones()
    Storage._create_tab_storage = _no_tab_storage  # type: ignore[method-assign, assignment]


async def _no_tab_storage(_storage: Storage, _tab_id: str, _old_tab_id: str | None) -> None:
    """Make no dictionary for a tab, which no page here uses: it would stay for thirty days, and
    each that does keeps a megabyte around it from going back to the system."""


def _typeset(element: ui.element) -> dict[str, Any]:
    """Have no line of a page begin with « : », nor end between « and its word."""
    told: dict[str, Any] = _to_dict(element)
    if "text" in told:
        told["text"] = unparted(told["text"])
    said = {name: unparted(text) for name in SAID if (text := element._props.get(name))}
    return {**told, "props": {**told["props"], **said}} if said else told


def _let_go(element: ui.element) -> None:
    """Have a deleted element go at once, instead of leaving it to the garbage collector.

    Each has its classes, style and props tell it of their changes, and so hold themselves, and a
    field whoever made it, who holds the field. A card that follows another leaves thousands of
    such objects, and a collection that finds them among those of 200 tabs stops the server for two
    seconds.
    """
    _handle_delete(element)
    for followed in (element._classes, element._style, element._props):
        followed._change_handlers.clear()
    if isinstance(element, ValueElement):
        element._change_handlers.clear()


@contextmanager
def outliving(elements: Sequence[ui.element], seconds: float) -> Iterator[None]:
    """Have elements that are deleted here still hear, for some seconds, what is sent to them."""
    heard = [dict(one._event_listeners) for one in elements]
    yield
    for one, listeners in zip(elements, heard, strict=True):
        one._event_listeners.update(listeners)
        one.parent_slot = one.client.layout.default_slot
        one.client.elements[one.id] = one
    if elements:
        asyncio.get_running_loop().call_later(seconds, _silence, elements)


def _silence(elements: Sequence[ui.element]) -> None:
    for one in elements:
        one._event_listeners.clear()
        if client := one._client():
            client.elements.pop(one.id, None)


def expects_arguments(func: Callable[..., Any]) -> bool:
    """NiceGUI's own answer; for a method of a class, that of the first time.

    It asks for the signatures of the same few methods at every element: a sixth of the time to
    build a page.
    """
    if not isinstance(func, MethodType) or not isinstance(func.__func__, FunctionType):
        return _look(func)
    if func.__func__ not in _seen:
        _seen[func.__func__] = _look(func)
    return _seen[func.__func__]


# --- what a tab is told --------------------------------------------------------------------------


def say_last(client: Client, script: str) -> None:
    """Run a script in a tab, and tell it nothing else from now on, nor what waits."""
    outbox = client.outbox
    for waiting in (outbox.updates, outbox.messages, outbox.message_history):
        waiting.clear()
    outbox.enqueue_message("run_javascript", {"code": script}, client.id)
    for name in ("enqueue_update", "enqueue_delete", "enqueue_message"):
        setattr(outbox, name, lambda *_: None)


def forget_body(client: Client) -> None:
    """Let go of the HTML that a tab's page was sent with."""
    client._body_html = ""


# --- addresses -----------------------------------------------------------------------------------


def address_of(client: Client) -> str:
    """What a tab shows: path and query."""
    return client.sub_pages_router.current_path


def set_address(client: Client, address: str) -> None:
    """Have a tab show this from now on; its browser is told by whoever calls."""
    client.sub_pages_router.current_path = address


def on_address(client: Client, follow: Callable[[str], None]) -> None:
    """Call `follow` when a link or « back » changes what a tab shows."""
    client.sub_pages_router.on_path_changed(follow)


def request_here() -> Request | None:
    """The request on which the running task acts, if it acts on one."""
    return request_contextvar.get()


def note_request(request: Request) -> None:
    request_contextvar.set(request)


def clients_here() -> Iterator[Client]:
    """The tabs on whose elements the running task acts, the innermost first.

    Not `ui.context`: asked outside any page before the start, that would make one.
    """
    for slot in reversed(Slot.get_stack()):
        with suppress(RuntimeError):  # its element is gone
            yield slot.parent.client


# --- scripts -------------------------------------------------------------------------------------


def preload_script(module: str, file: str) -> None:
    """Have every page fetch a file at once, not only when the script that needs it is there."""
    key = next(key for key, one in esm_modules.items() if one.name == module)
    ui.add_head_html(f'<link rel="modulepreload" href="{ASSETS}esm/{key}/{file}">', shared=True)


# --- the websocket -------------------------------------------------------------------------------


def socket_handlers() -> dict[str, Callable[..., Any]]:
    """What is called for each kind of message; an entry that is replaced is called instead."""
    handlers: dict[str, Callable[..., Any]] = core.sio.handlers["/"]
    return handlers


def socket_scope(sid: str) -> Mapping[str, Any]:
    """The request that opened a socket; nothing once it is closed."""
    environ = core.sio.get_environ(sid) or {}
    scope: Mapping[str, Any] = environ.get("asgi.scope", {})
    return scope


def client_of_socket(sid: str) -> Client | None:
    """The tab whose page opened a socket: it is in the room of that name."""
    rooms = (room for room in core.sio.rooms(sid) if room in Client.instances)
    return Client.instances.get(next(rooms, ""))


def delete_unless_back(client: Client) -> None:
    """Let go of a tab that nobody is connected to, ahead of its time."""
    if client.has_socket_connection or client.is_deleted:
        return
    for waiting in client._delete_tasks.values():
        waiting.cancel()
    client._delete_tasks.clear()
    client.delete()


def is_socket_of(sid: str, client: Client) -> bool:
    """Asked at every message: the list of a socket's rooms looks into the rooms of everybody."""
    return any(one == sid for one, _ in core.sio.manager.get_participants("/", client.id))


async def awaited(result: Any) -> Any:
    """What a handler gives, whether it is a coroutine or not."""
    return await result if helpers.should_await(result) else result
