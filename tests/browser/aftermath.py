"""What the windows of a failed test were like: was it Comptoir, or does the browser hang?"""

from collections.abc import Iterator

from playwright.sync_api import Browser, Error, Page

WAIT_MS = 3000
RUNS = "() => true"
DRAWS = "() => new Promise(drawn => requestAnimationFrame(() => drawn(true)))"
SAYING = "[role=alert], [role=status], [role=dialog]"


def pages_of(browser: Browser) -> Iterator[Page]:
    for context in browser.contexts:
        yield from context.pages


def state_of(page: Page) -> str:
    """Its address, whether it is alive, and what it says in messages and questions."""
    if not _comes_true(page, RUNS):
        return f"{page.url} runs no script any longer"
    drawing = "draws" if _comes_true(page, DRAWS) else "runs scripts, but no longer draws"
    try:
        said = page.locator(SAYING).all_inner_texts()
    except Error as error:  # it has turned to another page meanwhile
        said = [error.message]
    return "\n  ".join([f"{page.url} {drawing}; it says:", *filter(None, said)])


def _comes_true(page: Page, sign: str) -> bool:
    try:
        page.wait_for_function(sign, timeout=WAIT_MS, polling=100)
    except Error:
        return False
    return True
