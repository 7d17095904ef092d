"""The rates of VAT that an article can have."""

from __future__ import annotations

from models.company import VatRate
from models.records.known import Known

USUAL_VAT = "S20"


async def _read() -> dict[str, str]:
    return {rate.code: rate.label for rate in await VatRate.all().order_by("rank", "id")}


VAT_LABELS = Known(VatRate.TOPIC, _read)
"""The label of each rate by its code."""
