"""Bank details: read as pasted, stored bare, shown grouped.

Every `clean_` function raises ValueError with the sentence to show under the field.
"""

import re
import string

from stdnum import bic, iban
from stdnum.exceptions import InvalidComponent, InvalidLength, ValidationError

from models.french.text import clean_line
from models.french.wording import NBSP

_SEPARATORS = re.compile(r"[\s.\-_/\u00a0\u202f]+")
_LABEL = re.compile(r"^(?:IBAN|BIC|SWIFT)\s*:?\s*", re.IGNORECASE)
_FRENCH_LENGTH = 27
_OF_FRANCE = {"FR", "MC"}
_LETTERS = dict(zip(string.ascii_uppercase, "12345678912345678923456789", strict=True))
"""What a letter of an account number counts in the key of a RIB."""


def clean_iban(text: str) -> str:
    """The IBAN without spaces, or "" when nothing is typed."""
    bare = _bare(text)
    if not bare:
        return ""
    if not re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]+", bare):
        raise ValueError("Un IBAN commence par deux lettres et deux chiffres : FR76…")
    if bare[:2] in _OF_FRANCE and len(bare) != _FRENCH_LENGTH:
        raise ValueError(
            f"Un IBAN français compte {_FRENCH_LENGTH} caractères ; il y en a {len(bare)}."
        )
    try:
        iban.validate(bare)
    except (InvalidComponent, InvalidLength):
        raise ValueError("Cet IBAN n’a pas la forme de son pays : vérifiez-le.") from None
    except ValidationError:
        raise ValueError("Cet IBAN n’existe pas : vérifiez les chiffres (clé).") from None
    if bare[:2] in _OF_FRANCE and not _has_french_key(bare[4:]):
        raise ValueError("La clé RIB de cet IBAN ne correspond pas : vérifiez les chiffres.")
    return bare


def format_iban(stored: str) -> str:
    """« FR76 3000 6000 0112 3456 7890 189 »."""
    return NBSP.join(stored[at : at + 4] for at in range(0, len(stored), 4))


def clean_bic(text: str) -> str:
    """The BIC without spaces, or "" when nothing is typed."""
    bare = _bare(text)
    if bare and not bic.is_valid(bare):
        raise ValueError("Un BIC compte 8 ou 11 caractères : par exemple AGRIFRPP.")
    return bare


def _bare(text: str) -> str:
    return _SEPARATORS.sub("", _LABEL.sub("", clean_line(text))).upper()


def _has_french_key(rib: str) -> bool:
    """Whether the two last digits fit bank, branch and account."""
    digits = "".join(_LETTERS.get(sign, sign) for sign in rib)
    bank, branch, account, key = digits[:5], digits[5:10], digits[10:21], digits[21:]
    total = 89 * int(bank) + 15 * int(branch) + 3 * int(account)
    return 97 - total % 97 == int(key)
