"""The account settings hold for the whole firm, at once."""

import asyncio
from itertools import product

import pytest

from models.company import Company, StagePolicy
from models.documents import KINDS
from models.records import Changed
from tests.factories import ANYBODY, rolled_back

pytestmark = pytest.mark.usefixtures("database")

CHOSEN = ("intervention", "rental")


async def test_the_stage_is_asked_for_until_somebody_decides(subtests: pytest.Subtests) -> None:
    for kind in CHOSEN:
        with subtests.test(kind=kind):
            assert (await Company.current()).policy(kind) == StagePolicy.ASK


async def test_a_kind_without_a_choice_begins_directly(subtests: pytest.Subtests) -> None:
    for kind in [kind for kind in KINDS if kind not in CHOSEN]:
        with subtests.test(kind=kind):
            assert (await Company.current()).policy(kind) == StagePolicy.DIRECT


async def test_a_decision_holds_for_its_kind_only(subtests: pytest.Subtests) -> None:
    for kind, policy in product(CHOSEN, StagePolicy):
        with subtests.test(kind=kind, policy=policy):
            async with rolled_back():
                await Company.decide(kind, policy, by=ANYBODY)
                company = await Company.current()
                (other,) = set(CHOSEN) - {kind}
                assert (company.policy(kind), company.policy(other)) == (policy, StagePolicy.ASK)


async def test_the_latest_decision_holds() -> None:
    for policy in (StagePolicy.QUOTE, StagePolicy.DIRECT):
        await Company.decide("rental", policy, by=ANYBODY)
    assert (await Company.current()).policy("rental") == StagePolicy.DIRECT
    assert await Company.all().count() == 1


async def test_decisions_taken_at_the_same_time_are_both_kept() -> None:
    await asyncio.gather(*(Company.decide(kind, StagePolicy.QUOTE, by=ANYBODY) for kind in CHOSEN))
    company = await Company.current()
    assert [company.policy(kind) for kind in CHOSEN] == [StagePolicy.QUOTE] * 2


async def test_asking_writes_nothing() -> None:
    await Company.current()
    assert not await Company.exists()


async def test_a_decision_is_announced(heard: list[Changed]) -> None:
    await Company.decide("rental", StagePolicy.QUOTE, by=ANYBODY)
    assert heard == [Changed("company", frozenset({1}))]


async def test_the_firm_is_called_what_its_server_is_called() -> None:
    assert await Company.names(["comptoir.durand-levage.fr", "guichet"]) == [
        *("comptoir", "durand-levage", "guichet")
    ]
