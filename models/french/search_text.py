"""What is searched, and what is looked for: folded words, the same however they are written.

What is searched holds other ways to write its words too (« Saint » and « st », « L’Oréal » and
« loreal »), so that what somebody types is looked for as it stands.
"""

import re
from collections.abc import Iterable, Iterator

from models.french.abbreviations import other_ways
from models.french.legal_forms import without_legal_forms
from models.french.text import fold

# « 05 56 12 34 56 », « 33 5 56 12 34 56 », the first groups of one, « 404 833 048 00022 ».
_GROUPED_NUMBER = re.compile(
    r"\b(?:\d{3} \d{3} \d{3}(?: \d{5})?|(?:\d{1,4} )?(?:\d \d\d|\d\d)(?: \d\d){2,})\b"
)
_ON = re.compile(r"\bs/(s\b)?", re.IGNORECASE)
_AND = re.compile(r"&| \+ |[^\W\d_]\+[^\W\d_]")
_LABEL = re.compile(
    r"mailto:|\b(?:siret|siren|rcs|tva|t[ée]l(?:[ée]phone)?|n[°º])[\s:.n°º]*(?=[\d+(]|[A-Z]{2}\s?\d)",
    re.IGNORECASE,
)
"""What a number or an address was copied with, and nobody stored."""
_PAIR = 2
_INITIALS = range(3, 9)


def search_words(text: str) -> list[str]:
    """The folded words to look for; legal forms count only when there is nothing else."""
    words = fold(_LABEL.sub(" ", text)).split()
    return without_legal_forms(list(joined_initials(words, pairs=False)))


def searchable(name: str, *texts: str, email: str = "") -> str:
    """The line in which words are looked for: all texts folded, then what else is typed for them.

    Of the name, a contact and a town, whatever part is typed in one word.
    """
    every = " ".join((name, *texts))
    words = fold(every).split()
    line = f"{' '.join(words)} {fold(email)}"
    more = [*other_ways(words), *joined_numbers(line), *_compounds(texts), *_signs(every)]
    if min(map(len, words), default=0) <= _PAIR:
        more += [*joined_initials(words), *_letters_of_pairs(words)]
    more += [fold(one).replace(" ", "") for one in (name, *texts) if one is name or _is_words(one)]
    known = {"", *words}
    return " ".join((line.rstrip(), *(one for one in dict.fromkeys(more) if one not in known)))


def with_joined_numbers(line: str) -> str:
    """The folded line with each phone number and SIRET as one word, however it was grouped."""
    return _GROUPED_NUMBER.sub(_without_spaces, line)


def joined_numbers(line: str) -> list[str]:
    """The grouped numbers of a folded line, each as one word."""
    return [_without_spaces(number) for number in _GROUPED_NUMBER.finditer(line)]


def joined_initials(words: Iterable[str], *, pairs: bool = True) -> Iterator[str]:
    """The words with « s n c f », « 2 c b » and, as a pair, « 3 m » as one; « j n » stay two."""
    run: list[str] = []
    for word in (*words, ""):
        if len(word) == 1:
            run.append(word)
            continue
        letters = "".join(run)
        is_pair = pairs and len(run) == _PAIR and any(one.isdigit() for one in run)
        is_one = letters.isascii() and (len(run) in _INITIALS or is_pair)
        yield from [letters] if is_one and not letters.isdigit() else run
        run = []
        if word:
            yield word


def _letters_of_pairs(words: Iterable[str]) -> Iterator[str]:
    """« m » of « 3m », which somebody may type with a space."""
    for word in words:
        if len(word) == _PAIR and not word.isalpha() and not word.isdigit():
            yield from (one for one in word if one.isalpha())


def _compounds(texts: Iterable[str]) -> Iterator[str]:
    """« Saint-Brieuc » and « d’Alembert » in one word; the words of an address are many."""
    for token in " ".join(texts).split():
        if not token.isalnum():
            yield fold(token).replace(" ", "")


def _is_words(text: str) -> bool:
    return not re.search(r"\d", text)


def _signs(text: str) -> Iterator[str]:
    if _AND.search(text):
        yield from ("et", "and")
    if found := _ON.search(text):
        yield "sous" if found[1] else "sur"


def _without_spaces(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")
