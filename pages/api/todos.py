"""Reminders, as programs have them: what is to be done for a client, on which day and by whom."""

from __future__ import annotations

from typing import Any

from models.clients import Client
from models.errors import Invalid
from models.permissions import Staff
from models.records import ID, MOMENT, Record, Schema, as_typed, nullable
from models.staff import PEOPLE, Scope
from models.todos import TODOS, ToDo
from pages.api.actions import Action
from pages.api.resource import Resource, Shown, Values


def _creation(resource: Resource) -> Schema:
    return {
        "type": "object",
        "properties": {"client_id": ID, **resource.own_schema()},
        "required": ["client_id", "text", "due_on"],
        "additionalProperties": False,
    }


async def _add(_resource: Resource, values: Values, by: Staff) -> Record:
    by.need(ToDo.EDITING)
    if not await Client.exists(id=values["client_id"]):
        raise Invalid({"client_id": "Ce client n’existe pas."})
    typed = {one.name: as_typed(one, values.get(one.name)) for one in ToDo.FIELDS}
    return await ToDo.add(values["client_id"], typed, by=by)


async def _bring_back(todo: Any, by: Staff) -> bool:
    """Whether it was away."""
    await todo.restore(by=by)
    return bool(todo.is_trashed)


async def _know_people() -> None:
    await PEOPLE.ready()


TODO = Resource(
    *("todos", "todo", "Rappels", ToDo, Scope.READ_TODOS, Scope.WRITE_TODOS),
    listings={"": TODOS},
    create=_add,
    creation=_creation,
    example={"client_id": 1, "text": "Rappeler pour le devis", "due_on": "2026-12-12"},
    shown=(
        Shown("client_id", ID),
        Shown("client_name", {"type": "string"}),
        Shown("author", {"type": "string"}),
        Shown("done_at", nullable(MOMENT)),
        Shown("done_by", {"type": "string"}),
    ),
    remove=lambda todo, by: todo.discard(by=by),
    restore=_bring_back,
    ready=_know_people,
)
TODO_ACTIONS = (
    Action(*(TODO, "tick", "Cocher un rappel"), lambda one, _body, by: one.tick(by=by)),
    Action(*(TODO, "reopen", "Rouvrir un rappel"), lambda one, _body, by: one.reopen(by=by)),
    Action(
        *(TODO, "postpone", "Remettre un rappel de quelques jours"),
        lambda one, body, by: one.postpone(body["days"], by=by),
        {"days": {"type": "integer", "minimum": 1, "maximum": 3_650}},
        ("days",),
        {"days": 7},
    ),
)
