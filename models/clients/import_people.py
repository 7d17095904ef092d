"""Who a row is, when a firm and a person share its columns as other programs write them."""

from __future__ import annotations

from collections.abc import Mapping

from models.clients.contacts import CONTACTS
from models.clients.fields import ClientKind, is_person
from models.clients.pasted import is_firm
from models.french.text import fold

FORMS: Mapping[str, str] = {
    fold(form): form
    for form in (
        *("SARL", "SAS", "SA", "EURL", "SASU", "SCI", "SNC", "GAEC", "EARL"),
        *("Ets", "Association", "Mairie"),
    )
}
"""What stands in the column of the civility and belongs before the name of a firm."""
NUMBERS = ("siret", "siren", "vat_number")


def tell_apart(given: dict[str, str], civility: str) -> dict[str, str]:
    """Settle whether a row is a person, and have nothing of what it says about one lost.

    Changes `given`; `civility` is the cell as it was written. Gives what to say, by the field.
    """
    said = _with_form(given, civility)
    if "kind" not in given and (kind := _kind(given, civility)):
        given["kind"] = str(kind)
    if is_person(given):
        if given.get("name") and not _own_name(given):
            given |= _split(given["name"])
        return said
    return said | _to_contact(given) if given.get("name") else said


def _with_form(given: dict[str, str], civility: str) -> dict[str, str]:
    form, name = FORMS.get(fold(civility)), given.get("name", "")
    if not form or not name or fold(form) in fold(name).split():
        return {}
    given["name"] = f"{form} {name}"
    return {"name": f"« {form} », écrit comme civilité, est mis devant le nom."}


def _kind(given: Mapping[str, str], civility: str) -> ClientKind | None:
    """A person has a name of a person alone, or is called « M. » and has no number of a firm;
    None for who is a firm as most are, or what it was before."""
    own, name = _own_name(given), given.get("name", "")
    if name and fold(civility) == "mairie":
        return ClientKind.PUBLIC
    if own and (not name or _words(own) == _words(name)):
        return ClientKind.PERSON
    is_called = bool(given.get("civility") and name) and not own and not is_firm(name)
    is_numbered = any(given.get(one) for one in NUMBERS)
    return ClientKind.PERSON if is_called and not is_numbered else None


def _own_name(given: Mapping[str, str]) -> str:
    return f"{given.get('first_name', '')} {given.get('last_name', '')}".strip()


def _words(name: str) -> list[str]:
    return sorted(fold(name).split())


def _split(name: str) -> dict[str, str]:
    """« DUPONT Jean » and « Jean DUPONT »: capitals tell the family's name; else all of it is."""
    words = name.split()
    is_family = [word.isupper() and len(word) > 1 for word in words]
    change = is_family.index(not is_family[0]) if len(set(is_family)) > 1 else 0
    parts = words[:change], words[change:]
    if not change or len(set(is_family[change:])) > 1:
        return {"last_name": name}
    last, first = parts if is_family[0] else reversed(parts)
    return {"last_name": " ".join(last), "first_name": " ".join(first)}


def _to_contact(given: dict[str, str]) -> dict[str, str]:
    """A firm has no first name: who is named beside it is whom one asks for there."""
    own, there = _own_name(given), given.get("contact", "")
    civility = given.pop("civility", "")
    is_whole = bool(given.pop("last_name", ""))
    given.pop("first_name", "")
    if not own or set(_words(own)) <= set(_words(there)):
        return {}
    if there and is_whole:
        _add_contact(given, f"{civility} {own}".strip())
        return {"contact": f"« {own} » est mis dans les contacts, à côté de « {there} »."}
    given["contact"] = f"{civility} {own} {there}".strip() if there else f"{civility} {own}".strip()
    return {"contact": f"« {own} » est mis dans le contact de la société."}


def _add_contact(given: dict[str, str], name: str) -> None:
    taken = {CONTACTS.key_in(one) for one in given if CONTACTS.owns(one)}
    free = next(str(n) for n in range(1, CONTACTS.most + 2) if str(n) not in taken)
    given[CONTACTS.name_of(free, "name")] = name
