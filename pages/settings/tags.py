"""The tags that clients bear: renamed, recoloured, merged and deleted for everybody."""

from __future__ import annotations

from nicegui import ui

from components.action import Action, Menu
from components.dialogs import Asked, ask, confirm
from components.form import Editor
from components.frame import Frame
from components.looks import button
from components.tab import current_staff
from components.tag_box import tag_link
from models.clients import Client, Tag, count_bearers, known_tags
from models.errors import Invalid
from models.french import quoted
from models.records import Draft
from pages.settings.firm import nothing_more
from pages.settings.section import Section


class Tags(Section):
    code = "etiquettes"
    title = "Étiquettes"
    hint = "Elles naissent dans la fiche d’un client, en les tapant. Un changement vaut partout."
    topics = frozenset({Tag.TOPIC})

    async def read(self) -> None:
        await known_tags()
        self._tags = await Tag.all().order_by("key")
        self._counts = await count_bearers()

    def tools(self) -> None:
        button("+ Étiquette", "quiet", on_click=self._add)

    async def _add(self) -> None:
        await self.frame.drawer.edit(Tag.blank())

    def fill(self) -> None:
        if not self._tags:
            ui.label("Aucune étiquette pour l’instant.").classes("settings-none")
            return
        with ui.element("ul").classes("settings-rows"):
            for tag in self._tags:
                self._row(tag)

    def _row(self, tag: Tag) -> None:
        with ui.element("li").classes("settings-row"):
            with ui.element("div").classes("grow"):
                tag_link(tag.name, f"/clients?tag={tag.id}")
                ui.label(self._borne(tag)).classes("settings-row-more")
            opener = Menu("Actions", self._actions(), lambda: tag).opener
            opener.props["aria-label"] = f"Actions pour {tag.name}"

    def _borne(self, tag: Tag) -> str:
        return Client.NOUN.counted(self._counts.get(tag.id, 0))

    def _actions(self) -> tuple[Action[Tag], ...]:
        merge = Action("Fusionner avec…", "merge", run=self._merge)
        return (
            Action("Modifier", "edit", run=self.edit),
            *((merge,) if len(self._tags) > 1 else ()),
            Action("Supprimer", "delete", run=self._remove, is_danger=True),
        )

    async def _merge(self, tag: Tag) -> None:
        others = {str(one.id): one.name for one in self._tags if one.id != tag.id}

        async def merge(texts: dict[str, str]) -> Tag:
            if texts["into"] not in others:
                raise Invalid({"into": "Choisissez l’étiquette qui reste."})
            other = await Tag.get(id=int(texts["into"]))
            await tag.merge_into(other, by=current_staff())
            return other

        about = f"{self._borne(tag)} : {quoted(tag.name)} y sera remplacée."
        kept = await ask(
            f"Fusionner {quoted(tag.name)} avec quelle étiquette ?",
            [Asked("into", "Étiquette qui reste", kind="select", choices={"": "", **others})],
            merge,
            yes="Fusionner",
            details=lambda: ui.label(about).classes("question-text"),
        )
        if kept is not None:
            self.frame.toasts.show(f"{quoted(tag.name)} est devenue {quoted(kept.name)}")

    async def _remove(self, tag: Tag) -> None:
        about = f"{self._borne(tag)} : elle y sera retirée."
        if await confirm(
            f"Supprimer l’étiquette {quoted(tag.name)} ?",
            details=lambda: ui.label(about).classes("question-text"),
            danger=True,
        ):
            await tag.remove(by=current_staff())


def tag_editor(_frame: Frame) -> Editor:
    def title(draft: Draft) -> str:
        return "Nouvelle étiquette" if draft.record_id is None else f"Modifier {draft.caption}"

    return Editor(model=Tag, title=title, saved=nothing_more)
