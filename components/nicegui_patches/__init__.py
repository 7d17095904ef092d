"""The one place that reaches into the insides of NiceGUI, socket.io and Quasar.

They may change with any version, for which reason pyproject.toml pins NiceGUI, and `check_insides`
looks at the start whether all of them are where they were.
"""

from components.nicegui_patches.insides import check_insides
from components.nicegui_patches.patches import (
    ASSETS,
    FONTS,
    MADE_ANEW,
    PAGE_HEADER,
    SOCKET,
    TAGS,
    address_of,
    apply_patches,
    awaited,
    client_of_socket,
    clients_here,
    delete_unless_back,
    expects_arguments,
    forget_body,
    is_socket_of,
    note_request,
    on_address,
    outliving,
    preload_script,
    request_here,
    say_last,
    set_address,
    socket_handlers,
    socket_scope,
)

__all__ = [
    "ASSETS",
    "FONTS",
    "MADE_ANEW",
    "PAGE_HEADER",
    "SOCKET",
    "TAGS",
    "address_of",
    "apply_patches",
    "awaited",
    "check_insides",
    "client_of_socket",
    "clients_here",
    "delete_unless_back",
    "expects_arguments",
    "forget_body",
    "is_socket_of",
    "note_request",
    "on_address",
    "outliving",
    "preload_script",
    "request_here",
    "say_last",
    "set_address",
    "socket_handlers",
    "socket_scope",
]
