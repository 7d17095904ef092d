from models.demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, open_demo_accounts
from models.demo.fill import fill

__all__ = [
    "DEMO_ACCOUNTS",
    "DEMO_PASSWORD",
    "fill",
    "open_demo_accounts",
]
