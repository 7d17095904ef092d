"""How the file was read, and what of that can be chosen."""

from __future__ import annotations

from nicegui import ui

from models.french import listed, number, plural, quoted
from models.imports import CODECS, NO_ROW, Joined
from pages.imports.shape import Page

HEADING_ROWS = 20
SEPARATORS = {";": "Point-virgule", ",": "Virgule", "\t": "Tabulation", "|": "Barre |"}
NO_MAPPING = ""
MOST_LOST = 10


def reading(page: Page) -> None:
    work = page.work
    assert work.preparation
    sheet, matched = work.preparation.sheet, work.preparation.matched
    said = [
        work.preparation.file_name,
        plural(work.preparation.count, "ligne lue", "lignes lues"),
        sheet.encoding,
    ]
    ui.label(" · ".join(filter(None, said))).classes("settings-hint").props("role=status")
    for name, joined in work.joined.items():
        _joined(name, joined)

    async def again(
        name: str = "", encoding: str = "", separator: str = "", row: int | None = None
    ) -> None:
        assert work.sent
        assert work.preparation
        named, coded = name or sheet.name, encoding or sheet.encoding
        if row is None:
            read = await work.sent.read(named, coded, separator or sheet.separator)
            work.preparation.take(read)
        else:
            work.preparation.take(sheet, row)
        await work.join_called()
        await page.look()

    with ui.element("div").classes("import-columns"):
        if len(sheet.names) > 1:
            names = {name: name for name in sheet.names}
            _menu("Feuille", names, sheet.name, lambda name: again(name=name))
        if sheet.encoding in CODECS:
            codes = {name: name for name in CODECS}
            _menu("Encodage", codes, sheet.encoding, lambda name: again(encoding=name))
        if sheet.separator:
            _menu("Séparateur", SEPARATORS, sheet.separator, lambda one: again(separator=one))
        rows = {str(NO_ROW): "Aucune"}
        rows |= {str(at): f"Ligne {at + 1}" for at in range(len(sheet.rows))[:HEADING_ROWS]}
        _menu("Ligne des titres", rows, str(matched.row), lambda at: again(row=int(at)))
        others = [name for name in sheet.names if name != sheet.name and name not in work.joined]
        if others and work.importable.further:

            async def join(name: str) -> None:
                if name:
                    await work.join(name)
                    await page.look()

            offered = {"": "Aucune", **{name: name for name in others}}
            _menu("Contacts ou adresses dans la feuille", offered, "", join)
        if work.mappings:
            kept = {NO_MAPPING: "Aucun", **{name: name for name in work.mappings}}

            async def use(name: str) -> None:
                if name:
                    work.use_mapping(name)
                    await page.look()

            _menu("Colonnes enregistrées", kept, work.mapping, use)


def _joined(name: str, joined: Joined) -> None:
    """What came of another sheet: nothing of it is left out in silence."""
    noun = joined.further.kind.noun
    said = [f"Feuille {quoted(name)} : {noun.counted(joined.taken)}"]
    if joined.lost:
        lines = listed([number(line) for line in joined.lost[:MOST_LOST]])
        word = "ligne" if len(joined.lost) == 1 else "lignes"
        said.append(f"{plural(len(joined.lost), 'ligne')} sans client ({word} {lines})")
    if joined.unused:
        said.append(f"ne sont pas reprises : {', '.join(joined.unused)}")
    look = "import-unused" if len(said) > 1 else "settings-hint"
    ui.label(" ; ".join(said) + ".").classes(look).props("role=status")


def _menu(label: str, options: dict[str, str], value: str, choose: object) -> None:
    async def chosen(event: object) -> None:
        await choose(event.value)  # type: ignore[attr-defined, operator]

    menu = ui.select(options, label=label, value=value, on_change=chosen)
    menu.props("outlined hide-bottom-space")
