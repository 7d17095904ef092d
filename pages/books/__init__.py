from pages.books.closings import CLOSINGS_SCREEN
from pages.books.einvoices import INBOX
from pages.books.payments import PAYMENTS_SCREEN
from pages.books.reminders import REMINDERS_SCREEN

SCREENS = (PAYMENTS_SCREEN, REMINDERS_SCREEN, CLOSINGS_SCREEN)

ROUTES = INBOX.routes

__all__ = ["ROUTES", "SCREENS"]
