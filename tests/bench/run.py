"""How fast the desk is: `python -m tests.bench.run` measures it in Chromium, on several sizes."""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    ExitStack,
    asynccontextmanager,
    contextmanager,
)
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from tests.bench import (
    api,
    changing,
    crowd,
    deleting,
    documents,
    duplicates,
    heavy,
    importing,
    model,
    opening,
    report,
    today,
    views,
    working,
)
from tests.bench.databases import KEPT, Database, Sqlite
from tests.bench.figures import figure_table
from tests.bench.opening import Measure
from tests.bench.postgres import Postgres
from tests.bench.site import OnDatabase, Site
from tests.browser.conftest import CHROMIUM_OPTIONS
from tests.browser_setup import find_chromium
from tests.processes import clean_environment, free_port

SIZES = (1_000, 100_000, 1_000_000)
Times = defaultdict[int, defaultdict[str, list[float]]]
Line = Callable[[Site], AbstractAsyncContextManager[Measure]]

LINES: dict[str, Line] = {
    "memory": crowd.closed_tabs,  # first, while the server is fresh
    "open": opening.opening,
    "slow": opening.on_slow_cpu,
    "early": opening.early_clicks,
    "section": opening.sections,
    "search": working.search,
    "model": model.search,
    "everywhere": model.everywhere,
    "model-save": model.saves,
    "duplicates": duplicates.duplicates,
    "card": working.card,
    "heavy": heavy.cards,
    "bulk": changing.bulk,
    "document": documents.page,
    "documents": documents.lists,
    "issue": documents.issuing,
    "today-model": today.in_the_model,
    "today": today.opened,
    "today-cold": today.just_started,
    "view": views.views,
    "api": api.programs,
    "delete": deleting.some,
    "many": deleting.many,
    "live": crowd.live,
    "scroll": working.scroll,
    "crowd": crowd.crowd,
    "import": importing.importing,  # last, since clients come and go to the trash
}
ONCE = {"memory", "crowd", "import"}
"""Lines that need no median."""


@asynccontextmanager
async def pictures_of_failure(sites: Sequence[Site]) -> AsyncIterator[None]:
    """Keep what the windows show at the moment in which a measure fails."""
    try:
        yield
    except Exception:
        pages = [page for site in sites for context in site.contexts for page in context.pages]
        for serial, page in enumerate(pages):
            await page.screenshot(path=KEPT / f"failed-{serial}.png")
        print(f"What was on screen: {KEPT}/failed-*.png", file=sys.stderr)
        raise


async def measure(sites: Sequence[Site], lines: Sequence[str], runs: int) -> Times:
    """Run each line, the sizes in turns, so that what disturbs one disturbs all."""
    times: Times = defaultdict(lambda: defaultdict(list))
    for line in lines:
        print(f"  {line}", file=sys.stderr, flush=True)
        async with AsyncExitStack() as stack:
            measures = {
                site.size: await stack.enter_async_context(LINES[line](site)) for site in sites
            }
            await stack.enter_async_context(pictures_of_failure(sites))
            for run in range(1 if line in ONCE else runs + 1):
                for size, measure in measures.items():
                    for key, values in (await measure()).items():
                        if run or line in ONCE:  # the first time warms up
                            times[size][key] += values
    return times


async def in_chromium(
    servers: Sequence[tuple[int, OnDatabase]], empty_url: str, lines: Sequence[str], runs: int
) -> tuple[Times, str]:
    """What was measured, and the version of the browser."""
    async with async_playwright() as playwright:
        browser: Browser = await playwright.chromium.launch(
            executable_path=find_chromium(),
            args=CHROMIUM_OPTIONS,
            ignore_default_args=["--hide-scrollbars"],
        )
        sites = [Site(size, server, empty_url, browser) for size, server in servers]
        times = await measure(sites, lines, runs)
        version = browser.version
        await browser.close()
    return times, version


@contextmanager
def serving(url: str, folder: Path) -> Iterator[OnDatabase]:
    log = folder / "errors.log"
    log.touch()
    server = OnDatabase(folder, has_accounts=False, log=log, given_url=url)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        if complaints := log.read_text("utf-8", "replace"):
            print(complaints, file=sys.stderr)


@contextmanager
def empty_page() -> Iterator[str]:
    """The address of a server that has one page with nothing in it."""
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.empty", str(port)]
    with tempfile.TemporaryDirectory() as storage:
        environment = {**clean_environment(), "NICEGUI_STORAGE_PATH": storage}
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait()


def bench(
    database: Database, sizes: Sequence[int], lines: Sequence[str], runs: int
) -> tuple[Times, str]:
    with ExitStack() as stack:
        stack.enter_context(database)
        servers = []
        for size in sizes:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="comptoir-")))
            url = database.copy(size, folder)
            servers.append((size, stack.enter_context(serving(url, folder))))
        empty_url = stack.enter_context(empty_page())
        return asyncio.run(in_chromium(servers, empty_url, lines, runs))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of clients")
    parser.add_argument("--databases", default="sqlite,postgres")
    parser.add_argument("--only", default=",".join(LINES), help=f"some of {', '.join(LINES)}")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--write", action="store_true", help="write docs/bench.md")
    options = parser.parse_args(arguments)
    kinds: dict[str, Callable[[], Database]] = {"sqlite": Sqlite, "postgres": Postgres}
    for name in options.databases.split(","):
        database = kinds[name]()
        sizes, lines = map(int, options.sizes.split(",")), options.only.split(",")
        times, version = bench(database, list(sizes), lines, options.runs)
        print(f"\n{database.name}\n\n{figure_table(times)}\n")
        if options.write:
            report.write(database.name, options.runs, version, times)


if __name__ == "__main__":
    main()
