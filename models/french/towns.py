"""The name of a town, however it is spelled: two spellings of one have a key in common."""

import re
from functools import lru_cache

from models.french.abbreviations import in_full
from models.french.text import fold

_UNDER = re.compile(r"\bs\s?/\s?s\b[./]?", re.IGNORECASE)
_ON = re.compile(r"\bs\s?/\s?|(?<=\w)\s?/\s?(?=\w)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
_ARTICLES = ("le", "la", "les", "l")
_TELLING = 3
_TOO_SHORT = {
    *("saint", "sainte", "notre", "grand", "grande", "petit", "petite", "haut", "haute", "vieux"),
    *("mont", "pont", "port", "les", "ile", "val", "mas", "bois", "bourg"),
}
_ARTICLE_BESIDE = re.compile(r"(?:le|la|les|l['’]?)\s*", re.IGNORECASE)
# « Lyon 3e arrondissement », « Paris 08 »: mail is written so, the commune has no number.
_ARRONDISSEMENT = re.compile(
    r" (?:\d{1,2} ?(?:er|e|eme|ieme|nd|nde)?)(?: arr(?:ondissements?|t|dt)?)?$"
)
_IN_ROMAN = re.compile(
    r"^(paris|lyon|marseille) [ivx]+ ?(?:er|e|eme|ieme)?(?: arr(?:ondissements?|t|dt)?)?$"
)


def without_arrondissement(folded: str) -> str:
    return _IN_ROMAN.sub(r"\1", _ARRONDISSEMENT.sub("", folded))


@lru_cache(maxsize=5_000)
def spellings(name: str) -> frozenset[str]:
    """The keys of a town: in full, in one word, with its article and without it.

    « Chalon s/ Saône », « HAVRE LE », « L’Haÿ (Val-de-Marne) » and « Paris VIII » are found so.
    """
    keys: set[str] = set()
    for text in {_IN_BRACKETS.sub(_article_or_nothing, name), _IN_BRACKETS.sub(r" \1 ", name)}:
        folded = fold(_ON.sub(" sur ", _UNDER.sub(" sous ", text)))
        for words in in_full(without_arrondissement(folded).split()):
            keys |= {"".join(part) for part in _with_and_without_article(words)}
    return frozenset(key.replace(" ", "") for key in keys if key)


def is_same_town(one: str, other: str) -> bool:
    """Whether two names with one postcode are of one town: « Hyères les Palmiers » is Hyères."""
    if spellings(one) & spellings(other):
        return True
    ways, other_ways = _ways(one), _ways(other)
    return any(_begins(way, other_way) for way in ways for other_way in other_ways)


def _ways(name: str) -> set[tuple[str, ...]]:
    return in_full(fold(_ON.sub(" sur ", name)).split())


def _begins(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether they begin alike, and that says enough: « Cherbourg-Octeville » is in Cotentin."""
    shorter, longer = sorted((one, other), key=len)
    if longer[: len(shorter)] == shorter:
        return _is_telling("".join(shorter))
    return longer[:1] == shorter[:1] and _is_telling("".join(longer[:1]))


def _is_telling(words: str) -> bool:
    return words not in _TOO_SHORT and len(words) >= _TELLING


def _article_or_nothing(brackets: re.Match[str]) -> str:
    """« Havre (Le) » is Le Havre; « Brest (29) » is Brest."""
    return f" {brackets[1]} " if _ARTICLE_BESIDE.fullmatch(brackets[1].strip()) else " "


def _with_and_without_article(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    without_first = [words[1:]] if words[:1] and words[0] in _ARTICLES else []
    without_last = (
        [words[:-1], (words[-1], *words[:-1])] if words and words[-1] in _ARTICLES else []
    )
    return [words, *without_first, *without_last]
