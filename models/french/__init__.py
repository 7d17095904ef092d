from models.french.bank import format_iban
from models.french.days import when_in
from models.french.email_and_web import web_link
from models.french.identifiers import format_siren, format_vat, named_siret, siren_of_siret
from models.french.money import amount, percent, read_number, show_number, write_number
from models.french.phones import phone_links
from models.french.postal import Postal
from models.french.postcodes import load_communes
from models.french.text import fold
from models.french.typesetting import unparted
from models.french.wording import (
    Noun,
    clock_moment,
    listed,
    long_date,
    lowered,
    moment,
    moment_phrase,
    number,
    plural,
    quoted,
    short_date,
    today,
)

__all__ = [
    "Noun",
    "Postal",
    "amount",
    "clock_moment",
    "fold",
    "format_iban",
    "format_siren",
    "format_vat",
    "listed",
    "load_communes",
    "long_date",
    "lowered",
    "moment",
    "moment_phrase",
    "named_siret",
    "number",
    "percent",
    "phone_links",
    "plural",
    "quoted",
    "read_number",
    "short_date",
    "show_number",
    "siren_of_siret",
    "today",
    "unparted",
    "web_link",
    "when_in",
    "write_number",
]
