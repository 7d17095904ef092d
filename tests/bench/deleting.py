"""Deleting many at once, while a colleague goes on working."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Locator

from models.lists.search import MOST_HITS
from tests.bench.model import words_that_find
from tests.bench.opening import Measure, Samples
from tests.bench.site import Site, Window
from tests.bench.working import OFTEN

SOME, MANY = 50, 10_000
BETWEEN_KEYS = 0.2
"""Seconds, as quick fingers type."""


@asynccontextmanager
async def some(site: Site) -> AsyncIterator[Measure]:
    async with site.at_desk() as window:

        async def once() -> float:
            await window.bring(80)  # so that two blocks of rows are there
            await window.bring(0)
            await window.page.wait_for_function("eye.data(99)")
            found = await window.page.evaluate(f"eye.free({SOME})")
            start = found["free"][0]
            first, after = await window.ids(start, found["next"])
            for index in found["free"]:
                await window.bring(index)
                await window.circle(index).click()
            await window.bring(start)
            await window.button("Supprimer").click()
            await window.rest()
            await window.watch("click", f"eye.data({start})?.id === {after} && !eye.waits()")
            await window.press(window.button("Oui"))
            time = await window.seen()
            await undo(window, f"eye.data({start})?.id === {first}")
            return time

        async def measure() -> Samples:
            return {"delete-some": [await once() for _ in range(OFTEN)]}

        yield measure


async def undo(window: Window, is_back: str) -> None:
    await window.page.locator(".toast").get_by_role("button", name="Annuler").click()
    await window.page.wait_for_function(f"() => {is_back}")


@asynccontextmanager
async def many(site: Site) -> AsyncIterator[Measure]:
    words, before = await words_that_find(site.server.database_url, MANY)
    is_back = f"eye.count() === {before}" if before <= MOST_HITS else "eye.count() == null"
    async with site.at_desk() as window, site.at_desk() as colleague:
        await window.find(words)

        async def measure() -> Samples:
            await window.page.get_by_role("checkbox", name="Tout sélectionner").click()
            await window.button("Supprimer").click()
            left = before - await number_in(window.page.get_by_role("dialog"))
            await window.rest()
            await window.watch("click", f"eye.count() === {left}")
            await window.press(window.button("Oui"))
            is_deleting = asyncio.create_task(window.seen())
            waits = [await keystroke(colleague)]
            while not is_deleting.done():
                await asyncio.sleep(BETWEEN_KEYS)
                waits.append(await keystroke(colleague))
            time = await is_deleting
            await undo(window, is_back)
            return {"delete-many": [time], "alive": [max(waits)]}

        yield measure


async def number_in(question: Locator) -> int:
    """The first number in a question: how many will go."""
    text = await question.get_by_role("heading").first.inner_text()
    found = re.search(r"\d[\d\s]*", text)
    assert found, text
    return int(re.sub(r"\s", "", found[0]))


async def keystroke(window: Window) -> float:
    """One more letter in the search, or an empty one again."""
    words = "" if await window.search.input_value() else "g"
    await window.search.focus()
    await window.watch("keydown", f"eye.hasFound({words!r})")
    await window.page.keyboard.press("g" if words else "Backspace")
    return await window.seen()
