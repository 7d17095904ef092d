from models.company.bank import BankAccount
from models.company.company import Company
from models.company.fields import (
    POLICY_WORDS,
    REGIME_WORDS,
    StagePolicy,
    VatRegime,
)
from models.company.logo import MOST_BYTES as MOST_LOGO_BYTES
from models.company.logo import keep_logo, logo_png
from models.company.mentions import Mention, Text, texts_for
from models.company.missing import Missing
from models.company.modes import ASKED_FOR, MODE_WORDS, MONEY_WORDS, Mode
from models.company.places import PLACES
from models.company.price_lists import PRICE_LISTS
from models.company.rates import VatCategory, VatRate, depend_on_rates
from models.company.series import Series, take_number
from models.company.stages import CLIENT_KINDS, STAGES
from models.company.terms import DueRule, Terms
from models.company.units import UNITS, Unit

__all__ = [
    "ASKED_FOR",
    "CLIENT_KINDS",
    "MODE_WORDS",
    "MONEY_WORDS",
    "MOST_LOGO_BYTES",
    "PLACES",
    "POLICY_WORDS",
    "PRICE_LISTS",
    "REGIME_WORDS",
    "STAGES",
    "UNITS",
    "BankAccount",
    "Company",
    "DueRule",
    "Mention",
    "Missing",
    "Mode",
    "Series",
    "StagePolicy",
    "Terms",
    "Text",
    "Unit",
    "VatCategory",
    "VatRate",
    "VatRegime",
    "depend_on_rates",
    "keep_logo",
    "logo_png",
    "take_number",
    "texts_for",
]
