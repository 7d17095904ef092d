"""Legal forms beside a name, which people leave out, and the names that are one without them."""

import re
from collections.abc import Sequence

from models.french.abbreviations import in_full

_LEGAL_FORM = re.compile(
    "sarlu?|sasu?|sa|eurl|eirl?|sci|sccv|snc|scop|scic|selarl|selasu?|selafa"
    "|gaec|earl|scea|gie|sc|sca|scs|scm|scp|rl"  # « S.à r.l. » is folded to « sa rl »
    "|gmbh|kgaa|ltd|llc|sprl|srl|bvba|asbl|vzw|scrl|unipessoal"
)
# These may be words of a name, too: they are forms where a name ends, or begins, with them.
_LAST = re.compile(
    "ei|ae|ag|kg|ug|ohg|og|ek|ev|eg|se|ab|oyj?|asa?|aps|bv|nv|cv|vof|slu?|lda|spa|co|inc|corp"
    "|limited|plc|llp|lp|pty|pvt|sp|z|oo|doo|sro|kft|zrt|ltee|association|asso|assoc"
)
_FIRST = re.compile("ei|association|assoc|asso")
_PHRASES = (
    "entreprise individuelle",
    "entrepreneur individuel",
    "micro entreprise",
    "auto entrepreneur",
    "auto entreprise",
    "ug haftungsbeschrankt",
    "a s",
)


def without_legal_forms(words: Sequence[str]) -> list[str]:
    """The words that are no legal form, or all of them if there is nothing else."""
    return [word for word in words if not _LEGAL_FORM.fullmatch(word)] or list(words)


def bare_name(words: Sequence[str]) -> list[str]:
    """The folded words of a name without what is left out of it: legal forms and « et »."""
    line = " ".join(words)
    for phrase in _PHRASES:
        line = line.removesuffix(f" {phrase}").removeprefix(f"{phrase} ")
    kept = [word for word in without_legal_forms(line.split()) if word != "et"]
    while len(kept) > 1 and _LAST.fullmatch(kept[-1]):
        kept.pop()
    while len(kept) > 1 and _FIRST.fullmatch(kept[0]):
        kept.pop(0)
    return kept or list(words)


def name_keys(words: Sequence[str]) -> set[str]:
    """Two names with one of these in common are nearly equal: in any order, or in one word."""
    bare = bare_name(words)
    meanings = in_full(bare)
    in_any_order = {" ".join(sorted(meaning)) for meaning in meanings}
    return {*in_any_order, *map("".join, meanings), "".join(bare)} - {""}
