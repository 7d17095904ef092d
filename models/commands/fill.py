"""What the command line does without a screen."""

from __future__ import annotations

import sys

from models.config import Settings
from models.errors import Refused
from models.french.wording import number, plural

DEMO_CLIENTS = 2_000


async def fill_database(
    settings: Settings, clients: int, seed: int, *, with_accounts: bool = False
) -> None:
    """Migrate the database and fill it; ends the process with a sentence if it is not empty."""
    from models.attachments import FILES
    from models.database import connect, disconnect
    from models.demo import fill, open_demo_accounts
    from models.upkeep import claim, migrate

    with claim(settings.database_url):
        await migrate(settings.database_url)
        await connect(settings.database_url)
        FILES.open(settings.files_place)
        try:
            await fill(clients, seed=seed, progress=_say_progress)
            if with_accounts:
                await open_demo_accounts()
        except Refused as refusal:
            raise SystemExit(str(refusal)) from None
        finally:
            await disconnect()
    print(f"\r{plural(clients, 'client')} d’exemple en place.")


def _say_progress(count: int) -> None:
    if sys.stdout.isatty():
        print(f"\r{number(count)} clients…", end="", flush=True)
