from pages.staff.accounts import accounts_screen, tell_password
from pages.staff.my_account import my_account_screen

__all__ = [
    "accounts_screen",
    "my_account_screen",
    "tell_password",
]
