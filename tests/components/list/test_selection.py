"""Which rows are ticked: some, or everything found but some."""

from __future__ import annotations

from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.list.selection import Selection
from models.clients import CLIENTS, Client
from models.lists import Query
from tests.factories import make_client

EVERY = Query()
IDS = frozenset(range(6))
Step: TypeAlias = "tuple[str, frozenset[int]]"


async def many(*names: str) -> list[Client]:
    return [await make_client(name) for name in names]


def ticked(selection: Selection) -> set[int]:
    """The ids of `IDS` that are ticked, by the meaning of the two fields."""
    return {id_ for id_ in IDS if (id_ in selection.marked) != selection.everything}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["tick", "untick", "everything", "nothing"]),
            st.frozensets(st.sampled_from(sorted(IDS))),
        )
    )
)
def test_it_is_a_set_of_rows_however_it_was_made(steps: list[Step]) -> None:
    selection, expected = Selection(), set[int]()
    for step, ids in steps:
        if step in {"tick", "untick"}:
            selection.mark(ids, on=step == "tick")
            expected = expected | ids if step == "tick" else expected - ids
        else:
            selection.clear(everything=step == "everything")
            expected = set(IDS) if step == "everything" else set()
        assert ticked(selection) == expected


@pytest.mark.usefixtures("database")
async def test_everything_is_what_the_search_finds_in_its_order() -> None:
    await many("Port B", "Ailleurs", "Port A")
    selection = Selection(everything=True)

    ids = await selection.ids(CLIENTS, Query(search="port"))

    names = {client.id: client.name for client in await Client.with_ids(ids)}
    assert [names[id_] for id_ in ids] == ["Port A", "Port B"]


@pytest.mark.usefixtures("database")
async def test_everything_leaves_out_what_was_unticked() -> None:
    first, second, third = await many("A", "B", "C")
    selection = Selection(everything=True)
    selection.mark([second.id], on=False)

    assert await selection.ids(CLIENTS, EVERY) == [first.id, third.id]
    assert await selection.first_ids(CLIENTS, EVERY, limit=2) == [first.id, third.id]
    assert await selection.count(CLIENTS, EVERY) == 2


@pytest.mark.usefixtures("database")
async def test_ticked_rows_stay_ticked_when_the_search_no_longer_finds_them() -> None:
    first, second = await many("A", "B")
    selection = Selection()
    selection.mark([second.id, first.id], on=True)

    assert await selection.ids(CLIENTS, Query(search="introuvable")) == [first.id, second.id]
    assert await selection.count(CLIENTS, Query(search="introuvable")) == 2


@pytest.mark.usefixtures("database")
async def test_the_first_are_as_many_as_were_asked_for(subtests: pytest.Subtests) -> None:
    for everything in (True, False):
        with subtests.test(everything=everything):
            clients = await many(*"ABCDEF")
            selection = Selection(everything=everything)
            selection.mark([client.id for client in clients], on=True)

            first = await selection.first_ids(CLIENTS, EVERY, limit=3)

            assert first == [client.id for client in clients[:3]]


def test_the_browser_gets_it_as_json() -> None:
    selection = Selection(everything=True)
    selection.mark([3, 1], on=False)

    assert selection.to_json() == {"everything": True, "marked": [1, 3]}
