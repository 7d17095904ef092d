"""The first steps of a firm, above the day until they are done or put away."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui

from components.looks import ICONS, button
from components.tab import LIVE, Round, current_staff, part
from models.figures import STEP_TOPICS, FirstStep, first_steps
from models.french import number
from models.staff import Account

TITLE = "Premiers pas"


class StepsBox:
    """The steps in one tab."""

    def __init__(self) -> None:
        self._steps: Sequence[FirstStep] = ()

    async def build(self) -> None:
        self._steps = await first_steps(by=current_staff())
        with ui.element("div") as self._place:
            self._shown()
        LIVE.follow(self._place, set(STEP_TOPICS), self._follow)

    @part
    def _shown(self) -> None:
        if not self._steps:
            return
        section = ui.element("section").classes("first-steps").props("role=region")
        section.props["aria-label"] = TITLE
        done = sum(one.is_done for one in self._steps)
        with section:
            with ui.element("div").classes("first-steps-head"):
                ui.label(TITLE).classes("tile-name").props("role=heading aria-level=2")
                said = f"{number(done)} sur {number(len(self._steps))}"
                ui.label(said).classes("tile-means grow")
                button("Masquer", "quiet", on_click=self._put_away).props["aria-label"] = (
                    f"Masquer : {TITLE}"
                )
            with ui.element("ol").classes("first-steps-list"):
                for step in self._steps:
                    with ui.element("li"):
                        _step(step)

    async def _put_away(self) -> None:
        account = await Account.get(id=current_staff().account_id)
        await account.put_steps_away(by=current_staff())

    async def _follow(self, _round: Round) -> None:
        steps = await first_steps(by=current_staff())
        if steps != self._steps:
            self._steps = steps
            self._shown.refresh()


def _step(step: FirstStep) -> None:
    with ui.link(target=step.path).classes("first-step") as link:
        ui.icon(ICONS["done" if step.is_done else "undone"])
        with ui.element("div").classes("grow"):
            ui.label(step.label).classes("first-step-name")
            if not step.is_done:
                ui.label(step.why).classes("tile-means")
    state = "fait" if step.is_done else "à faire"
    link.props["aria-label"] = f"{step.label}, {state}"
    if step.is_done:
        link.classes("is-done")
