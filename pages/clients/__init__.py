from pages.clients.screen import CLIENTS_SCREEN

SCREENS = (CLIENTS_SCREEN,)

__all__ = ["SCREENS"]
