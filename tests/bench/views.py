"""From one view of the list to another."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import cycle

from models.lists import SavedView
from models.permissions import THE_HOUSE
from tests.bench.model import connected
from tests.bench.opening import Measure, Samples
from tests.bench.site import Site

VIEWS = {"À l’envers": {"sort": "-name"}, "Les garages": {"q": "garage"}}
OPENER = re.compile("^Vue")


@asynccontextmanager
async def views(site: Site) -> AsyncIterator[Measure]:
    async with connected(site.server.database_url):
        ids = {
            name: (await SavedView.keep("/clients", name, texts, is_shared=True, by=THE_HOUSE)).id
            for name, texts in VIEWS.items()
        }
    async with site.at_desk() as window:
        turns = cycle(ids.items())

        async def measure() -> Samples:
            name, id_ = next(turns)
            await window.press(window.page.get_by_role("button", name=OPENER).first)
            item = window.page.get_by_role("menuitem", name=name, exact=True)
            await item.wait_for()
            await window.rest()
            before = await window.page.evaluate("eye.data(0).id")
            is_chosen = f"location.search.startsWith('?vue={id_}')"
            await window.watch("click", f"{is_chosen} && eye.data(0)?.id !== {before}")
            await window.press(item)
            return {"view": [await window.seen()]}

        yield measure
