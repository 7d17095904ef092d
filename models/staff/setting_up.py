"""Setting up: who can read what the server printed becomes the first administrator."""

from __future__ import annotations

from hmac import compare_digest

from tortoise import fields
from tortoise.models import Model

from models.database.transaction import transaction
from models.errors import Invalid, Refused
from models.log import note_refusal
from models.staff.account import Account
from models.staff.credentials import setup_code
from models.staff.signing_in import (
    Browser,
    SignedIn,
    enter,
    network_of,
)
from models.staff.throttle import THROTTLE

THE_ROW = 1
WRONG_CODE = "Ce n’est pas le code affiché par le serveur."


class SetupCode(Model):
    """The code, the same in every process and after a restart, until there is an account."""

    id = fields.IntField(primary_key=True, generated=False)
    secret = fields.CharField(20)

    class Meta:
        table = "set_up"

    @classmethod
    async def code(cls) -> str:
        """The code to print; Refused once there is an account."""
        if await Account.exists():
            raise Refused("Un compte existe déjà : connectez-vous.")
        async with transaction():
            made = cls(id=THE_ROW, secret=setup_code())
            await cls.bulk_create([made], ignore_conflicts=True)
            return (await cls.get(id=THE_ROW)).secret


async def set_up(code: str, name: str, password: str, browser: Browser) -> SignedIn:
    """Make the first administrator; raises Invalid."""
    right_code = await SetupCode.code()
    keys = [("pair", f"setup {network_of(browser.address)}")]
    await THROTTLE.begin(keys)
    if not compare_digest(_plain(code), _plain(right_code)):
        wrong = Invalid({"code": WRONG_CODE})
        note_refusal(wrong, "wrong installation code", browser.address)
        raise wrong
    await THROTTLE.succeeded(keys)
    async with transaction():
        account = await Account.open_first(name, password)
        await SetupCode.all().delete()
    return await enter(account, browser)


def _plain(code: str) -> bytes:
    """The code as typed from paper: capitals and dashes do not matter."""
    return "".join(char for char in code.upper() if char.isalnum()).encode()
