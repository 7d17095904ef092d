"""A step of the schema, taken without a copy of all that is known of it for each operation."""

from __future__ import annotations

from tortoise import Model, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State
from tortoise.migrations.schema_generator.state_apps import StateApps

LOOK_FORWARD = (ops.CreateModel, ops.AddField, ops.RunPython, ops.RunSQL)
"""What these do needs no model as it was before them."""

_prepare_all = StateApps._build_initial_querysets


def _prepare_new_ones(apps: StateApps) -> None:
    """Prepare the queries of what an operation has changed.

    Tortoise prepares those of every model anew after each of them, which is half of the rest. A
    model never changes: another one takes its place, and that of all which are related to it.
    """
    every = apps.apps
    apps.apps = {
        label: {name: model for name, model in app.items() if not _is_prepared(model)}
        for label, app in every.items()
    }
    try:
        _prepare_all(apps)
    finally:
        apps.apps = every


def _is_prepared(model: type[Model]) -> bool:
    return bool(model._meta.basetable.get_table_name())


StateApps._build_initial_querysets = _prepare_new_ones  # type: ignore[assignment, method-assign]


class Step(migrations.Migration):
    """What each of our migrations is.

    Tortoise copies every model before every operation, which is most of the time that a new
    database takes; the few operations that look back have their copy still.
    """

    async def apply(
        self,
        state: State,
        *,
        dry_run: bool = False,
        schema_editor: BaseSchemaEditor | None = None,
        collect_sql: bool = False,
    ) -> State:
        if dry_run or collect_sql or schema_editor is None:
            return await super().apply(
                state, dry_run=dry_run, schema_editor=schema_editor, collect_sql=collect_sql
            )
        for operation in self.operations:
            before = state if isinstance(operation, LOOK_FORWARD) else state.clone()
            operation.state_forward(self.app_label, state)
            await self._run_database_forward(
                operation,
                before,
                state,
                schema_editor,
                schema_editor.client.capabilities.supports_transactions,
            )
        state.validate_relations_initialized()
        return state
