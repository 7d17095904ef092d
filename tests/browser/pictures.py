"""Take the pictures of the help, and the sheet of every screen in every state.

`python tests/browser/pictures.py` from the project's folder; the sheet is
`screenshots/index.html`. `--help-only` leaves it out; `--only=FICHE` takes of it the states that
are called so, and leaves the help alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import CHROMIUM_OPTIONS  # noqa: E402 - the path comes first
from tests.browser.sheet.of_help import take_pictures  # noqa: E402
from tests.browser.sheet.taking import take_sheet  # noqa: E402
from tests.browser.sheet.worlds import full_world  # noqa: E402
from tests.browser_setup import find_chromium  # noqa: E402

PICTURES = ROOT / "pages" / "help" / "pictures"
SHEET = ROOT / "screenshots"
HELP_ONLY, ONLY = "--help-only", "--only="
FRENCH = ("--lang=fr-FR", "--enable-blink-features=LangAttributeAwareFormControlUI")
"""Fields for dates are written as the browser's own language has it; one that has only English
writes them as the page's."""


def main() -> None:
    only = next((one.removeprefix(ONLY) for one in sys.argv if one.startswith(ONLY)), "")
    faults = []
    with sync_playwright() as playwright:
        options = (*CHROMIUM_OPTIONS, *FRENCH)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=options)
        if not only:
            with full_world() as world:
                take_pictures(browser, world, PICTURES)
        if HELP_ONLY not in sys.argv:
            faults = take_sheet(browser, SHEET, only=only)
        browser.close()
    print("\n".join(faults))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
