from pages.clients.business_card import ROUTES
from pages.clients.duplicates import DUPLICATES_SCREEN
from pages.clients.package import PACKAGE_ROUTES
from pages.clients.screen import CLIENTS_SCREEN

SCREENS = (CLIENTS_SCREEN, DUPLICATES_SCREEN)

__all__ = ["PACKAGE_ROUTES", "ROUTES", "SCREENS"]
