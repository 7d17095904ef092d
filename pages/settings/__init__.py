from components.frame import Screen
from models.permissions import Permission
from pages.settings.books import EDITORS as BOOKS_EDITORS
from pages.settings.firm import firm_editor
from pages.settings.logo import ROUTES
from pages.settings.mail import mail_editor
from pages.settings.rental import rental_editor
from pages.settings.screen import ADDRESS, PARTS, settings_screen
from pages.settings.tables import EDITORS
from pages.settings.tags import tag_editor
from pages.settings.webhooks import webhook_editor

SCREENS = (
    Screen(
        ADDRESS,
        settings_screen,
        label="Paramètres",
        permission=Permission.SETTINGS,
        help="parametres",
        editor=firm_editor,
        also_edits=(
            *(*EDITORS, *BOOKS_EDITORS),
            *(mail_editor, rental_editor, tag_editor, webhook_editor),
        ),
    ),
)

__all__ = ["PARTS", "ROUTES", "SCREENS"]
