"""A firm that can issue, and one of its documents in a window, as a clerk has it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlsplit

import facturx
from lxml import etree
from playwright.sync_api import Locator, expect

from models.clients import Client
from models.company import Company, StagePolicy
from models.documents import Document
from models.french import read_number
from tests.browser.conftest import Desk, Server, dialog_of
from tests.browser.lines.paper import Paper
from tests.factories import ADDRESS, ANYBODY, SIREN, make_article, make_client, set_up_firm

SPACE = "\u00a0"
SUMS = {"Total HT": "TaxBasisTotalAmount", "Total TVA": "TaxTotalAmount"}
SUMS |= {"Total TTC": "GrandTotalAmount", "Reste dû": "DuePayableAmount"}
"""What the screen calls the sums, and the element of the electronic invoice."""

INCOMPLETE = "Incomplète"
"""The client of whom neither the address nor the SIREN is known."""
Make = Callable[[Client], Awaitable[Document | None]]


@dataclass
class Office:
    """A running server, with a client and perhaps a document under each name."""

    server: Server
    made: dict[str, Make] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    async def furnish(self) -> None:
        await set_up_firm()
        await Company.decide("rental", StagePolicy.QUOTE, by=ANYBODY)
        await make_article("Perforateur SDS", reference="PERF-001", price="45")
        for name, make in self.made.items():
            known = {} if name == INCOMPLETE else {"siren": SIREN, **ADDRESS}
            client = await make_client(name, email="client@example.com", **known)
            document = await make(client)
            self.paths[name] = document.path if document else client.path


class Opened(Paper):
    """One document in one window."""

    @property
    def moves(self) -> Locator:
        return self.page.locator(".document-moves")

    @property
    def dialog(self) -> Locator:
        return dialog_of(self.page)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def region(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def press(self, *names: str) -> None:
        """One button of the document or of its question after the other."""
        for name in names:
            self.page.get_by_role("button", name=name, exact=True).click()

    def answer(self, label: str, text: str) -> None:
        """Type into the open question."""
        self.dialog.get_by_label(label, exact=True).fill(text)

    def is_now(self, status: str) -> None:
        """Wait until the head says where the document stands."""
        expect(self.page.locator(".document-title .chip")).to_have_text(status)

    def move(self, label: str, status: str) -> None:
        self.press(label, "Oui")
        self.is_now(status)

    def is_titled(self, text: str) -> str:
        """Wait for the document of this title, which has the keyboard; its path."""
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_contain_text(text)
        expect(heading).to_be_focused()
        return self.path

    def add(
        self, designation: str, price: str, quantity: str = "1", *, kind: str = "", **fields: str
    ) -> None:
        """A line more, typed field by field."""
        self.press("Ajouter…" if kind else "Ajouter une ligne")
        if kind:
            self.page.get_by_role("menuitem", name=kind, exact=True).click()
        row = self.rows.last
        typed = {"Désignation": designation, "Quantité": quantity, "Prix unitaire HT": price}
        for label, text in {**typed, **fields}.items():
            row.get_by_label(label, exact=True).fill(text)

    def sums_up_to(self, **sums: str) -> None:
        """Wait until the totals say this, by their short names."""
        labels = {"ht": "Total HT", "vat": "Total TVA", "ttc": "Total TTC", "due": "Reste dû"}
        for name, text in sums.items():
            expect(self.sum(labels[name])).to_have_text(f"{text}{SPACE}€")

    def amounts(self) -> dict[str, Decimal]:
        """The sums as they stand on the screen."""
        return {label: read_number(self.sum(label).inner_text()[:-2], 2) for label in SUMS}

    def file(self, ending: str) -> bytes:
        """The document's PDF or electronic invoice."""
        answer = self.page.request.get(f"{self.page.url}/{ending}")
        assert answer.ok, answer.status
        return answer.body()

    def pay(self, amount: str, *, button: str = "Encaisser") -> None:
        self.press(button)
        self.answer("Montant", amount)
        self.dialog.get_by_role("button", name=button, exact=True).click()
        expect(self.dialog).to_have_count(0)


def amounts_in(pdf: bytes) -> dict[str, Decimal]:
    """The sums of the electronic invoice inside a PDF."""
    return {label: Decimal(_said(pdf, name)) for label, name in SUMS.items()}


def frame_in(pdf: bytes) -> str:
    """BT-23 of the electronic invoice inside a PDF."""
    return _said(pdf, "BusinessProcessSpecifiedDocumentContextParameter")


def _said(pdf: bytes, name: str) -> str:
    """What stands in the first element of this name."""
    _, xml = facturx.get_xml_from_pdf(pdf)
    found = etree.fromstring(xml).find(f".//{{*}}{name}")
    return "".join(found.itertext()).strip()


Call = Callable[..., Desk]
Open = Callable[..., Opened]
