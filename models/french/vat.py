"""VAT numbers: read as pasted, stored bare with the code of their country, shown apart."""

import re
from collections.abc import Iterator

import phonenumbers
from stdnum import get_cc_module
from stdnum.ch import vat as swiss
from stdnum.eu import vat
from stdnum.fr import siren as siren_number

from models.french.countries import country_code
from models.french.registers import SEPARATORS
from models.french.siren import (
    SIREN_DIGITS,
    clean_siren,
    format_siren,
    has_digits,
    normal,
    wrong_key,
)
from models.french.wording import NBSP, quoted

_SHAPE = re.compile(r"[A-Z]{2}[0-9A-Z+*]*[0-9][0-9A-Z+*]*")
_SHAPE_ABROAD = re.compile(r"[A-Z]{2,4}[0-9][0-9A-Z]{2,}")
_EXAMPLE = "FR 83 404 833 048".replace(" ", NBSP)
_UNION = {code.upper() for code in vat.MEMBER_STATES} | {"EL"}
_CODES = _UNION | phonenumbers.SUPPORTED_REGIONS
# How the number is called in the countries around, before it or after it.
_LABEL = re.compile(
    "N|NO|NR|NUM|NUM[EÉ]RO|NUMBER|ID|IDNR|IDENTIFIANT|(?:D')?IDENTIFICATION|VAT|TVA|BTW|MWST"
    "|UST|UID|UST-?ID(?:-?NR)?|IVA|P|P.?IVA|PARTITA|NIF|CIF|INTRA|COMM?|INTRACOMM?"
    "|(?:INTRA)?COMMUNAUTAIRE|REG|REGISTRATION|CODE|DE|LA|UE|EU|CEE|MVA|TAX"
)
_GLUED_LABEL = re.compile(r"^(?:TVA|VAT|BTW)(?=[A-Z]{2}\d)")
_SWISS = re.compile(r"CHE\d{9}(?:TVA|MWST|IVA)?")
_FRENCH_LENGTH = 13


def clean_vat(text: str, country: str = "France") -> str:
    """The number with its country's code, "" when nothing is typed.

    Numbers of the European Union have to be right; what other states give is kept as it is.
    Raises ValueError with the sentence to show under the field.
    """
    typed = normal(text).upper()
    if not typed:
        return ""
    candidates = list(_candidates(typed, country_code(country)))
    of_the_union = (number for one in candidates if (number := _of_the_union(one)))
    return next(of_the_union, "") or _checked(candidates)


def vat_warning(text: str, siren: str, country: str = "France") -> str | None:
    """Why a number that can be kept deserves a second look, or None."""
    try:
        stored = clean_vat(text, country)
    except ValueError:
        return None
    owner = siren_of_vat(stored)
    if owner and siren and owner != siren:
        return f"Ce numéro de TVA est celui du SIREN {format_siren(owner)}{NBSP}: vérifiez-le."
    if stored and stored[:2] not in _UNION and not _is_known_abroad(stored):
        return f"Ce numéro de TVA n’a pas la forme habituelle de son pays{NBSP}: vérifiez-le."
    return None


def format_vat(stored: str) -> str:
    """« FR 83 404 833 048 », or the country code set apart for another state."""
    country, rest = stored[:2], stored[2:]
    if siren := siren_of_vat(stored):
        return NBSP.join((country, rest[:2], format_siren(siren)))
    if _SWISS.fullmatch(stored):
        return f"CHE-{stored[3:6]}.{stored[6:9]}.{stored[9:12]}{NBSP}{stored[12:]}".strip()
    return f"{country}{NBSP}{rest}" if _SHAPE.fullmatch(stored) else stored


def siren_of_vat(stored: str) -> str:
    """The SIREN in a French number, else ""."""
    is_french = stored.startswith("FR") and has_digits(stored[4:], SIREN_DIGITS)
    return stored[4:] if is_french else ""


def vat_from_siren(text: str) -> str:
    """The usual VAT number of a French company, to suggest: some firms have another or none."""
    digits = clean_siren(text)
    return f"FR{siren_number.to_tva(digits)}" if digits else ""


def _candidates(typed: str, country: str | None) -> Iterator[str]:
    """What the number may be, once the words around it are gone."""
    words = [one for one in re.split(r"[\s:;,()°]+", typed) if one]
    for start in range(len(words)):
        bare = _official(_bare("".join(words[start:])))
        if has_digits(bare, 11) and country == "FR":
            yield f"FR{bare}"
        else:
            yield from _with_and_without_end(bare)
            if country in _CODES and bare[:1].isdigit():
                yield _official(f"{country}{bare}")
        if not _LABEL.fullmatch(words[start].strip(".-")):
            return


def _with_and_without_end(bare: str) -> Iterator[str]:
    """A label may come last, where it is no part of the number: « FR 83 404 833 048 (TVA) »."""
    yield bare
    if not bare.startswith(("CHE", "NO")) and (end := re.search(r"(?<=\d)(?:TVA|VAT|BTW)$", bare)):
        yield bare[: end.start()]


def _official(bare: str) -> str:
    """With the country as its tax office writes it."""
    without_label = _GLUED_LABEL.sub("", bare)
    return re.sub(r"^CH(?=\d{9})", "CHE", re.sub(r"^UK(?=\d)", "GB", without_label))


def _bare(text: str) -> str:
    return re.sub(SEPARATORS, "", text)


def _of_the_union(candidate: str) -> str:
    """The number as invoices and VIES write it, or "" where it is none.

    They write EL for Greece, although its ISO code is GR.
    """
    official = re.sub("^GR", "EL", candidate)
    is_one = official[:2] in _UNION and _SHAPE.fullmatch(official)
    return str(vat.compact(official)) if is_one and vat.is_valid(official) else ""


def _checked(candidates: list[str]) -> str:
    """The number of a state outside the Union; else what is wrong with the first candidate."""
    for candidate in candidates:
        code = candidate[:2]
        if _SHAPE_ABROAD.fullmatch(candidate) and code in _CODES and code not in _UNION:
            return candidate
    raise ValueError(_fault(next(iter(candidates), "")))


def _fault(candidate: str) -> str:
    if not re.search(r"\d", candidate):
        return (
            f"Sans numéro de TVA, laissez ce champ vide{NBSP}; le motif a sa place dans les notes."
        )
    if siren_number.is_valid(candidate):
        usual = format_vat(vat_from_siren(candidate))
        return f"C’est un SIREN{NBSP}: le numéro de TVA serait {usual}."
    if not _SHAPE.fullmatch(candidate):
        return (
            "Le numéro de TVA commence par le code du pays, suivi de lettres et de chiffres"
            f"{NBSP}: par exemple {_EXAMPLE}."
        )
    if candidate[:2] not in _CODES:
        return (
            f"{quoted(candidate[:2])} n’est pas le code d’un pays"
            f"{NBSP}: corrigez-le ou laissez ce champ vide."
        )
    if candidate.startswith("FR") and len(candidate) != _FRENCH_LENGTH:
        return (
            "Un numéro de TVA français compte 13 caractères (FR, la clé et le SIREN)"
            f"\u202f; il y en a {len(candidate)}."
        )
    return wrong_key("numéro de TVA")


def _is_known_abroad(stored: str) -> bool:
    """Whether it is as its state makes them; true where nobody knows how."""
    if stored.startswith("CH"):
        return swiss.is_valid(stored) or swiss.is_valid(f"{stored}TVA")
    module = get_cc_module(stored[:2], "vat")
    return module is None or module.is_valid(stored) or module.is_valid(stored[2:])
