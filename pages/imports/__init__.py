from pages.imports.inbox import Inbox
from pages.imports.screen import ADDRESS, ARTICLES_SCREEN, INBOXES, SCREEN, import_address

SCREENS = (SCREEN, ARTICLES_SCREEN)
ROUTES = tuple(one.routes for one in INBOXES.values())

__all__ = ["ADDRESS", "INBOXES", "ROUTES", "SCREENS", "Inbox", "import_address"]
