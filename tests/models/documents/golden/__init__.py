from tests.models.documents.golden.chains import AHEAD, CREDIT_NOTES, PARTS, QUOTES
from tests.models.documents.golden.discounts import (
    NOTHING,
    OFF_A_LINE,
    OFF_THE_WHOLE,
    TAKEN_BACK,
)
from tests.models.documents.golden.document import Golden, Sums, Then
from tests.models.documents.golden.rates import HALF_CENTS, RATES, WITHOUT

GOLDEN = (
    *(*RATES, *WITHOUT, *HALF_CENTS),
    *(*OFF_A_LINE, *OFF_THE_WHOLE, *TAKEN_BACK, *NOTHING),
    *(*QUOTES, *AHEAD, *PARTS, *CREDIT_NOTES),
)
"""Documents whose every cent was worked out by hand."""

__all__ = ["GOLDEN", "Golden", "Sums", "Then"]
