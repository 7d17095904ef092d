"""What is to be done for clients: noted in a line, ticked, postponed, counted, undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.attachments import Attachment
from models.clients import Client, MergePlan
from models.errors import Invalid, Refused
from models.french import today
from models.history import undo
from models.permissions import Role, Staff
from models.records import Changed, JournalEntry
from models.todos import TODOS, ToDo, due_count
from tests.factories import ANYBODY, make_account, make_client
from tests.pictures import picture

pytestmark = pytest.mark.usefixtures("database")


async def staff(name: str, role: Role = Role.COUNTER) -> Staff:
    account = await make_account(Staff(name, role))
    return Staff(name, role, account.id)


async def shown(**texts: str) -> list[str]:
    query = TODOS.asked(texts)
    return [row["text"] for row in (await TODOS.page(query)).rows]


async def last_entry() -> JournalEntry:
    entry = await JournalEntry.filter(topic="todo").order_by("-id").first()
    assert entry
    return entry


async def test_a_line_says_what_and_when_and_is_for_who_writes_it(heard: list[Changed]) -> None:
    karim, client = await staff("Karim"), await make_client("Dupont")
    todo = await ToDo.note_line(client.id, "demain 14h30 rappeler pour le devis", by=karim)

    assert (todo.text, todo.due_on, todo.due_time) == (
        "rappeler pour le devis",
        today() + timedelta(days=1),
        "14:30",
    )
    assert todo.account_id == karim.account_id
    assert todo.when == "demain, 14\u00a0h\u00a030"
    assert Changed("todo", frozenset([todo.id])) in heard
    bare = await ToDo.note_line(client.id, "", by=karim)
    assert (bare.text, bare.due_on) == ("Rappeler", today())
    assert [one.id for one in await ToDo.of_client(client.id)] == [bare.id, todo.id]


async def test_the_list_is_what_is_to_be_done_and_more_when_asked() -> None:
    karim, zoe = await staff("Karim"), await staff("Zoé")
    client = await make_client("Dupont")
    past = {"due_on": (today() - timedelta(days=2)).isoformat(), "due_time": ""}
    mine = {"account_id": str(karim.account_id)}
    late = await ToDo.add(client.id, {"text": "En retard", **past, **mine}, by=karim)
    await ToDo.note_line(client.id, "dans 3 jours Plus tard", by=zoe)
    await ToDo.add(client.id, {"text": "À tous", **past, "account_id": ""}, by=zoe)
    done = await ToDo.note_line(client.id, "Fait", by=zoe)
    await done.tick(by=karim)

    assert await shown() == ["En retard", "À tous", "Plus tard"]
    assert await shown(quick="late") == ["En retard", "À tous"]
    assert await shown(quick="done") == ["Fait"]
    assert len(await shown(quick="all")) == 4
    assert await shown(person=str(karim.account_id)) == ["En retard", "À tous"]
    assert await shown(q="dupont plus") == ["Plus tard"]
    assert await due_count(karim.account_id) == 2
    assert await due_count(zoe.account_id) == 1
    await late.tick(by=karim)
    assert await due_count(karim.account_id) == 1


async def test_nothing_is_put_off_for_ever() -> None:
    todo = await ToDo.note_line((await make_client("Martin")).id, "rappeler", by=ANYBODY)
    await todo.postpone(3_650, by=ANYBODY)
    for days in (200 * 365, 9_999 * 365, 10**9):
        with pytest.raises(Refused, match="pas plausible"):
            await todo.postpone(days, by=ANYBODY)
    assert (await ToDo.get()).due_on == today() + timedelta(days=3_650)


async def test_what_is_ticked_postponed_or_discarded_can_be_taken_back() -> None:
    client = await make_client()
    todo = await ToDo.note_line(client.id, "demain appeler", by=ANYBODY)

    await todo.tick(by=ANYBODY)
    await todo.tick(by=ANYBODY)
    assert [one.action for one in await JournalEntry.filter(topic="todo", action="tick")] == [
        "tick"
    ]
    with pytest.raises(Refused, match="déjà fait"):
        await todo.postpone(1, by=ANYBODY)
    await undo((await last_entry()).id, by=ANYBODY)
    assert not (await ToDo.get(id=todo.id)).is_done

    postponed = await todo.postpone(7, by=ANYBODY)
    assert postponed.due_on == today() + timedelta(days=8)
    await undo((await last_entry()).id, by=ANYBODY)
    assert (await ToDo.get(id=todo.id)).due_on == today() + timedelta(days=1)

    await todo.discard(by=ANYBODY)
    assert await ToDo.of_client(client.id) == []
    with pytest.raises(Refused, match="supprimé"):
        await todo.tick(by=ANYBODY)
    await undo((await last_entry()).id, by=ANYBODY)
    assert len(await ToDo.of_client(client.id)) == 1


async def test_what_is_late_is_postponed_from_today_on() -> None:
    client = await make_client()
    past = (today() - timedelta(days=30)).isoformat()
    todo = await ToDo.add(client.id, {"text": "Appeler", "due_on": past}, by=ANYBODY)
    assert (await todo.postpone(1, by=ANYBODY)).due_on == today() + timedelta(days=1)


async def test_what_cannot_be_is_said() -> None:
    client = await make_client()
    for typed, name in (
        ({"text": " ", "due_on": "2026-12-01"}, "text"),
        ({"text": "x" * 301, "due_on": "2026-12-01"}, "text"),
        ({"text": "x", "due_on": ""}, "due_on"),
        ({"text": "x", "due_on": "2026-02-31"}, "due_on"),
        ({"text": "x", "due_on": "2026-12-01", "due_time": "25:00"}, "due_time"),
        ({"text": "x", "due_on": "2026-12-01", "account_id": "999"}, "account_id"),
        ({"text": "x", "due_on": "2026-12-01", "account_id": "Paul"}, "account_id"),
    ):
        with pytest.raises(Invalid) as refused:
            await ToDo.add(client.id, typed, by=ANYBODY)
        assert set(refused.value.errors) == {name}, typed
    await Client.remove_many([client.id], by=ANYBODY)
    with pytest.raises(Refused, match="corbeille"):
        await ToDo.note_line(client.id, "demain", by=ANYBODY)
    with pytest.raises(Refused, match="modifier les fiches"):
        await ToDo.note_line(client.id, "demain", by=Staff("Louise", Role.READER))


async def test_it_goes_into_the_trash_with_its_client_and_comes_back(heard: list[Changed]) -> None:
    client, other = await make_client("Dupont"), await make_client("Morel")
    todo = await ToDo.note_line(client.id, "appeler", by=ANYBODY)
    done = await ToDo.note_line(client.id, "fait", by=ANYBODY)
    await done.tick(by=ANYBODY)
    await ToDo.note_line(other.id, "écrire", by=ANYBODY)
    assert await TODOS.count(TODOS.asked({})) == 2
    heard.clear()

    await Client.remove_many([client.id], by=ANYBODY)

    assert Changed(ToDo.TOPIC, frozenset({todo.id, done.id})) in heard
    assert await shown() == ["écrire"]
    assert await shown(quick="all") == ["écrire"]
    assert await shown(q="dupont") == []
    assert await TODOS.count(TODOS.asked({})) == 1
    assert await due_count(None) == 1
    assert [row["trashed"] for row in await TODOS.rows([todo.id])] == [True]

    heard.clear()
    await Client.restore_many([client.id], by=ANYBODY)
    assert Changed(ToDo.TOPIC, frozenset({todo.id, done.id})) in heard
    assert await shown() == ["appeler", "écrire"]
    assert await due_count(None) == 2


async def test_it_bears_the_client_s_new_name() -> None:
    client = await make_client("Dupont")
    await ToDo.note_line(client.id, "demain appeler", by=ANYBODY)
    draft = client.draft()
    draft.typed["name"] = "Durand"
    await Client.amend(draft, by=ANYBODY)

    (row,) = (await TODOS.page(TODOS.asked({"q": "durand"}))).rows
    assert row["client"] == "Durand"


async def test_it_goes_with_its_client_to_another_one_as_files_do() -> None:
    stays, gone = await make_client("Garage Morel"), await make_client("Morel SARL")
    await ToDo.note_line(gone.id, "demain appeler", by=ANYBODY)
    await Attachment.receive("client", gone.id, "a.png", picture("PNG"), by=ANYBODY)

    plan = await MergePlan.of([stays.id, gone.id])
    counted = [noun.counted(count) for noun, count in await plan.moving()]
    plan.keep(stays.id)
    await plan.carry_out(by=ANYBODY)

    assert {"1\u00a0rappel", "1\u00a0fichier"} <= set(counted)
    (todo,) = await ToDo.of_client(stays.id)
    assert todo.client_name == "Garage Morel"
    assert [one.name for one in await Attachment.of("client", stays.id)] == ["a.png"]
