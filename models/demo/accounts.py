"""The accounts of the demonstration, one for each role."""

from __future__ import annotations

from models.permissions import THE_HOUSE, Role, Staff
from models.staff.account import Account

DEMO_PASSWORD = "un essai au comptoir"
DEMO_ACCOUNTS = (
    Staff("Camille", Role.ADMINISTRATOR),
    Staff("Sophie", Role.MANAGER),
    Staff("Karim", Role.COUNTER),
    Staff("Louise", Role.READER),
)


async def open_demo_accounts() -> None:
    """Open them in the connected database; their password is on the sign-in page."""
    for staff in DEMO_ACCOUNTS:
        await Account.open(staff.name, staff.role, DEMO_PASSWORD, by=THE_HOUSE)
