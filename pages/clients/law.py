"""What the law has a firm do with what it knows of a client: give it out, and let it go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date

from nicegui import ui

from components.dialogs import Asked, ask, inform, progress
from components.frame import Frame
from components.looks import button
from components.tab import current_staff
from models.clients import (
    Client,
    Fate,
    anonymisation_refusal,
    anonymise,
    fates_of,
)
from models.errors import Invalid, Refused
from models.french import plural, quoted
from models.permissions import Permission
from pages.clients.package import address_of
from pages.desk import section

MOST_AT_ONCE = 200
MOST_NAMES = 12
FOR_EVER = "Rien de tout cela ne pourra être retrouvé, pas même par « Annuler »."


def personal_data(frame: Frame, client: Client) -> None:
    """What somebody may ask of the firm, on the card."""

    async def let_go() -> None:
        await anonymise_clients(frame, [client.id])

    def give_out() -> None:
        ui.download.from_url(address_of(client))

    may = current_staff().may
    if client.anonymised_at or not (may(Permission.EXPORT) or may(Permission.ANONYMISE)):
        return
    with section("Données personnelles", is_region=True), ui.element("div").classes("card-ways"):
        if may(Permission.EXPORT):
            button("Exporter les données", "quiet", icon="export", on_click=give_out)
        if may(Permission.ANONYMISE):
            button("Anonymiser", "danger-quiet", icon="anonymous", on_click=let_go)


async def anonymise_clients(frame: Frame, ids: Sequence[int]) -> None:
    """Say what goes and what stays, ask for the reason, and let go."""
    current_staff().need(Permission.ANONYMISE)
    if len(ids) > MOST_AT_ONCE:
        raise Refused(f"{MOST_AT_ONCE} clients au plus à la fois.")
    clients = await Client.with_ids(ids)
    refusals = {client.id: await anonymisation_refusal(client) for client in clients}
    going = [client for client in clients if not refusals[client.id]]
    refused = [reason for reason in refusals.values() if reason]
    if not going:
        await inform("Rien à anonymiser", details=lambda: _list(refused))
        return
    fates = await fates_of(going[0]) if len(going) == 1 else []

    async def do(texts: dict[str, str]) -> int:
        count = len(going)
        with progress(
            "Anonymisation…", count, given_up="Abandonné : rien n’a été effacé.", least=20
        ) as told:
            chosen = [client.id for client in going]
            return await anonymise(chosen, texts["reason"], by=current_staff(), progress=told)

    who = quoted(going[0].name) if len(going) == 1 else plural(len(going), "client", "clients")
    done = await ask(
        f"Anonymiser {who} ?",
        [Asked("reason", "Motif", hint="Gardé dans le journal : n’y nommez personne.")],
        do,
        yes="Anonymiser",
        danger=True,
        details=lambda: _explain(going, fates, refused),
    )
    if done:
        frame.toasts.show(plural(done, "client anonymisé", "clients anonymisés"))


def _explain(going: Sequence[Client], fates: Sequence[Fate], refused: Sequence[str]) -> None:
    if fates:
        _said("Sera effacé :", [fate.what for fate in fates if not fate.is_kept])
        _said("La loi fait garder :", [fate.what for fate in fates if fate.is_kept])
    else:
        _said("Fiche, historique, messages et textes libres de :", _names(going))
        _said("", ["Les factures restent jusqu’au terme que la loi fixe."])
    _said("Resteront comme ils sont :", refused[:MOST_NAMES])
    ui.label(FOR_EVER).classes("question-text")


def _names(clients: Sequence[Client]) -> list[str]:
    rest = len(clients) - MOST_NAMES
    named = [client.name for client in clients[:MOST_NAMES]]
    return [*named, *([f"et {plural(rest, 'autre')}"] if rest > 0 else [])]


def _said(title: str, items: Sequence[str]) -> None:
    if items:
        if title:
            ui.label(title).classes("question-text")
        _list(items)


def _list(items: Sequence[str]) -> None:
    with ui.element("ul").classes("fates"):
        for text in items:
            with ui.element("li"):
                ui.label(text)


async def ask_day(show: Callable[[date], Awaitable[None]]) -> None:
    """« Voir au… » : ask for the day until it can be shown."""

    async def read(texts: dict[str, str]) -> bool:
        try:
            day = date.fromisoformat(texts["day"])
        except ValueError:
            raise Invalid({"day": "Indiquez une date."}) from None
        await show(day)
        return True

    await ask("Voir la fiche au…", [Asked("day", "Date", kind="date")], read, yes="Voir")
