"""A real server and a real browser."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from models.demo.accounts import DEMO_PASSWORD, open_demo_accounts
from models.upkeep.migrating import migrate
from tests.browser.aftermath import pages_of, state_of
from tests.browser_setup import find_chromium
from tests.conftest import memory
from tests.databases import in_database
from tests.factories import make_client, make_document
from tests.processes import ROOT, clean_environment, free_port
from tests.waiting import PATIENCE, wait_until

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
LANDSCAPE: ViewportSize = {"width": 1024, "height": 768}
PORTRAIT: ViewportSize = {"width": 768, "height": 1024}
UNUSED_FEATURES = (
    # For the address bar of every window, also of one that nobody sees, a whole Chromium would load
    # two pages of its own: as much work as opening the Clients screen.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    # This list takes the place of Playwright's; these stand there and would ask the internet.
    *("AimEnabled", "NetworkTimeServiceQuerying", "OptimizationHints", "PreconnectToSearch"),
    # And these stand there because they would change what pages do under automation.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "HttpsUpgrades", "PaintHolding"),
)
CHROMIUM_OPTIONS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    f"--disable-features={','.join(UNUSED_FEATURES)}",
)
MANY = 450
HOSTILE = (
    "<script>window.broken = true</script>",
    "<img src=x onerror='window.broken = true'>",
    "{{ 7 * 7 }} ${7 * 7} `x`",
    "L'atelier \"des\" 'guillemets' & co",
    "'; DROP TABLE client; --",
    "100 % _sous_ \\ligné",
    "شركة الاختبار العربية",
    "👩‍🔧 Réparations 🛠️",
)
"""Names of clients on the server of all tests."""
STILL = """() => document.fonts.status === "loaded"
    && document.getAnimations().every(one => one.playState !== "running")"""
LIST_ANSWERS = """(text) => getElement(document.querySelector(".list")).params.q === text"""


@dataclass
class Server:
    """Comptoir in a process of its own, on loopback, with a database of its own."""

    folder: Path
    port: int = field(default_factory=free_port)
    has_accounts: bool = True
    """Whether the demo's accounts are opened, before the first start."""
    log: Path | None = None
    """Where its errors are written; on the console otherwise."""
    program: tuple[str, ...] = (str(ROOT / "app.py"), "serve")
    """What the interpreter runs."""
    settings: dict[str, str] = field(default_factory=dict)
    """Further variables of its environment."""
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def _file(self) -> Path:
        return self.folder / "comptoir.sqlite3"

    @property
    def database_url(self) -> str:
        return f"sqlite://{self._file}"

    @contextmanager
    def running(self, content: Callable[[], Awaitable[None]]) -> Iterator[Server]:
        """It with this in its database, until the block ends."""
        self.fill(content)
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def fill(self, make: Callable[[], Awaitable[None]]) -> None:
        """Put records into the database, and the accounts if it is new; before the start."""
        if not self._file.exists():
            self._file.write_bytes(_new_database(has_accounts=self.has_accounts))
        _apart(in_database, self.database_url, make())

    def start(self) -> None:
        if self.has_accounts and not self._file.exists():
            self.fill(_nothing)
        with self.log.open("ab") if self.log else nullcontext() as errors:
            process = self._process = subprocess.Popen(
                [sys.executable, *self.program],
                env={**clean_environment(), **self._settings()},
                cwd=self.folder,
                stdout=subprocess.DEVNULL if self.log else None,
                stderr=errors,
            )
        assert wait_until(lambda: self._answers() or process.poll() is not None)
        assert process.poll() is None, "the server has ended"

    def stop(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=PATIENCE)
            self._process = None

    def kill(self) -> None:
        """End it as a power cut would: without a word, in the middle of whatever it does."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    @property
    def pid(self) -> int:
        assert self._process, "the server is not running"
        return self._process.pid

    def _settings(self) -> dict[str, str]:
        return {
            "COMPTOIR_DATABASE_URL": self.database_url,
            "COMPTOIR_HOST": "127.0.0.1",
            "COMPTOIR_PORT": str(self.port),
            "PYTHONPATH": str(ROOT),
            "NICEGUI_STORAGE_PATH": str(self.folder / "storage"),
            **self.settings,
        }

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/sante", timeout=PATIENCE) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


@cache
def _new_database(*, has_accounts: bool) -> bytes:
    """The file of a database in which nobody has worked yet."""
    with TemporaryDirectory(prefix="comptoir-", dir=memory()) as folder:
        file = Path(folder) / "comptoir.sqlite3"
        url = f"sqlite://{file}"
        _apart(asyncio.run, migrate(url))
        if has_accounts:
            _apart(in_database, url, open_demo_accounts())
        return file.read_bytes()


def _apart(do: Callable[..., object], *arguments: object) -> None:
    """Do this in a thread of its own: in this one runs Playwright's loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(do, *arguments).result()


async def _nothing() -> None:
    """What a database holds beside its accounts."""


async def _somebody() -> None:
    for name in ("Premier client", *HOSTILE):
        await make_client(name)


async def _crowd() -> None:
    for serial in range(MANY):
        city = "Saint-Étienne" if serial % 2 else "Orléans"
        await make_client(f"Numéro {serial:03d}", contact=f"Œuvrard {serial % 7}", city=city)
    await make_document(await make_client("Avec document"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test says in what state it left its windows."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("browser")
    if browser and report.failed and report.when == "call":
        report.sections.append(("Windows", "\n".join(map(state_of, pages_of(browser)))))
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE * 1000)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@contextmanager
def new_server() -> Iterator[Server]:
    """A server that is not yet started, with a folder in memory: a disk is slow."""
    with TemporaryDirectory(prefix="comptoir-", dir=memory()) as folder:
        server = Server(Path(folder))
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def server_with(content: Callable[[], Awaitable[None]]) -> Iterator[Server]:
    """A server with this in its database."""
    with new_server() as server, server.running(content):
        yield server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests; each makes clients of its own, and none is the very first."""
    with server_with(_somebody) as server:
        yield server


@pytest.fixture(scope="session")
def crowded() -> Iterator[Server]:
    """A server with many clients, one of them with an open document."""
    with server_with(_crowd) as server:
        yield server


@pytest.fixture
def own_server(windows: Windows) -> Iterator[Server]:
    """A server of this test's own, not yet started."""
    with new_server() as server:
        windows.gone.add(server.url)
        yield server


def dialog_of(page: Page) -> Locator:
    """The dialog that is open; the frame of a drawer that slides out is none any more."""
    return page.get_by_role("dialog").and_(page.locator(":not(.drawer:not(:has(.drawer-panel)))"))


@dataclass
class Desk:
    """One browser window at the Clients screen, used as a clerk would."""

    page: Page
    url: str

    def sign_in(self, name: str = "Camille", password: str = DEMO_PASSWORD) -> None:
        """As this person, without the sign-in page."""
        form: dict[str, str | bool | float] = {"identifiant": name, "mot_de_passe": password}
        answer = self.page.request.post(f"{self.url}/connexion", form=form, max_redirects=0)
        assert answer.status == 303, answer.status

    def button(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def open(self, path: str = "/clients") -> None:
        self.page.goto(f"{self.url}{path}")

    def search(self, text: str) -> None:
        """Type into the search, and look at the list once it answers."""
        self.page.get_by_role("searchbox", name="Rechercher un client").fill(text)
        self.page.wait_for_function(LIST_ANSWERS, arg=text)

    def row(self, name: str) -> Locator:
        return self.page.get_by_role("grid", name="Clients").get_by_role(
            "row", name=name, exact=True
        )

    def tick(self, *names: str) -> None:
        for name in names:
            self.row(name).get_by_role("checkbox").click()

    @property
    def card(self) -> Locator:
        return self.page.get_by_role("region", name="Fiche client")

    @property
    def selection(self) -> Locator:
        return self.page.get_by_role("region", name="Sélection")

    @property
    def dialog(self) -> Locator:
        return dialog_of(self.page)

    def share_device(self, name: str) -> None:
        """On the accounts' screen; the page loads itself anew, made for a shared device."""
        self.button("Partager cet appareil")
        self.field("Nom de l’appareil").fill(name)
        self.page.evaluate("window.isBefore = true")
        self.button("Partager")
        self.page.wait_for_function("!window.isBefore")

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    def create(self, name: str, **fields: str) -> None:
        """Manual, step 1."""
        self.button("+ Nouveau client")
        self.button("Oui")
        self.field("Raison sociale").fill(name)
        for label, text in fields.items():
            self.field(label.replace("_", " ")).fill(text)
        self.button("Enregistrer")
        expect(self.card).to_contain_text(name)

    def choose(self, menu: str, item: str) -> None:
        """An item of the card's menu « Document » or « Actions »."""
        self.button(menu)
        self.page.get_by_role("menuitem", name=item).click()

    def select(self, name: str) -> None:
        """Manual, step 2."""
        self.search(name)
        self.row(name).click()
        expect(self.card).to_contain_text(name)


Sort = tuple[str, int, int, bool, str]
"""Of a browser: the server's address, width and height, whether it is dark, who has signed in."""


@dataclass
class Windows:
    """Browsers, of which one that a test has left has its scripts at hand for the next.

    It is still signed in, but shows nothing, and has none of what pages keep.
    """

    browser: Browser
    gone: set[str] = field(default_factory=set)
    """The addresses of servers that one test alone had."""
    _free: dict[Sort, list[BrowserContext]] = field(default_factory=dict)

    def open(self, sort: Sort, *, fresh: bool) -> Desk:
        url, width, height, is_dark, staff = sort
        if not fresh and self._free.get(sort):
            return Desk(self._free[sort].pop().pages[0], url)
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            locale="fr-FR",
            color_scheme="dark" if is_dark else "light",
            reduced_motion="reduce",
            service_workers="block",  # a worker's requests pass by what a test intercepts
        )
        desk = Desk(context.new_page(), url)
        if staff:
            desk.sign_in(staff)
        return desk

    def leave(self, context: BrowserContext, sort: Sort) -> None:
        page, *others = context.pages
        for other in others:
            other.close()
        context.set_offline(False)
        page.unroute_all()
        page.set_viewport_size({"width": sort[1], "height": sort[2]})
        page.goto(f"{sort[0]}/favicon.ico")
        page.evaluate("sessionStorage.clear()")
        self._free.setdefault(sort, []).append(context)


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture
def new_desk(windows: Windows, request: pytest.FixtureRequest) -> Iterator[Callable[..., Desk]]:
    """Opens windows, each in a browser of its own.

    Without `staff` nobody has signed in yet, without `path` no page is open. One that is not to be
    used any more, since its session or its device is changed, is `fresh`.
    """
    opened: list[tuple[Desk, Sort, bool]] = []

    def open_desk(
        *,
        url: str = "",
        viewport: ViewportSize = DESKTOP,
        dark: bool = False,
        staff: str = "Camille",
        path: str = "/clients",
        fresh: bool = False,
    ) -> Desk:
        url = url or request.getfixturevalue("server").url
        sort = (url, viewport["width"], viewport["height"], dark, staff)
        fresh = fresh or not staff
        desk = windows.open(sort, fresh=fresh)
        opened.append((desk, sort, fresh))
        if staff and path:
            desk.open(path)
        return desk

    yield open_desk
    for desk, sort, fresh in opened:
        if fresh or sort[0] in windows.gone:
            desk.page.context.close()
        else:
            windows.leave(desk.page.context, sort)


@pytest.fixture
def desk(new_desk: Callable[..., Desk]) -> Desk:
    return new_desk()
