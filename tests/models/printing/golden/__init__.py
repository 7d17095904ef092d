"""Invoices that are known to the cent, each amount written by hand."""

from tests.models.printing.golden.abroad import ABROAD
from tests.models.printing.golden.chains import CHAINS
from tests.models.printing.golden.others import OTHERS
from tests.models.printing.golden.sales import SALES
from tests.models.printing.golden.shapes import SHAPES

GOLDEN = {**SALES, **ABROAD, **CHAINS, **SHAPES}

__all__ = ["GOLDEN", "OTHERS"]
