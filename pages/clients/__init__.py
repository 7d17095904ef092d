from pages.clients.duplicates import DUPLICATES_SCREEN
from pages.clients.screen import CLIENTS_SCREEN

SCREENS = (CLIENTS_SCREEN, DUPLICATES_SCREEN)

__all__ = ["SCREENS"]
