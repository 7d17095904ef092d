from models.demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, open_demo_accounts
from models.demo.fill import fill
from models.demo.firm import introduce_demo_firm

__all__ = [
    "DEMO_ACCOUNTS",
    "DEMO_PASSWORD",
    "fill",
    "introduce_demo_firm",
    "open_demo_accounts",
]
