"""Who there is to do something: the accounts that are open."""

from __future__ import annotations

from models.records.known import Known
from models.staff.account import Account

ANYBODY = "Tout le monde"


async def _read() -> dict[str, str]:
    active = await Account.filter(disabled_at=None).order_by("key")
    return {"": ANYBODY, **{str(account.id): account.name for account in active}}


PEOPLE = Known(Account.TOPIC, _read)
