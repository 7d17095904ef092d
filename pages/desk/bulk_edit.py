"""« Modifier la sélection » : the same change of many records, in figures before it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from nicegui import ui

from components.dialogs import Asked, ask, confirm, inform, progress
from components.frame import Frame
from components.tab import current_staff
from models.clients import split_tags, with_tags
from models.errors import Refused
from models.french import Noun, number, plural
from models.records import Changeable, Effect, Field, Retype, Typed, given, taken_back

ADDED, REMOVED = "+", "-"
"""Behind the name of a field of tags."""
UNCHANGED = "="
"""What stands in a choice that nobody has made; "" may be one of them."""
MOST_NAMES = 4
GIVEN_UP = "Modification abandonnée : rien n’a été modifié."

Model = type[Changeable]


@dataclass(frozen=True)
class _Plan:
    """What is meant, and what it would do."""

    retype: Retype
    effect: Effect


async def edit_many(frame: Frame, model: Model, ids: Sequence[int]) -> bool:
    """Ask what to change, say what that does, and do it; whether anything was changed."""
    title = f"Modifier {model.NOUN.counted(len(ids))}"
    plan = await ask(title, _asked(model), partial(_plan, model, ids), yes="Voir ce qui changera")
    if plan is None or not await _is_meant(model, plan.effect):
        return False
    done = await _carry_out(model, list(plan.effect.changed), plan.retype)
    frame.toasts.show(
        model.NOUN.counted(len(done.changed), "modifié"),
        action="Annuler",
        run=partial(_take_back, frame, model, done),
    )
    return True


def _asked(model: Model) -> list[Asked]:
    fields = sorted(model.bulk_fields(), key=lambda one: one.input_type != "tags")
    return [asked for one in fields for asked in _asked_of(one, model.label_of(one.name))]


def _asked_of(field: Field, label: str) -> list[Asked]:
    if field.input_type == "tags":
        return [
            Asked(f"{field.name}{ADDED}", f"{label} à ajouter", kind="tags"),
            Asked(f"{field.name}{REMOVED}", f"{label} à retirer", kind="known_tags"),
        ]
    if field.choices is None:
        return [Asked(field.name, label, hint="Vide : ne pas changer")]
    choices = {UNCHANGED: "Ne pas changer", **field.choices}
    return [Asked(field.name, label, UNCHANGED, kind="select", choices=choices)]


async def _plan(model: Model, ids: Sequence[int], texts: Mapping[str, str]) -> _Plan:
    choices = {one.name for one in model.bulk_fields() if one.choices and one.input_type != "tags"}
    chosen = {
        name: text
        for name, text in texts.items()
        if (text != UNCHANGED if name in choices else text.strip())
    }
    if not chosen:
        raise Refused("Choisissez au moins un changement.")
    tags = [split_tags(chosen.pop(f"tags{sign}", "")) for sign in (ADDED, REMOVED)]
    model.check_for_many(_with_what_belongs(model, chosen, texts))
    retype = _all_of(chosen, with_tags(*tags)) if any(tags) else given(chosen)
    with progress("Ce qui changera…", len(ids), given_up=GIVEN_UP) as told:
        effect = await model.effect_of(ids, retype, by=current_staff(), progress=told)
    return _Plan(retype, effect)


def _with_what_belongs(model: Model, chosen: Typed, texts: Typed) -> Typed:
    """What is chosen, and what was left empty beside it though it may be asked for with it."""
    fields = {one.name for one in model.bulk_fields() if one.choices is None}
    return {name: texts[name] for name in texts if name in chosen or (chosen and name in fields)}


def _all_of(texts: Typed, tags: Retype) -> Retype:
    return lambda id_, typed: {**texts, **tags(id_, typed)}


# --- what is said -------------------------------------------------------------------------------


def figures(effect: Effect) -> str:
    """« 1 237 changeront, 12 sont déjà ainsi, 3 refusés »."""
    going, same = len(effect.changed), len(effect.same)
    staying = sum(map(len, effect.refused.values()))
    parts = [f"{number(going)} {'changera' if going == 1 else 'changeront'}"] if going else []
    if same:
        parts.append(f"{number(same)} {'est' if same == 1 else 'sont'} déjà ainsi")
    if staying:
        parts.append(plural(staying, "refusé"))
    return ", ".join(parts)


async def _is_meant(model: Model, effect: Effect) -> bool:
    names = await _names(model, effect)
    details = partial(_refused, model.NOUN, effect, names)
    if not effect.changed:
        await inform(f"Rien ne changera : {figures(effect)}.", details=details)
        return False
    return await confirm(f"{figures(effect)}. Modifier ?", details=details, yes="Modifier")


async def _names(model: Model, effect: Effect) -> dict[int, str]:
    ids = [id_ for some in effect.refused.values() for id_ in some[:MOST_NAMES]]
    return {record.id: record.name for record in await model.with_ids(ids)}


def _refused(noun: Noun, effect: Effect, names: Mapping[int, str]) -> None:
    """Why not, and of whom that is true."""
    with ui.element("ul").classes("blocked"):
        for sentence, ids in effect.refused.items():
            with ui.element("li"):
                ui.label(f"{noun.counted(len(ids))} – {sentence}").classes("blocked-name")
                shown = [names[id_] for id_ in ids[:MOST_NAMES] if id_ in names]
                rest = len(ids) - len(shown)
                ui.label(", ".join([*shown, *([f"et {plural(rest, 'autre')}"] if rest else [])]))


# --- what is done -------------------------------------------------------------------------------


async def _carry_out(
    model: Model, ids: Sequence[int], retype: Retype, *, action: str = "bulk"
) -> Effect:
    title = f"Modification de {model.NOUN.counted(len(ids))}…"
    with progress(title, len(ids), given_up=GIVEN_UP) as told:
        return await model.change_many(
            ids, retype, by=current_staff(), action=action, progress=told
        )


async def _take_back(frame: Frame, model: Model, done: Effect) -> None:
    """Put all of it back, but for what has been changed again."""
    ids, retype = list(done.changed), taken_back(done.changed)
    back = await _carry_out(model, ids, retype, action="undo")
    left = sum(map(len, back.refused.values()))
    said = f"{model.NOUN.counted(len(back.changed))} comme avant"
    if left:
        said += f", {plural(left, 'laissé')} : {next(iter(back.refused))}"
    frame.toasts.show(said, "warning" if left else "done")
