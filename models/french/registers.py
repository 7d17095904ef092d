"""Registers beside SIRENE: the numbers of some are kept as such, those of others have no place.

What is kept is stored bare, in a form that no other register has, and shown with its label, by
which it is read again wherever the client lives.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from stdnum.be import vat as belgian
from stdnum.fr import siren

from models.french.wording import NBSP, quoted

SEPARATORS = r"[\s./_·•‐‑‒–—―−-]"
_LABEL = re.compile(
    r"(?:(?:n[°º]|num[ée]ro|\bno\b)\s*(?:de\s+|d['’]\s*)?)?"
    r"\b(rna|ridet|rid|tahiti|rci|ide|uid|bce)\b[\s:.]*(?:n[°º])?|n[°º]",
    re.IGNORECASE,
)
_APART = re.compile(r"\d{6} ?[ .-] ?\d{3}|\d{3} \d{3} ?[.-] ?\d{3}")
"""« 123 456.001 »: firm and establishment, where « 404 833 048 » is a SIREN."""
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])")


@dataclass(frozen=True)
class Register:
    """A register whose numbers are kept: that of a firm, and perhaps of its establishment."""

    label: str
    meaning: str
    shape: re.Pattern[str]
    region: str = ""
    """Where its numbers need no label; "" for those that look like no others."""
    mark: str = ""
    """What stands before the number of the establishment."""
    digits: int = 0
    """Of a firm, with the zeros that people leave out."""

    def read(self, bare: str) -> str:
        """The number as it is stored, "" if it is none of these."""
        found = self.shape.fullmatch(bare)
        return found[1].zfill(self.digits) + (found[2] or "") if found else ""

    def shown(self, stored: str) -> str:
        firm, establishment, _ = self.shape.split(stored)[1:]
        grouped = re.sub(r"^(\d)(\d{3})(\d{3})$", rf"\1{NBSP}\2{NBSP}\3", firm)
        return f"{grouped}{self.mark}{establishment}" if establishment else grouped


_RNA = Register("RNA", "numéro RNA d’association", re.compile(r"(W\d[\dA-Z]\d{7})()"))
_RCI = Register("RCI", "numéro RCI de Monaco", re.compile(r"(\d\d[SBP]\d{4,5})()"))
_RIDET = Register(
    label="RIDET",
    meaning="RIDET de Nouvelle-Calédonie",
    shape=re.compile(r"(\d{6,7})(\d{3})?"),
    region="NC",
    mark=".",
    digits=7,
)
_TAHITI = Register(
    label="N° TAHITI",
    meaning="numéro TAHITI de Polynésie française",
    shape=re.compile(r"([A-VX-Z\d]\d{5})(\d{3})?"),
    region="PF",
    mark="-",
)
_KEPT = (_RNA, _RCI, _RIDET, _TAHITI)
_NAMED = {"RNA": _RNA, "RCI": _RCI, "RIDET": _RIDET, "RID": _RIDET, "TAHITI": _TAHITI}
# What has another field, or none.
_ELSEWHERE: tuple[tuple[Callable[[str], object], str], ...] = (
    (belgian.is_valid, "numéro d’entreprise belge"),
    (re.compile(r"CHE\d{9}(?:TVA|MWST|IVA|HR|RC)?").fullmatch, "numéro IDE suisse"),
)


def register_number(typed: str, region: str | None) -> str:
    """The number as it is stored, for who lives in that region, "" if no register here has it."""
    label = next((one[1].upper() for one in _LABEL.finditer(typed) if one[1]), "")
    bare = _bare(_WORD.sub(" ", _LABEL.sub(" ", typed)))
    if label:
        return _NAMED[label].read(bare) if label in _NAMED else ""
    if siren.is_valid(bare) and not _APART.fullmatch(typed):
        return ""
    here = (one for one in _KEPT if one.region in ("", region))
    return next((number for one in here if (number := one.read(bare))), "")


def labelled(stored: str) -> tuple[str, str]:
    """The label of a number that `register_number` has read, and how it is shown; or nothing."""
    register = next((one for one in _KEPT if stored and one.read(stored) == stored), None)
    return (register.label, register.shown(stored)) if register else ("", "")


def advice_on_register(typed: str, name: str) -> str:
    """What to do with the number of another register, which no invoice may take for this one."""
    without_label = _LABEL.sub(" ", typed).strip()
    bare = _bare(without_label)
    if re.fullmatch(r"\d{9}", bare) and not _APART.fullmatch(without_label):
        return ""
    for is_one, meaning in _ELSEWHERE:
        if is_one(bare):
            return _advice(bare, meaning, name, "et gardez ce numéro dans les notes")
    if re.fullmatch(r"W\d+", bare) and not _RNA.read(bare):
        return f"Un numéro RNA compte 9 chiffres après W\u202f; il y en a {len(bare) - 1}."
    for register in sorted(_KEPT, key=lambda one: one.mark not in typed):
        if register.read(bare):
            other_field = "et indiquez ce numéro dans le champ SIRET"
            label = f"ou écrivez {quoted(register.label)} devant ce numéro"
            way = label if name == "SIRET" else other_field
            return _advice(bare, register.meaning, name, way)
    return ""


def _advice(bare: str, meaning: str, name: str, way: str) -> str:
    return f"{quoted(bare)} semble un {meaning}, pas un {name}{NBSP}: laissez ce champ vide {way}."


def _bare(text: str) -> str:
    return re.sub(SEPARATORS, "", text).upper()
