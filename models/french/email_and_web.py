"""E-mail and web addresses, checked for their form only.

What cleans a field raises ValueError with the sentence to show under it.
"""

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from email_validator import EmailNotValidError, validate_email

from models.french.text import clean_line
from models.french.wording import NBSP, quoted

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+\.?")
# What a word processor makes of an apostrophe and a hyphen.
_TYPEWRITTEN = {**dict.fromkeys(map(ord, "’‘ʼ`´′"), "'"), **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")}
_QUOTES = dict.fromkeys(map(ord, "“”„«»"))
_AT = re.compile(r"\s*[(\[{<]\s*(?:at|a|arobase|chez)\s*[)\]}>]\s*|\s+arobase\s+", re.IGNORECASE)
_SPACED_AT = re.compile(r"(?<=\w)\s*@\s*(?=\w)")
_LABEL = re.compile(
    r"^(?:mailto|e-?mails?|mails?|m[ée]l|courriels?|contact|adresse(?: e-?mail)?|@)\s*[:=]\s*"
    r"|^[^@:<>]{1,40}\s*:\s+"
    r"|^(?:e-?mail|mail|m[ée]l|courriel)\.?\s+(?=\S+@)",
    re.IGNORECASE,
)
_WRAPPING = ' \t<>()[]{}"«»“”„;,:.!/|*•'
_SITE_LABEL = re.compile(r"^(?:url|web|site(?: (?:web|internet))?|www)\s*:\s*(?=\S)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>", re.IGNORECASE)
_FIRST = re.compile(r"^(\S+@[\w.-]+\.\w{2,})(?:[,;]?\s+[-–(/|]?\s?\w[^@]*|\([^@]*)$")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:|/\"«»]+@[^\s<>()\[\],;:|/\"«»]+")


def clean_email(text: str) -> str:
    """The normalised address without what it was pasted with, or "" when nothing is typed."""
    typed = clean_line(text)
    if not typed:
        return ""
    plain = _AT.sub("@", typewritten(typed).translate(_QUOTES))
    address = _unwrapped(_SPACED_AT.sub("@", plain) if plain.count("@") == 1 else plain)
    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError(_email_fault(address or typed)) from None


def clean_emails(text: str) -> str:
    """Several addresses, each as `clean_email` has it, with commas between them."""
    typed = clean_line(text)
    parts = typed.replace(";", ",").split(",") if typed.count("@") > 1 else [typed]
    return ", ".join(dict.fromkeys(filter(None, map(clean_email, parts))))


def email_warning(text: str) -> str | None:
    """Why an address that can be kept deserves a second look, or None."""
    try:
        name = clean_email(text).rpartition("@")[0]
    except ValueError:
        return None
    if name.isascii():
        return None
    rare = next(char for char in name if not char.isascii())
    return (
        f"Peu d’adresses e-mail contiennent {quoted(rare)} avant le signe @{NBSP}: vérifiez-la, "
        "ou gardez-la telle quelle si elle est juste."
    )


def typewritten(text: str) -> str:
    """The plain characters that a keyboard has for those of a word processor."""
    return unicodedata.normalize("NFKC", text.translate(_TYPEWRITTEN)).translate(_TYPEWRITTEN)


def clean_website(text: str) -> str:
    """The address with its scheme, https unless typed, or "" when nothing is typed."""
    typed = clean_line(text)
    if not typed:
        return ""
    bare = _SITE_LABEL.sub("", typed.strip('<>()"«» ')).strip('<>"«» ').rstrip(".,;")
    address = bare if _SCHEME.match(bare) else f"https://{bare}"
    if " " in address:
        raise ValueError("L’adresse du site ne contient pas d’espace\u202f; retirez-le.")
    return _checked(_split(address)).geturl()


def _unwrapped(typed: str) -> str:
    """The address alone if there is but one, else the text: a name before it, without brackets,
    may be a part of it."""
    found = [one.strip(_WRAPPING) for one in _ADDRESS.findall(typed)]
    if len({one.casefold() for one in found}) > 1:
        return typed
    if len(found) > 1:
        return str(found[0])
    if bracketed := _IN_BRACKETS.search(typed):
        return bracketed[1].strip(_WRAPPING)
    bare = re.sub("^'(.*)'$", r"\1", typed.strip(_WRAPPING))
    while (shorter := _LABEL.sub("", bare).strip(_WRAPPING)) != bare:
        bare = shorter
    return _FIRST.sub(r"\1", re.sub(r"\?\w+=.*$", "", bare)).strip(_WRAPPING)


def _email_fault(typed: str) -> str:
    name, at_sign, domain = typed.rpartition("@")
    if not at_sign:
        return f"Il manque le signe @ dans l’adresse e-mail{NBSP}: nom@exemple.fr."
    if "@" in name:
        return "L’adresse e-mail contient plusieurs signes @\u202f; saisissez une seule adresse."
    if " " in typed:
        return "L’adresse e-mail ne contient pas d’espace\u202f; retirez-le."
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
