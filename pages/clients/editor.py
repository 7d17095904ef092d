"""What the drawer edits for a client."""

from __future__ import annotations

from components.form import Editor, Link
from components.frame import Frame
from models.clients import TELLING, Client, is_surely, known_tags, look_alikes, telling_field
from models.company import PRICE_LISTS
from models.records import Draft, Record
from pages.clients.finding import SWITCHES, finders
from pages.desk import restore_records


def client_editor(frame: Frame) -> Editor:
    async def saved(client: Record, is_new: bool) -> None:
        if is_new:
            frame.go(client.path)

    async def prepare() -> None:
        await SWITCHES.ready()
        await known_tags()
        await PRICE_LISTS.ready()

    return Editor(
        model=Client,
        prepare=prepare,
        finders=finders,
        title=_title,
        saved=saved,
        look_alikes=_look_alikes,
        telling=TELLING,
        restore=lambda client_id: restore_records(frame, Client, [client_id]),
        moved=Client.moved_draft,
    )


async def _look_alikes(draft: Draft) -> list[Link]:
    typed = draft.typed
    return [
        Link(
            label=f"{client.name} ({client.code})",
            path=client.path,
            reason=reason,
            field=telling_field(reason, typed),
            is_sure=is_surely(client, typed),
        )
        for client, reason in await look_alikes(typed, but=draft.record_id)
    ]


def _title(draft: Draft) -> str:
    return "Nouveau client" if draft.record_id is None else f"Modifier {draft.caption}"
