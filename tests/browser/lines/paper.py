"""A document's lines in a window, in the words of a clerk."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, ViewportSize, expect

from tests.browser.conftest import Desk

PHONE: ViewportSize = {"width": 390, "height": 844}
Open = Callable[..., "Paper"]


class Paper:
    """One document in one window."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.page = desk.page
        self.lines = self.page.get_by_role("region", name="Lignes")
        self.sums = self.page.get_by_role("region", name="Totaux")
        self.rows = self.lines.locator(".lines-rows > [role=row]")
        expect(self.lines).to_be_visible()

    def field(self, label: str, row: int = 0) -> Locator:
        return self.rows.nth(row).get_by_label(label, exact=True)

    def type(self, label: str, text: str, row: int = 0) -> None:
        self.field(label, row).fill(text)

    def column(self, label: str) -> list[str]:
        """What stands in this field of each row."""
        found = self.lines.get_by_label(label, exact=True)
        return [one.input_value() for one in found.all()]

    def shows(self, label: str, *texts: str) -> None:
        """Wait until the fields of this name hold these texts, row by row."""
        fields = self.lines.get_by_label(label, exact=True)
        expect(fields).to_have_count(len(texts))
        for place, text in enumerate(texts):
            expect(fields.nth(place)).to_have_value(text)

    def net(self, row: int = 0) -> Locator:
        return self.rows.nth(row).locator(".lines-amount")

    def sum(self, label: str) -> Locator:
        return self.sums.get_by_role("row", name=label).get_by_role("cell")

    def is_saved(self) -> None:
        expect(self.lines.get_by_role("status")).to_have_text("Enregistré")

    def reload(self) -> None:
        self.page.reload()
        expect(self.lines).to_be_visible()

    def menu(self, row: int, item: str) -> None:
        self.rows.nth(row).get_by_role("button", name="Actions de la ligne").click()
        self.page.get_by_role("menuitem", name=item).click()

    def paste(self, label: str, text: str, row: int = 0) -> None:
        self.field(label, row).focus()
        self.page.evaluate(PASTE, text)


PASTE = """(text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
    return event.defaultPrevented;
}"""


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def handle(paper: Paper, row: int) -> Locator:
    return paper.rows.nth(row).get_by_role("button", name="Déplacer la ligne")
