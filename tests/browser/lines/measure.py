"""How fast the lines editor is: `python -m tests.browser.lines.measure` prints a table.

Milliseconds, medians of several openings and the spread of many keys: until the first field is
there, until all are, from a key to the total, and to the picture of it.
"""

from __future__ import annotations

from statistics import median, quantiles

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.conftest import CHROMIUM_OPTIONS, Desk, Server, new_server
from tests.browser_setup import find_chromium

SIZES = (5, 60, 200)
OPENINGS = 7
KEYS = "3126748591"
TURNS = 12
SIZE: ViewportSize = {"width": 1440, "height": 900}
WATCH_OPENING = """(() => {
    const seen = (window.seen = {});
    const look = () => {
        const fields = document.querySelectorAll(".lines-rows [data-name=quantity]").length;
        if (fields) seen.first ??= performance.now();
        if (fields >= window.awaited) return (seen.all ??= performance.now());
        requestAnimationFrame(look);
    };
    const [, count] = /[.]([0-9]+)[.]/.exec(location.pathname) ?? [];
    window.awaited = Number(count);
    if (count) look();
})()"""
WATCH_KEYS = """() => {
    window.counted = [];
    window.painted = [];
    let pressed = 0;
    addEventListener("input", () => (pressed = performance.now()), true);
    new MutationObserver(() => {
        const begin = pressed;
        if (!begin) return;
        pressed = 0;
        counted.push(performance.now() - begin);
        requestAnimationFrame(() => setTimeout(() => painted.push(performance.now() - begin)));
    }).observe(document.querySelector(".lines-sum-ttc td"), {
        childList: true, subtree: true, characterData: true,
    });
}"""


def opened(page: Page, url: str) -> tuple[float, float]:
    page.goto(url)
    page.wait_for_function("window.seen.all")
    seen = page.evaluate("window.seen")
    return seen["first"], seen["all"]


def typed(page: Page) -> tuple[list[float], list[float]]:
    """From each key to the total, and to its picture."""
    page.evaluate(WATCH_KEYS)
    field = page.get_by_label("Prix unitaire HT", exact=True).nth(2)
    field.click()
    for _ in range(TURNS):
        field.press("ControlOrMeta+a")
        for number, key in enumerate(KEYS[:6], start=1):
            page.keyboard.press(key)
            page.wait_for_function("(least) => painted.length % 6 === least % 6", arg=number)
    return page.evaluate("counted"), page.evaluate("painted")


def line_of(browser: Browser, server: Server, rows: int) -> str:
    desk = Desk(browser.new_page(viewport=SIZE, locale="fr-FR"), server.url)
    desk.page.add_init_script(WATCH_OPENING)
    desk.sign_in()
    url = f"{server.url}/essai/measured.{rows}.x"
    opened(desk.page, url)  # the scripts are kept from then on
    times = [opened(desk.page, url) for _ in range(OPENINGS)]
    first, whole = (median(one) for one in zip(*times, strict=True))
    counted, painted = typed(desk.page)
    desk.page.context.close()
    spreads = (f"{median(one):.1f} | {quantiles(one, n=20)[-1]:.1f}" for one in (counted, painted))
    return f"| {rows} | {first:.0f} | {whole:.0f} | {' | '.join(spreads)} |"


def main() -> None:
    with new_server() as server, sync_playwright() as playwright:
        server.program = ("-m", "tests.browser.lines.site")
        server.start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_OPTIONS)
        print("| lines | first field | all | key → total | p95 | key → picture | p95 |")
        print("|---|---|---|---|---|---|---|")
        for rows in SIZES:
            print(line_of(browser, server, rows), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
