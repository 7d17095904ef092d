"""A glance at the newest: what was made lately and what the index knows, in one order."""

from __future__ import annotations

from random import Random

import pytest

from models.clients import Client
from models.lists import newest, words_in
from tests.factories import ANYBODY, make_client

pytestmark = pytest.mark.usefixtures("database")

WORDS = ("garage", "martin", "lyon", "b", "12")


async def by_hand(text: str, limit: int) -> list[int]:
    words = words_in(text)
    found = [
        one.id
        for one in await Client.filter(trashed_at=None).order_by("-id")
        if all(
            word in one.search
            if len(word) > 2 or word.isdigit()
            else f" {word}" in f" {one.search}"
            for word in words
        )
    ]
    return found[:limit]


async def test_it_is_what_a_look_at_everything_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random("newest")
    for _ in range(40):
        await make_client(" ".join(["Nom", *random.sample(WORDS, random.randint(1, 3))]))
    for client in (await Client.all())[::7]:
        await client.remove(by=ANYBODY)
    monkeypatch.setattr("models.lists.glance.LATELY", 6)
    for text in ("garage", "garage martin", "garage b", "martin 12", "lyon", "introuvable", "gara"):
        for limit in (3, 20):
            assert await newest("client", text, limit) == await by_hand(text, limit), text
    assert await newest("client", " ", 5) == []


async def test_of_words_without_an_index_only_what_was_made_lately_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("models.lists.glance.LATELY", 2)
    clients = [await make_client(name) for name in ("Zed", "Zoé", "Zut")]
    assert await newest("client", "z", 9) == [clients[2].id, clients[1].id]


async def test_not_more_is_read_than_a_glance_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in (("LATELY", 1), ("MOST_HITS", 6), ("LOOKED_AT", 2)):
        monkeypatch.setattr(f"models.lists.glance.{name}", most)
    ids = [(await make_client(f"Garage {serial}")).id for serial in range(6)]
    assert await newest("client", "garage", 20) == [*ids[:3:-1]]
