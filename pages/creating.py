"""The way to a new document: for whom, in which stage."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from decimal import Decimal
from functools import partial

from nicegui import ui

from components.dialogs import choose, confirm, inform, submit_answer
from components.frame import Frame
from components.looks import ICONS
from components.tab import anchored, current_staff, on_press, part
from models.clients import CLIENTS, Client
from models.company import Company, StagePolicy
from models.documents import Document, Kind, Stage, balance_of, beginning_refusal
from models.french import amount, quoted
from models.lists import Query, Row
from models.permissions import Permission
from pages.client_alert import client_alert

MOST_FOUND = 6


async def create_document(
    frame: Frame, client: Client, kind: Kind, *, policy: StagePolicy | None = None
) -> None:
    """Ask for the stage if the settings, or `policy`, say so; then open the new document."""
    policy = policy or (await Company.current()).policy(kind.code)
    stage = await _choose_stage(client, kind, policy)
    if stage is None:
        return
    document = await Document.open_for(client.id, kind.code, stage, by=current_staff())
    frame.go(document.path)


async def ask_to_create(frame: Frame, client: Client, kind: Kind) -> None:
    """Create a document of this kind for a client as it is now, once that is said to be meant."""
    now = await Client.get_or_none(id=client.id) or client  # a card keeps its buttons as it changes
    if await confirm_for(now, kind):
        await create_document(frame, now, kind)


async def create_for_whom(frame: Frame, kind: Kind) -> None:
    """Ask for whom, and once more where there is something to know of the client."""
    client = await choose_client(f"Créer {kind.with_article} pour quel client ?")
    if client is not None and (not client.mark or await confirm_for(client, kind)):
        # From a client's card a sale begins as an order; its quotes begin here.
        policy = StagePolicy.ASK if kind.code == "sale" else None
        await create_document(frame, client, kind, policy=policy)


async def confirm_for(client: Client, kind: Kind) -> bool:
    """Whether this is meant for this client, with what there is to know of it in sight."""
    question = f"Créer {kind.with_article} pour {quoted(client.name)} ?"
    beyond = await _beyond_limit(client)

    def details() -> None:
        client_alert(client)
        if beyond:
            said = f"Plafond d’encours dépassé de {amount(beyond)}."
            ui.label(said).classes("question-text is-late").props("role=note")

    return await confirm(question, details=details)


async def _beyond_limit(client: Client) -> Decimal:
    """By how much a client is beyond its limit, for who may know of it."""
    if client.credit_limit is None or not current_staff().may(Permission.PRICES):
        return Decimal(0)
    return (await balance_of(client.id)).beyond(client.credit_limit)


async def _choose_stage(client: Client, kind: Kind, policy: StagePolicy) -> str | None:
    """The stage that the policy says; of a client who gets no contract, what is left, if asked."""
    offered = tuple(reversed(kind.first_stages))
    if policy != StagePolicy.ASK:
        direct = kind.direct_stage
        wanted = kind.stage("quote") if policy == StagePolicy.QUOTE else direct
        if beginning_refusal(client, wanted) is None:
            return wanted.code
    refusal = next(filter(None, (beginning_refusal(client, stage) for stage in offered)), "")
    begun = [stage for stage in offered if beginning_refusal(client, stage) is None]
    if not begun:
        await inform(f"{kind.label} impossible", details=lambda: _say(refusal))
        return None
    return await _ask_stage(kind, begun, refusal)


async def _ask_stage(kind: Kind, stages: Sequence[Stage], refusal: str) -> str | None:
    words = " ou ".join(stage.label.lower() for stage in stages)
    question = f"{kind.label} : {words} ?"
    return (
        await choose(
            f"{kind.label} : seul un {words} est possible" if refusal else question,
            {
                "Abandonner": ("", "quiet"),
                **{stage.label: (stage.code, "primary") for stage in stages},
            },
            details=lambda: _say(refusal),
            focus=stages[0].label,
        )
        or None
    )


def _say(sentence: str) -> None:
    if sentence:
        ui.label(sentence).classes("question-text")


async def choose_client(question: str, *, but: int | None = None) -> Client | None:
    """The client that somebody finds by typing, any but this one; None if they give up."""
    chooser = Chooser(but)
    await chooser.find("")
    answer = await choose(question, {"Abandonner": ("", "quiet")}, details=chooser.build)
    return await Client.get_or_none(id=int(answer)) if answer else None


class Chooser:
    """A field to search in, and the first clients that it finds."""

    def __init__(self, but: int | None = None) -> None:
        self._but = but
        self._rows: list[Row] = []
        self._text = ""
        self._is_taken = False

    async def find(self, text: str) -> None:
        rows = await self._first_of(text)
        if text == self._text:  # else more has been typed since
            self._rows = rows

    def build(self) -> None:
        box = ui.input("Rechercher un client").props("outlined autofocus autocomplete=off")
        box.classes("question-field").on_value_change(lambda event: self._typed(event.value))
        box.on("keydown.enter.prevent", anchored(self._take_first), args=[])
        with ui.element("ul").classes("chooser"):
            self._found()

    @part
    def _found(self) -> None:
        for row in self._rows:
            with ui.element("li"):
                made = ui.button(color=None).props("flat no-caps align=left")
                on_press(made, partial(submit_answer, str(row["id"])))
                with made.classes("chooser-row"):
                    ui.icon(ICONS["client"])
                    with ui.element("div").classes("grow"):
                        ui.label(row["name"])
                        if row["mark"]:
                            _mark(row)
                    ui.label(row["city"]).classes("chooser-place")
        if not self._rows:
            with ui.element("li"):
                ui.label("Aucun client ne correspond.").classes("card-none")

    def _typed(self, text: object) -> Awaitable[None]:
        self._text = str(text or "")
        return self._show()

    async def _show(self) -> None:
        await self.find(self._text)
        self._found.refresh()

    async def _take_first(self) -> None:
        """Take what all that is typed finds: on the screen may stand what less of it has found."""
        rows = await self._first_of(self._text)
        if rows and not self._is_taken:
            self._is_taken = True  # a second Enter would answer what is asked next
            submit_answer(str(rows[0]["id"]))

    async def _first_of(self, text: str) -> list[Row]:
        page = await CLIENTS.page(Query(search=text, filters=CLIENTS.asked({}).filters))
        return [row for row in page.rows if row["id"] != self._but][:MOST_FOUND]


def _mark(row: Row) -> None:
    with ui.element("div").classes("chooser-mark"):
        ui.label(row["mark"]).classes(f"row-mark row-mark-{row['mark_code']}")
        ui.label(row["reason"])
