"""The lines editor: what it tells the browser, and what it believes of what the browser tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from components.lines import Change, Edit, LinesEditor, Question
from components.lines.change import LONGEST_TEXT
from models.database import Outage
from models.errors import Refused
from tests.simulation import Tab
from tests.waiting import until

ROW = {"key": "a", "kind": "article", "designation": "Pelle", "price": "12,35", "net": "12,35 €"}
TOTALS = {"ht": "12,35 €", "ttc": "14,82 €", "vat": []}


class Made:
    """An editor on the page, and what it has told."""

    def __init__(self, page: Tab, **options: Any) -> None:
        self._page = page
        self.saved: list[Change] = []
        self.previewed: list[Change] = []
        self.asked: list[Question] = []
        self.error: Exception | None = None
        with page.client:
            self.editor = LinesEditor(
                rows=[ROW],
                totals=TOTALS,
                vat_rates=[{"code": "20", "label": "20 %", "rate": "20"}],
                units=[],
                document_discount="10 %",
                owner="1",
                key="invoice-1",
                on_edit=self._save,
                on_preview=self._preview,
                on_suggest=self._suggest,
                **options,
            )
        self.calls = page.record(self.editor)

    async def _save(self, change: Change) -> None:
        if self.error:
            raise self.error
        self.saved.append(change)

    async def _preview(self, change: Change) -> None:
        self.previewed.append(change)

    async def _suggest(self, question: Question) -> Sequence[dict[str, str]]:
        self.asked.append(question)
        return [{"designation": "Pelle", "price": "3"}]

    async def send(self, name: str, sent: object) -> None:
        await self._page.send(self.editor, name, sent)


def change(**parts: Any) -> dict[str, Any]:
    return {"seq": 3, "edits": [], "added": [], "removed": [], "order": [], **parts}


async def test_a_change_is_heard_as_it_was_typed(page: Tab) -> None:
    made = Made(page)
    edit = {"key": "a", "field": "price", "value": "13", "base": "12,35"}
    await made.send("type", change(edits=[edit]))
    await made.send("commit", change(added=[{"key": "b", "designation": "Seau"}], order=["b", "a"]))

    assert made.previewed == [Change(3, (Edit("a", "price", "13", "12,35"),))]
    [saved] = made.saved
    assert saved.order == ("b", "a")
    assert saved.added[0]["designation"] == "Seau"
    assert saved.added[0]["quantity"] == ""


async def test_articles_are_offered_to_the_question_that_was_asked(page: Tab) -> None:
    made = Made(page, shows_prices=False)
    await made.send("suggest", {"key": "a", "field": "designation", "text": "pel", "seq": 7})

    assert made.asked == [Question("a", "designation", "pel", 7)]
    assert made.calls == [("offer", {"seq": 7, "articles": [{"designation": "Pelle"}]})]


async def test_without_a_right_to_prices_none_is_sent(page: Tab) -> None:
    made = Made(page, shows_prices=False)
    made.editor.patch([ROW], totals=TOTALS, document_discount="5 %")
    made.editor.answer(1, {"a": "12,35 €"}, TOTALS)

    assert "12,35" not in repr([made.editor.props["start"], made.calls])
    assert "10 %" not in repr(made.editor.props["start"])


async def test_what_could_not_be_saved_is_said_and_kept(page: Tab) -> None:
    made = Made(page)
    for error, is_again in ((Refused("La facture est émise."), False), (Outage("Occupée."), True)):
        made.error = error
        await made.send("commit", change())
        assert await until(lambda: made.calls)
        [(name, told)] = made.calls
        assert name == "failed"
        assert told["sentence"].startswith(str(error))
        assert told["again"] is is_again
        made.calls.clear()


async def test_an_issued_document_hears_nothing(page: Tab) -> None:
    made = Made(page, is_editable=False)
    assert not made.editor._event_listeners


EDIT = {"key": "a", "field": "price", "value": "1", "base": ""}
NONSENSE: tuple[Any, ...] = (
    None,
    [],
    change(seq="3"),
    change(seq=True),
    change(edits={}),
    change(edits=[{**EDIT, "field": "net"}]),
    change(edits=[{**EDIT, "field": "__class__"}]),
    change(edits=[{**EDIT, "value": 1}]),
    change(edits=[{**EDIT, "key": ""}]),
    change(edits=[{**EDIT, "value": "x" * (LONGEST_TEXT + 1)}]),
    change(added=[{"designation": "sans clé"}]),
    change(added=[{"key": "b", "designation": ["x"]}]),
    change(removed=[1]),
    change(order="abc"),
)


def test_what_no_editor_of_ours_sends_is_refused() -> None:
    for sent in NONSENSE:
        with pytest.raises(Refused):
            Change.read(sent)
