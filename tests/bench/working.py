"""What a clerk does all day: find, open, edit, save, scroll."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count, islice

from tests.bench.opening import Measure, Samples
from tests.bench.site import PAUSE_MS, Site, Window

WORDS = ("garage martin", "petit lyon", "lefèvre", "mairie d", "c00042", "05 36 49", "hôtel 75")
OFTEN = 3
"""Times in one run: of nine alone, the p95 is the slowest."""
STOPS = 10
STEPS = 5
"""From one stop to the next."""


@asynccontextmanager
async def search(site: Site) -> AsyncIterator[Measure]:
    async with site.at_desk() as window:
        turns = count()

        async def measure() -> Samples:
            words = WORDS[next(turns) % len(WORDS)]
            await window.find("")
            await window.search.focus()
            times = []
            for end, key in enumerate(words, 1):
                await window.rest()
                await window.watch("beforeinput", f"eye.hasFound({words[:end]!r})")
                await window.page.keyboard.type(key)
                times.append(await window.seen())
            return {"key": times}

        yield measure


@asynccontextmanager
async def card(site: Site) -> AsyncIterator[Measure]:
    async with site.at_desk() as window:
        turns = count()

        async def measure() -> Samples:
            samples: Samples = defaultdict(list)

            def note(key: str, time: float) -> None:
                samples[key].append(time)
                samples[f"{key}-answer"].append(window.answered)

            for turn in islice(turns, OFTEN):
                await window.find("")
                await window.rest()
                note("card", await open_card(window, turn % 8))
                await window.rest()
                note("drawer", await open_drawer(window))
                text = f"Essai {site.size} {turn}"
                note("save", await save(window, turn % 8, text))
            return samples

        yield measure


async def open_card(window: Window, index: int) -> float:
    name = await window.row(index).inner_text()
    before = await window.page.evaluate("eye.text('.card')")  # two clients may bear the same name
    is_there = f"eye.text('.card-name') === {name!r} && eye.text('.card') !== {before!r}"
    await window.watch("click", is_there)
    await window.press(window.row(index))
    return await window.seen()


async def open_drawer(window: Window) -> float:
    """Until its first field has the keyboard."""
    await window.watch("click", "document.activeElement.closest('.drawer-panel .field')")
    await window.press(window.button("FICHE CLIENT – modifier"))
    return await window.seen()


async def save(window: Window, index: int, contact: str) -> float:
    """Write into the field « Contact », or for a person « Ville », and save."""
    field = await edit(window, contact)
    await window.rest()
    cell = f"eye.text('.list-row[data-index=\"{index}\"] .column-{field}')"
    await window.watch("click", f"{cell} === {contact!r}")
    await window.press(window.button("Enregistrer"))
    time = await window.seen()
    await window.page.locator(".drawer-panel").wait_for(state="detached")
    return time


async def edit(window: Window, text: str) -> str:
    """Type into a field that the list shows; the column."""
    contact = window.page.get_by_label("Contact", exact=True)
    is_there = await contact.is_visible()
    await (contact if is_there else window.page.get_by_label("Ville", exact=True)).fill(text)
    return "contact" if is_there else "city"


@asynccontextmanager
async def scroll(site: Site) -> AsyncIterator[Measure]:
    """Scroll down to the middle as with the handle of the scroll bar, and stop on the way."""
    async with site.at_desk() as window:
        await window.page.evaluate("eye.followScrolling()")

        async def measure() -> Samples:
            await window.page.evaluate("eye.drag(0)")
            await window.page.wait_for_function("eye.full")
            times = []
            for step in range(1, STOPS * STEPS + 1):
                await window.page.evaluate(f"eye.drag({step / STEPS / STOPS / 2})")
                if step % STEPS:
                    continue
                await window.page.wait_for_function("eye.full")
                await window.page.wait_for_timeout(PAUSE_MS)
                times.append(await window.page.evaluate("eye.full - eye.scrolled"))
            return {"scroll": times}

        yield measure
