from models.company.company import Company, StagePolicy
from models.company.rates import VatCategory, VatRate, depend_on_rates
from models.company.units import UNITS, Unit

__all__ = [
    "UNITS",
    "Company",
    "StagePolicy",
    "Unit",
    "VatCategory",
    "VatRate",
    "depend_on_rates",
]
