from pages.imports.inbox import Inbox
from pages.imports.screen import ARTICLES_SCREEN, INBOXES, SCREEN
from pages.imports.shape import ADDRESS, import_address

SCREENS = (SCREEN, ARTICLES_SCREEN)
ROUTES = tuple(one.routes for one in INBOXES.values())

__all__ = ["ADDRESS", "INBOXES", "ROUTES", "SCREENS", "Inbox", "import_address"]
