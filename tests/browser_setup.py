"""Find the browser for the browser tests; run as a script, install one when it is missing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# The shell first: Chromium without the windows, tabs and address bar that no test looks at, a sixth
# faster, and what Playwright itself takes where nobody watches.
PACKAGES = ("chromium-headless-shell", "chromium")
COMMANDS = (*PACKAGES, "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = ("Chromium", "Google Chrome")
# Where `playwright install` puts its own build, and what the program is called there.
PLAYWRIGHT_CACHES = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
PLAYWRIGHT_PROGRAMS = (
    "chromium_headless_shell-*/chrome-headless-shell-*/chrome-headless-shell",
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)


def find_chromium() -> str | None:
    """The path of a Chromium that starts, or None; COMPTOIR_TEST_BROWSER wins, untried."""
    if chosen := os.environ.get("COMPTOIR_TEST_BROWSER"):
        return chosen
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, COMMANDS))
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        for name in MAC_APPLICATIONS:
            yield str(folder / f"{name}.app/Contents/MacOS" / name)
    for cache in (os.environ.get("PLAYWRIGHT_BROWSERS_PATH"), *PLAYWRIGHT_CACHES):
        for pattern in PLAYWRIGHT_PROGRAMS if cache else ():
            yield from map(str, sorted(Path(cache or "").expanduser().glob(pattern), reverse=True))


def _starts(*command: str) -> bool:
    """Being there is no proof: Ubuntu's chromium-browser can be a script that asks for a snap."""
    try:
        answer = subprocess.run(
            [*command, "--version"], capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _driver_starts() -> bool:
    return _starts(sys.executable, "-m", "playwright")


def _run(*command: str) -> bool:
    print("For the browser tests:", " ".join(command), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # apt-get tells every package that it unpacks; what goes wrong comes on the other stream.
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def _install_package(name: str) -> None:
    """Install a package of Debian or Ubuntu, where that is the system and root asks."""
    if os.geteuid() == 0 and shutil.which("apt-get") and _run("apt-get", "update", "-qq"):
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", name)


def main() -> int:
    """Make sure that there is a browser and that Playwright can drive it; 1 when not."""
    if not _driver_starts():
        _install_package("libatomic1")  # all that Playwright's driver needs and Debian may lack
    for package in PACKAGES:
        if not find_chromium():
            _install_package(package)
    if not find_chromium():
        _run(sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")
    if not find_chromium():
        advice = "install Chromium or Chrome, or set COMPTOIR_TEST_BROWSER to the path of one"
    elif not _driver_starts():
        advice = "Playwright does not start (on Debian or Ubuntu, install libatomic1)"
    else:
        print(f"The browser tests use {find_chromium()}")
        return 0
    print(f"The browser tests cannot run: {advice}, then run make test again.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
