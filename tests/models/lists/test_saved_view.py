"""Views with a name: one's own, those of everybody, and what a list opens with."""

from __future__ import annotations

import pytest

from models.errors import Invalid, Refused
from models.lists import LONGEST_NAME, SavedView
from models.lists.saved_view import MOST
from models.permissions import THE_HOUSE, Role, Staff
from models.records import Changed, JournalEntry
from tests.factories import make_account

pytestmark = pytest.mark.usefixtures("database")

LYON = {"q": "Lyon", "cols": "name,city", "sort": ""}


async def staff(name: str, role: Role = Role.COUNTER) -> Staff:
    account = await make_account(Staff(name, role))
    return Staff(name, role, account.id)


async def names(by: Staff, screen: str = "/clients") -> list[str]:
    return [one.name for one in await SavedView.of(screen, by.account_id)]


async def test_one_sees_one_s_own_views_and_those_that_are_shared(heard: list[Changed]) -> None:
    karim, zoe = await staff("Karim"), await staff("Zoé", Role.MANAGER)
    own = await SavedView.keep("/clients", " À  Lyon ", LYON, is_shared=False, by=karim)
    shared = await SavedView.keep("/clients", "Tous", {}, is_shared=True, by=zoe)
    await SavedView.keep("/articles", "Levage", {}, is_shared=True, by=zoe)

    assert own.texts == {"q": "Lyon", "cols": "name,city"}
    assert await names(karim) == ["À Lyon", "Tous"]
    assert await names(zoe) == ["Tous"]
    assert await names(THE_HOUSE) == ["Tous"]
    assert Changed("saved_view", frozenset([own.id])) in heard
    told = [one.caption for one in await JournalEntry.filter(topic="saved_view")]
    assert told == ["la vue «\u00a0Tous\u00a0»", "la vue «\u00a0Levage\u00a0»"]
    assert shared.id in {one.id for one in await SavedView.of("/clients", None)}


async def test_what_is_one_s_own_is_changed_by_nobody_else() -> None:
    karim, zoe = await staff("Karim"), await staff("Zoé", Role.ADMINISTRATOR)
    own = await SavedView.keep("/clients", "Lyon", LYON, is_shared=False, by=karim)
    for by in (zoe, THE_HOUSE):
        for verb in (
            lambda by: own.rename("Autre", by=by),
            lambda by: own.overwrite({}, by=by),
            lambda by: own.discard(by=by),
            lambda by: own.open_for([Role.COUNTER], by=by),
        ):
            with pytest.raises(Refused, match="autre personne"):
                await verb(by)

    await own.overwrite({"q": "Nice"}, by=karim)
    await own.rename("Nice", by=karim)
    (seen,) = await SavedView.of("/clients", karim.account_id)
    assert (seen.name, seen.texts) == ("Nice", {"q": "Nice"})
    await own.discard(by=karim)
    assert await names(karim) == []
    with pytest.raises(Refused, match="supprimée entre-temps"):
        await own.rename("Nice", by=karim)


async def test_a_role_opens_a_list_with_one_view_at_most(heard: list[Changed]) -> None:
    zoe = await staff("Zoé", Role.MANAGER)
    first, second = [
        await SavedView.keep("/clients", name, {}, is_shared=True, by=zoe) for name in "AB"
    ]
    await first.open_for([Role.COUNTER, Role.READER], by=zoe)
    heard.clear()
    await second.open_for([Role.READER, Role.MANAGER], by=zoe)

    views = await SavedView.of("/clients", None)
    assert [one.role_set for one in views] == [{Role.COUNTER}, {Role.READER, Role.MANAGER}]
    assert Changed("saved_view", frozenset([first.id, second.id])) in heard
    await second.open_for([], by=zoe)
    assert [one.role_set for one in await SavedView.of("/clients", None)] == [{Role.COUNTER}, set()]


async def test_a_view_that_cannot_be_kept_is_refused_with_a_sentence() -> None:
    karim = await staff("Karim")
    await SavedView.keep("/clients", "Lyon", LYON, is_shared=False, by=karim)
    for name in ("", "  ", "x" * (LONGEST_NAME + 1), "LYON", "lyon "):
        with pytest.raises(Invalid) as invalid:
            await SavedView.keep("/clients", name, LYON, is_shared=False, by=karim)
        assert "name" in invalid.value.errors, name
    with pytest.raises(Refused, match="trop longue"):
        await SavedView.keep("/clients", "Long", {"q": "é" * 500}, is_shared=False, by=karim)
    with pytest.raises(Refused, match="celle d’un compte"):
        await SavedView.keep("/clients", "Maison", {}, is_shared=False, by=THE_HOUSE)
    for number in range(1, MOST):
        await SavedView.keep("/clients", f"Vue {number}", {}, is_shared=False, by=karim)
    with pytest.raises(Refused, match="vues au plus"):
        await SavedView.keep("/clients", "De trop", {}, is_shared=False, by=karim)
    assert len(await names(karim)) == MOST
