"""Looking a firm up in the public directory, from the form of a client."""

from __future__ import annotations

from collections.abc import Sequence

from components.form import Finder, Offer
from models.clients import DIRECTORY, Client, Firm
from models.company import Company
from models.french import short_date
from models.records import Draft, Known

ASKED_BY = ("siret", "siren", "name")
NOTHING = "L’annuaire n’a rien trouvé, ou ne répond pas."


async def _switches() -> dict[str, str]:
    return {"directory": (await Company.current()).directory}


SWITCHES = Known(Company.TOPIC, _switches)
"""What the settings say of it: read once, so that a form need not wait for them."""


def finders() -> Sequence[Finder]:
    """The ways to find a client elsewhere, as the settings allow them."""
    look = Finder("Chercher dans l’annuaire", "search", "name", _find, NOTHING)
    return (look,) if SWITCHES.get("directory") else ()


async def _find(draft: Draft) -> list[Offer]:
    """Asked for a number where one can be read, else for the name."""
    values = Client.readable(draft.typed)
    question = next((values[name] for name in ASKED_BY if values.get(name)), "")
    return [_offer(firm) for firm in await DIRECTORY.find(question)]


def _offer(firm: Firm) -> Offer:
    closed = f"Fermé le {short_date(firm.closed_on)}." if firm.closed_on else "Fermé."
    label = " – ".join(filter(None, (firm.name, firm.place)))
    typed = Client(**firm.texts).typed()
    texts = {name: typed[name] for name in firm.texts}
    return Offer(label, texts, closed if firm.is_closed else "")
