"""SIREN, SIRET and VAT numbers: read as pasted, stored bare, shown grouped.

Every `clean_` function raises ValueError with the sentence to show under the field.
"""

import re
import unicodedata

from stdnum.eu import vat
from stdnum.exceptions import InvalidComponent, ValidationError
from stdnum.fr import siren, siret

from models.french.text import clean_line
from models.french.wording import NBSP, quoted

_DIGITS = re.compile(r"[0-9]+")
_DASHES_AND_DOTS = re.compile(r"[\s.·‐‑‒–—―−-]")
_VAT_SHAPE = re.compile(r"[A-Z]{2}[0-9A-Z+*]+")
_VAT_EXAMPLE = "FR 83 404 833 048".replace(" ", NBSP)


def clean_siren(text: str) -> str:
    """The nine digits, or "" when nothing is typed."""
    digits = _digits(text, "SIREN", 9)
    if digits and not (siren.is_valid(digits) and int(digits)):
        raise ValueError(_wrong_key("SIREN"))
    return digits


def clean_siret(text: str) -> str:
    """The fourteen digits, or "" when nothing is typed."""
    digits = _digits(text, "SIRET", 14)
    if digits and not (siret.is_valid(digits) and int(digits[:9])):
        raise ValueError(_wrong_key("SIRET"))
    return digits


def clean_vat(text: str) -> str:
    """The VAT number with its country code, French or of another EU state, or ""."""
    typed = _bare(text).upper()
    if not typed:
        return ""
    candidate = f"FR{typed}" if _DIGITS.fullmatch(typed) and len(typed) == 11 else typed
    if not _VAT_SHAPE.fullmatch(candidate):
        raise ValueError(
            "Le numéro de TVA commence par le code du pays, suivi de lettres et de chiffres"
            f"{NBSP}: par exemple {_VAT_EXAMPLE}."
        )
    _check_french_length(candidate)
    return _valid_vat(candidate)


def format_siren(stored: str) -> str:
    """« 404 833 048 »; anything else than nine digits is shown as it is."""
    return siren.format(stored, NBSP) if _has_digits(stored, 9) else stored


def format_siret(stored: str) -> str:
    """« 404 833 048 00022 »; anything else than fourteen digits is shown as it is."""
    return siret.format(stored, NBSP) if _has_digits(stored, 14) else stored


def format_vat(stored: str) -> str:
    """« FR 83 404 833 048 », or the country code set apart for another state."""
    country, rest = stored[:2], stored[2:]
    if country == "FR" and _has_digits(rest[2:], 9):
        return NBSP.join((country, rest[:2], format_siren(rest[2:])))
    return f"{country}{NBSP}{rest}" if _VAT_SHAPE.fullmatch(stored) else stored


def vat_from_siren(text: str) -> str:
    """The usual VAT number of a French company, to suggest: some firms have another or none."""
    digits = clean_siren(text)
    return f"FR{siren.to_tva(digits)}" if digits else ""


def _bare(text: str) -> str:
    return _DASHES_AND_DOTS.sub("", unicodedata.normalize("NFKC", clean_line(text)))


def _digits(text: str, name: str, length: int) -> str:
    typed = _bare(text)
    if stranger := re.search("[^0-9]", typed):
        raise ValueError(
            f"Le {name} ne compte que des chiffres{NBSP}: retirez {quoted(stranger[0])}."
        )
    if typed and len(typed) != length:
        raise ValueError(f"Le {name} compte {length} chiffres\u202f; il y en a {len(typed)}.")
    return typed


def _has_digits(text: str, length: int) -> bool:
    return len(text) == length and _DIGITS.fullmatch(text) is not None


def _check_french_length(candidate: str) -> None:
    if candidate.startswith("FR") and len(candidate) != 13:
        raise ValueError(
            "Un numéro de TVA français compte 13 caractères (FR, la clé et le SIREN)"
            f"\u202f; il y en a {len(candidate)}."
        )


def _valid_vat(candidate: str) -> str:
    # Invoices and VIES write EL for Greece, although its ISO code is GR.
    official = re.sub("^GR", "EL", candidate)
    try:
        return vat.validate(official)
    except InvalidComponent:
        raise ValueError(_unknown_country(candidate)) from None
    except ValidationError:
        raise ValueError(_wrong_key("numéro de TVA")) from None


def _unknown_country(candidate: str) -> str:
    return (
        f"{quoted(candidate[:2])} n’est pas le code d’un pays de l’Union européenne"
        f"{NBSP}: corrigez-le ou laissez ce champ vide."
    )


def _wrong_key(name: str) -> str:
    return f"Ce {name} n’existe pas{NBSP}: vérifiez les chiffres (clé de contrôle)."
