"""Several clients side by side, made one: asked, counted, done, and undone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from nicegui import ui

from components.dialogs import choose, confirm, inform, value_cards
from components.frame import Frame
from components.tab import current_staff, part
from models.clients import BOTH, Client, Merge, MergePlan, MergeRow, Unmerged
from models.errors import Invalid, Refused
from models.french import Noun, listed, number, plural, quoted
from models.permissions import Permission
from models.records import Record
from pages.creating import choose_client

MERGE, APART = "merge", "apart"
LEADS_ON = "Les anciens liens mèneront à la fiche qui reste, et la fusion pourra être annulée."
MOST_LISTED = 12


async def choose_and_merge(frame: Frame, client: Client) -> None:
    """Ask with which other client, then as `merge_clients` does."""
    _need()
    question = f"Fusionner {quoted(client.name)} avec quelle fiche ?"
    if other := await choose_client(question, but=client.id):
        await merge_clients(frame, [client.id, other.id], first=client.id)


async def merge_clients(
    frame: Frame, ids: Collection[int], *, first: int | None = None, pair_id: int | None = None
) -> bool:
    """Compare clients and make them one, or set a pair of them apart; whether anything was done."""
    plan = await MergePlan.of(ids)
    if first in plan.clients:
        plan.keep(first)
    while answer := await Comparison(plan).ask(may_set_apart=pair_id is not None):
        if answer == APART and pair_id is not None:
            await _set_apart(frame, pair_id)
            return True
        _need()
        if not await _is_meant(plan):
            continue
        try:
            merges = await plan.carry_out(by=current_staff())
        except (Refused, Invalid) as error:  # it is compared again, as it is now
            frame.toasts.show(str(error), "warning")
            plan = await plan.anew()
        else:
            _offer_to_undo(frame, plan, merges)
            return True
    return False


def _need() -> None:
    current_staff().need(Permission.DELETE)
    current_staff().need(Permission.EDIT)


class Comparison:
    """The clients in the question of one tab."""

    def __init__(self, plan: MergePlan) -> None:
        self._plan = plan
        self._moving: Sequence[tuple[Noun, int]] = ()

    async def ask(self, *, may_set_apart: bool) -> str:
        """What is to be done, "" for nothing."""
        self._moving = await self._plan.moving()
        apart = {"Pas un doublon": (APART, "quiet")} if may_set_apart else {}
        may = current_staff()
        can_merge = may.may(Permission.EDIT) and may.may(Permission.DELETE)
        answers = {
            "Abandonner": ("", "quiet"),
            **(apart if may.may(Permission.EDIT) else {}),
            **({"Fusionner": (MERGE, "primary")} if can_merge else {}),
        }
        title = "Fusionner ces fiches ?" if can_merge else "Ces fiches se ressemblent"
        return await choose(title, answers, details=self._build) or ""

    def _build(self) -> None:
        with ui.element("div").classes("merge"):
            who = {
                one.id: (one.name, " · ".join(filter(None, (one.code, one.city))))
                for one in self._plan.clients.values()
            }
            value_cards("Fiche qui reste", who, self._plan.stays_id, self._keep)
            self._rows()
            self._said()

    @part
    def _rows(self) -> None:
        for row in self._plan.rows:
            _row(row, self._plan, self._choose)

    @part
    def _said(self) -> None:
        ui.label(_moves(self._moving)).classes("question-text").props("role=status")

    async def _keep(self, client_id: int) -> None:
        self._plan.keep(client_id)
        self._rows.refresh()
        self._moving = await self._plan.moving()
        self._said.refresh()

    def _choose(self, row: MergeRow, client_id: int) -> None:
        self._plan.choose(row.name, client_id)
        if row.name == "kind":  # which decides what else there is
            self._rows.refresh()


def _row(row: MergeRow, plan: MergePlan, choose: Callable[[MergeRow, int], None]) -> None:
    names = {one.id: one.code or "" for one in plan.clients.values()} | {BOTH: "Les deux"}
    texts = {id_: (names[id_], text) for id_, text in row.texts.items()}
    value_cards(row.label, texts, row.chosen, lambda id_: choose(row, id_))


def _moves(moving: Sequence[tuple[Noun, int]]) -> str:
    """« Passent sur la fiche qui reste : 3 documents, 1 règlement. »"""
    if not moving:
        return "Rien d’autre ne passe sur la fiche qui reste."
    counted = listed([noun.counted(count) for noun, count in moving])
    return f"Passent sur la fiche qui reste : {counted}."


async def _is_meant(plan: MergePlan) -> bool:
    going = plan.going
    what = quoted(going[0].name) if len(going) == 1 else f"{number(len(going))} fiches"
    moves = _moves(await plan.moving())

    def details() -> None:
        for sentence in (moves, LEADS_ON):
            ui.label(sentence).classes("question-text")

    return await confirm(f"Fusionner {what} dans {quoted(plan.stays.name)} ?", details=details)


async def _set_apart(frame: Frame, pair_id: int) -> None:
    await Client.set_apart(pair_id, by=current_staff())

    async def undo() -> None:
        await Client.put_together(pair_id, by=current_staff())

    frame.toasts.show("Ces deux fiches sont écartées", action="Annuler", run=undo)


def _offer_to_undo(frame: Frame, plan: MergePlan, merges: Sequence[Merge]) -> None:
    async def undo() -> None:
        undone = [await Client.unmerge(one.id, by=current_staff()) for one in reversed(merges)]
        frame.toasts.show("Fusion annulée")
        await _tell_what_stays(plan.stays.name, undone)

    names = listed([quoted(one.name) for one in plan.going])
    verb = "est fusionné" if len(merges) == 1 else "sont fusionnés"
    stays = quoted(plan.stays.name)
    frame.toasts.show(f"{names} {verb} dans {stays}", action="Annuler", run=undo)


async def _tell_what_stays(name: str, undone: Sequence[Unmerged]) -> None:
    """What has come since the merge, with links to it."""
    if not any(one.said for one in undone):
        return
    records = [record for one in undone for record in await one.records()]
    kept = [label for one in undone for label in one.kept]

    def details() -> None:
        ui.label(f"Venu depuis la fusion, cela reste à {quoted(name)} :").classes("question-text")
        with ui.element("ul").classes("blocked"):
            for record in records[:MOST_LISTED]:
                _listed(record)
            if (rest := len(records) - MOST_LISTED) > 0:
                with ui.element("li"):
                    ui.label(f"et {plural(rest, 'autre')}")
            for label in kept:
                with ui.element("li"):
                    ui.label(f"{label} : modifié depuis")

    await inform("Les deux fiches sont de nouveau là", details=details)


def _listed(record: Record) -> None:
    with ui.element("li"):
        if record.path:
            ui.link(record.caption, record.path).classes("blocked-document")
        else:
            ui.label(record.caption)
