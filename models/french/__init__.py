from models.french.email_and_web import web_link
from models.french.identifiers import format_siren, format_siret, format_vat
from models.french.postcodes import load_communes
from models.french.wording import (
    clock_moment,
    listed,
    lowered,
    moment,
    moment_phrase,
    number,
    plural,
    quoted,
    short_date,
)

__all__ = [
    "clock_moment",
    "format_siren",
    "format_siret",
    "format_vat",
    "listed",
    "load_communes",
    "lowered",
    "moment",
    "moment_phrase",
    "number",
    "plural",
    "quoted",
    "short_date",
    "web_link",
]
