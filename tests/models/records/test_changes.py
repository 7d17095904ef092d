"""Changes are told after the commit, once."""

import pytest
from tortoise.exceptions import IntegrityError

from models.clients import Client
from models.database import transaction
from models.database.transaction import is_in_transaction
from models.records import Changed, announce, listen
from tests.factories import rolled_back

pytestmark = pytest.mark.usefixtures("database")


def changed(topic: str, *ids: int) -> Changed:
    return Changed(topic, frozenset(ids))


async def test_a_change_is_told_after_the_commit(heard: list[Changed]) -> None:
    async with transaction():
        announce("client", [1])
        assert heard == []
    assert heard == [changed("client", 1)]


async def test_what_a_listener_hears_of_can_be_read(heard: list[Changed]) -> None:
    seen: list[bool] = []
    stop = listen(lambda _: seen.append(is_in_transaction()))
    async with transaction():
        announce("client", [1])
    stop()
    assert seen == [False]


async def test_changes_of_a_topic_are_told_together(heard: list[Changed]) -> None:
    async with transaction():
        announce("client", [1])
        announce("document", [7])
        announce("client", [2, 1])
    assert heard == [changed("client", 1, 2), changed("document", 7)]


async def test_no_ids_are_no_change(heard: list[Changed]) -> None:
    async with transaction():
        announce("client", [])
    assert heard == []


async def test_a_rollback_is_silent(heard: list[Changed]) -> None:
    async with rolled_back():
        announce("client", [1])
    assert heard == []


async def test_a_rollback_leaves_nothing_for_the_next_transaction(heard: list[Changed]) -> None:
    async with rolled_back():
        announce("client", [1])
    async with transaction():
        announce("client", [2])
    assert heard == [changed("client", 2)]


async def test_an_inner_transaction_joins_the_outer_one(heard: list[Changed]) -> None:
    async with transaction():
        async with transaction():
            announce("client", [1])
        assert is_in_transaction()
        assert heard == []
    assert not is_in_transaction()
    assert heard == [changed("client", 1)]


async def test_an_outer_rollback_takes_the_inner_transaction_along(heard: list[Changed]) -> None:
    async with rolled_back(), transaction():
        await Client.create(name="X")
        announce("client", [1])
    assert heard == []
    assert not await Client.exists()


async def test_a_refused_statement_rolls_back(heard: list[Changed]) -> None:
    async def write_the_same_code_twice() -> None:
        async with transaction():
            announce("client", [1])
            await Client.create(code="C1")
            await Client.create(code="C1")

    with pytest.raises(IntegrityError):
        await write_the_same_code_twice()
    assert heard == []
    assert not await Client.exists()


async def test_a_read_in_a_transaction_sees_what_it_has_written() -> None:
    async with transaction():
        await Client.create(name="X")
        assert await Client.exists()
