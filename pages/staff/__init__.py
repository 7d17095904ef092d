from components.frame import Screen
from models.permissions import Permission
from pages.staff import own_secrets, second_step, sign_in
from pages.staff.accounts import account_editor, accounts_screen
from pages.staff.my_account import my_account_screen

SCREENS = (
    Screen(
        "/mon-compte",
        my_account_screen,
        label="Mon compte",
        icon="client",
        is_personal=True,
        help="comptes",
    ),
    Screen(
        "/comptes",
        accounts_screen,
        label="Comptes",
        icon="empty",
        permission=Permission.ACCOUNTS,
        is_personal=True,
        editor=account_editor,
        help="comptes",
    ),
)

DOORS = (sign_in.DOORS, second_step.DOORS, own_secrets.DOORS)
"""The routes of the plain pages."""

__all__ = ["DOORS", "SCREENS"]
