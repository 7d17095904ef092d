"""What the form of an article and the filters of its list offer."""

from __future__ import annotations

from models.catalogue.families import FAMILIES
from models.catalogue.rental_settings import KNOWN_SETTINGS
from models.catalogue.vat import VAT_LABELS
from models.company.price_lists import PRICE_LISTS


async def offered() -> None:
    """Read what there is now of it, where it has changed."""
    await FAMILIES.ready()
    await VAT_LABELS.ready()
    await PRICE_LISTS.ready()
    await KNOWN_SETTINGS.ready()
