"""A real browser, an own server full of hostile texts, and a watch for what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Dialog, Page

from models.clients import Client
from models.company import Company, StagePolicy
from models.database import transaction
from models.demo.accounts import DEMO_PASSWORD
from models.documents import KINDS, Document
from models.permissions import Role, Staff
from models.staff import Account, Device
from tests.browser.conftest import Desk, Server, server_with
from tests.factories import make_article, make_client, make_session

ADMIN = Staff("Camille", Role.ADMINISTRATOR)
PAYLOADS = (
    "<script>window.__pwned=1</script>",
    '"><img src=x onerror="window.__pwned=1">',
    "</script></style></title></textarea><svg onload=window.__pwned=1>",
    "javascript:window.__pwned=1//'\"`",
    "{{ window.__pwned=1 }} ${window.__pwned=1}",
    "{{constructor.constructor('window.__pwned=1')()}}",
    '=HYPERLINK("javascript:window.__pwned=1")',
)
NAMES = (PAYLOADS[0], PAYLOADS[1], "{{ window.__pwned=1 }}", "'-(__pwned=1)-'")
"""Short enough for accounts and devices."""

WATCH = """
    Object.defineProperty(window, "__pwned", { set() { console.error("PWNED"); } });
    for (const name of ["alert", "confirm", "prompt"]) window[name] = () => console.error("PWNED");
    document.addEventListener("securitypolicyviolation", (event) =>
        console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


async def _fill() -> None:
    """Every text of every record is hostile, also where the form would not let it pass."""
    await Company.decide("rental", StagePolicy.DIRECT, by=ADMIN)
    for payload in PAYLOADS:
        client = await make_client(payload)
        await make_article(
            f"{payload}\n{payload}", reference=payload[:40], family=payload[:80], price="12"
        )
        texts = {
            field: payload[: Client.length_of(field)]
            for field in ("contact", "phone", "mobile", "email", "website", "street", "street2")
        } | {"city": payload, "country": payload[:60], "vat_number": payload[:20], "notes": payload}
        async with transaction():
            await Client.filter(id=client.id).update(**texts)
        for kind in KINDS:
            document = await Document.open_for(client.id, kind, by=ADMIN)
            fields = ("subject", "client_reference", "internal_notes", "printed_notes", "author")
            async with transaction():
                await Document.filter(id=document.id).update(
                    closing_reason=payload, **dict.fromkeys(fields, payload[:100])
                )
    for name in NAMES:
        account = await Account.open(name, Role.COUNTER, DEMO_PASSWORD, by=ADMIN)
        await account.choose_pin(DEMO_PASSWORD, "4711", by=ADMIN)
        await make_session(Staff(name, Role.COUNTER))
    for device, name in zip(await Device.all().order_by("id"), NAMES, strict=False):
        await Device.share(device.id, name, by=ADMIN)


@pytest.fixture(scope="session")
def hostile() -> Iterator[Server]:
    with server_with(_fill) as server:
        yield server


Watched = Callable[..., Desk]


@pytest.fixture
def watched(hostile: Server, new_desk: Callable[..., Desk]) -> Iterator[Watched]:
    """Opens windows in which nothing may go off; fails the test if something has."""
    seen: list[str] = []

    def watch(page: Page) -> None:
        def console(message: ConsoleMessage) -> None:
            if message.type == "error" and not _is_about_the_page_itself(message, page):
                seen.append(message.text)

        def dialog(shown: Dialog) -> None:
            seen.append(f"dialog: {shown.message}")
            shown.dismiss()

        page.add_init_script(WATCH)
        page.on("console", console)
        page.on("dialog", dialog)
        page.on("pageerror", lambda error: seen.append(str(error)))

    def open_desk(staff: str = "Camille", path: str = "/clients", *, fresh: bool = False) -> Desk:
        desk = new_desk(url=hostile.url, staff=staff, path="", fresh=fresh)
        desk.page = desk.page.context.new_page()  # or it would be watched in other tests, too
        watch(desk.page)
        if staff and path:
            desk.open(path)
        return desk

    yield open_desk
    assert seen == []


def _is_about_the_page_itself(message: ConsoleMessage, page: Page) -> bool:
    """The browser says of every page that is answered 401 or 404 that it is."""
    return "Failed to load resource" in message.text and message.location["url"] == page.url
