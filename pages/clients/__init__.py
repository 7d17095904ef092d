from pages.clients.actions import restore_clients
from pages.clients.screen import clients_screen

__all__ = [
    "clients_screen",
    "restore_clients",
]
