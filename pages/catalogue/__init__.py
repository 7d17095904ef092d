from pages.catalogue.import_screen import IMPORT_SCREEN, INBOX
from pages.catalogue.screen import ARTICLES_SCREEN

SCREENS = (ARTICLES_SCREEN, IMPORT_SCREEN)
ROUTES = INBOX.routes

__all__ = ["ROUTES", "SCREENS"]
