"""E-mail and web addresses, checked for their form only.

What cleans a field raises ValueError with the sentence to show under it.
"""

import re
from urllib.parse import SplitResult, urlsplit

from email_validator import EmailNotValidError, validate_email

from models.french.text import clean_line
from models.french.wording import NBSP, quoted

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+\.?")


def clean_email(text: str) -> str:
    """The normalised address, or "" when nothing is typed."""
    typed = clean_line(text)
    if not typed:
        return ""
    try:
        return validate_email(typed, check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError(_email_fault(typed)) from None


def clean_website(text: str) -> str:
    """The address with its scheme, https unless typed, or "" when nothing is typed."""
    typed = clean_line(text)
    if not typed:
        return ""
    address = typed if _SCHEME.match(typed) else f"https://{typed}"
    if " " in address:
        raise ValueError("L’adresse du site ne contient pas d’espace\u202f; retirez-le.")
    return _checked(_split(address)).geturl()


def _email_fault(typed: str) -> str:
    name, at_sign, domain = typed.rpartition("@")
    if not at_sign:
        return f"Il manque le signe @ dans l’adresse e-mail{NBSP}: nom@exemple.fr."
    if " " in typed:
        return "L’adresse e-mail ne contient pas d’espace\u202f; retirez-le."
    if "@" in name:
        return "L’adresse e-mail contient plusieurs signes @\u202f; saisissez une seule adresse."
    if "." not in domain:
        return f"Il manque la fin de l’adresse e-mail après le signe @{NBSP}: nom@exemple.fr."
    return f"Cette adresse e-mail n’existe pas sous cette forme{NBSP}: vérifiez-la."


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        # Reading the port checks it.
        _ = parts.port
    except ValueError:
        raise ValueError(_wrong_website()) from None
    return parts._replace(netloc=parts.netloc.lower())


def _checked(parts: SplitResult) -> SplitResult:
    if parts.scheme not in {"http", "https"}:
        raise ValueError("L’adresse du site commence par http:// ou https://.")
    if "@" in parts.netloc:
        raise ValueError(
            "L’adresse du site ne contient ni identifiant ni signe @ avant le nom du site."
        )
    if not _HOST.fullmatch(parts.hostname or ""):
        raise ValueError(_wrong_website())
    return parts


def web_link(stored: str) -> str:
    """Where a website leads, or "" when it came in past the form and could run as a script."""
    return stored if stored.startswith(("https://", "http://")) else ""


def _wrong_website() -> str:
    return f"Cette adresse de site est incomplète{NBSP}: par exemple {quoted('www.exemple.fr')}."
