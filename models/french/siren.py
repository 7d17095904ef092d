"""SIREN and SIRET: read as pasted, stored bare, shown grouped.

In the field of the SIRET stands what another register has given to who has none.
Every `clean_` function raises ValueError with the sentence to show under the field.
"""

import re
import unicodedata

from stdnum.fr import siren, siret

from models.french.phones import region_of
from models.french.registers import SEPARATORS, advice_on_register, labelled, register_number
from models.french.text import clean_line, fold
from models.french.wording import NBSP, quoted

SIREN_DIGITS, SIRET_DIGITS = 9, 14
_LABELS = re.compile(r"siren|siret|r\.?\s?c\.?\s?s\.?(?!\w)|n[°º]|insee|nic(?!\w)", re.IGNORECASE)
# The letter of a register before its number: « RCS Brest B 404 833 048 ».
_NUMBER = re.compile(rf"(?<!\w)(?:[ABCD]\s?)?(\d(?:{SEPARATORS}*\d)+)(?!\w)", re.IGNORECASE)
_ROUNDED = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)
_MOST_ZEROS = 3
_RIDET_DIGITS = 7


def clean_siren(text: str) -> str:
    """The nine digits, or "" when nothing is typed."""
    digits = _digits(text, "SIREN", SIREN_DIGITS)
    if digits and not _is_siren(digits):
        raise ValueError(wrong_key("SIREN"))
    return digits


def clean_siret(text: str, postcode: str = "", country: str = "France") -> str:
    """The fourteen digits, or the number of another register; "" when nothing is typed."""
    if other := register_number(normal(text), region_of(postcode, country)):
        return other
    digits = _digits(text, "SIRET", SIRET_DIGITS)
    if digits and not _is_siret(digits):
        raise ValueError(wrong_key("SIRET"))
    return digits


def format_siren(stored: str) -> str:
    """« 404 833 048 »; anything else than nine digits is shown as it is."""
    return siren.format(stored, NBSP) if has_digits(stored, SIREN_DIGITS) else stored


def format_siret(stored: str) -> str:
    """« 404 833 048 00022 », « RIDET 0 123 456.001 »; anything else is shown as it is."""
    label, number = named_siret(stored)
    return number if label == "SIRET" else f"{label}{NBSP}{number}"


def named_siret(stored: str) -> tuple[str, str]:
    """What the number is called, and the number as it is shown."""
    if has_digits(stored, SIRET_DIGITS):
        return "SIRET", siret.format(stored, NBSP)
    label, number = labelled(stored)
    return (label, number) if label else ("SIRET", stored)


def siren_of_siret(stored: str) -> str:
    """The SIREN with which a SIRET begins, "" where there is none."""
    return stored[:SIREN_DIGITS] if has_digits(stored, SIRET_DIGITS) else ""


def register_words(siret: str, siren: str) -> str:
    """What somebody may type to find who has these numbers, with the name of another register."""
    label, number = named_siret(siret)
    words = siret if label == "SIRET" else fold(f"{label} {siret} {number}")
    return words if words.startswith(siren) else f"{words} {siren}".strip()


def normal(text: str) -> str:
    """One line in which full-width and other fancy characters are plain."""
    return unicodedata.normalize("NFKC", clean_line(text))


def has_digits(text: str, length: int) -> bool:
    return len(text) == length and re.fullmatch("[0-9]+", text) is not None


def wrong_key(name: str) -> str:
    return f"Ce {name} n’existe pas{NBSP}: vérifiez les chiffres (clé de contrôle)."


def _is_siren(digits: str) -> bool:
    return siren.is_valid(digits) and int(digits) > 0


def _is_siret(digits: str) -> bool:
    return siret.is_valid(digits) and int(digits[:SIREN_DIGITS]) > 0


def _digits(text: str, name: str, length: int) -> str:
    """The digits, with or without words around them; the key tells that these are the ones."""
    typed = normal(text)
    bare = re.sub(SEPARATORS, "", typed)
    if not re.search("[^0-9]", bare):
        if re.fullmatch(r"\d{6}[ .-]\d{3}", typed) and not _is_siren(bare):
            raise ValueError(advice_on_register(typed, name))
        if bare and len(bare) != length:
            raise ValueError(_wrong_length(bare, name, length))
        return bare
    if other := advice_on_register(typed, name):
        raise ValueError(other)
    if _ROUNDED.fullmatch(bare) or _ROUNDED.fullmatch(typed):
        raise ValueError(
            f"Un tableur a arrondi ce {name}{NBSP}: reprenez tous ses chiffres à la source."
        )
    numbers = _NUMBER.findall(_LABELS.sub(" ", typed))
    fitting = {re.sub("[^0-9]", "", part) for part in numbers}
    valid = _is_siren if length == SIREN_DIGITS else _is_siret
    found = [one for one in fitting if len(one) == length and valid(one)]
    if len(found) == 1:
        return found[0]
    if len(fitting) == 1:
        (only,) = fitting
        raise ValueError(
            wrong_key(name) if len(only) == length else _wrong_length(only, name, length)
        )
    strangers = re.search(r"[^\W\d_]+|[^0-9]", bare)
    stranger = strangers[0] if strangers else bare
    raise ValueError(f"Le {name} ne compte que des chiffres{NBSP}: retirez {quoted(stranger)}.")


def _wrong_length(digits: str, name: str, length: int) -> str:
    reason = f"Le {name} compte {length} chiffres\u202f; il y en a {len(digits)}"
    if hint := _lost_zeros(digits, length):
        return f"{reason}{NBSP}: peut-être {hint}."
    if length == SIREN_DIGITS and len(digits) == SIRET_DIGITS and _is_siret(digits):
        return f"{reason}{NBSP}: ce SIRET a son propre champ."
    if length == SIRET_DIGITS and len(digits) == SIREN_DIGITS and _is_siren(digits):
        return f"{reason}{NBSP}: ce SIREN a son propre champ."
    return advice_on_register(digits, name) or f"{reason}."


def _lost_zeros(digits: str, length: int) -> str:
    """The number with the zeros that a spreadsheet drops in front, if that makes one."""
    whole = digits.zfill(length)
    is_ridet = len(digits) == _RIDET_DIGITS and digits.startswith("0")
    is_near = length - _MOST_ZEROS <= len(digits) < length and not is_ridet
    valid = _is_siren if length == SIREN_DIGITS else _is_siret
    show = format_siren if length == SIREN_DIGITS else format_siret
    return show(whole) if is_near and valid(whole) else ""
