"""« Aujourd’hui »: what waits for somebody, tile by tile, as everybody changes it."""

from __future__ import annotations

from nicegui import ui

from components.frame import Frame, Screen
from components.looks import ICONS
from components.palette import begin_in_search
from components.tab import LIVE, Round, current_staff
from models.figures import TILES, TOPICS, Figure, Tile, records_of
from models.french import long_date, today
from models.permissions import Permission
from models.relay import BOARD, PRESENCE
from pages.today.lines import lines_of
from pages.today.steps import StepsBox
from pages.today.tabs import TITLE, TODAY, tabs
from pages.today.tile import TileBox, region


class TodayPage:
    """The day in one tab."""

    path = TODAY

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._tiles = [tile for tile in TILES.values() if current_staff().may(tile.permission)]

    async def build(self) -> None:
        with ui.element("div").classes("today") as page:
            tabs(TODAY)
            with ui.element("div").classes("today-head"):
                ui.label(TITLE).classes("page-title").props("role=heading aria-level=1")
                ui.label(long_date(today())).classes("today-date")
            await StepsBox().build()
            with ui.element("div").classes("tiles"):
                self._boxes = {tile.code: TileBox(tile) for tile in self._tiles}
                self._people = PeopleBox()
        await self._read(Round({}))
        self._people.show()
        LIVE.follow(page, {*TOPICS, "client"}, self._read)
        LIVE.follow(page, {PRESENCE}, self._people.follow)
        begin_in_search()

    async def on_query(self, query: str) -> None:
        """Nothing of this screen is in the query."""

    async def _read(self, round_: Round) -> None:
        """Read all figures, each once for all tabs that ask the same, and show what is new."""
        found = [await _figure(tile, round_) for tile in self._tiles]
        ids = tuple((one.tile.code, *one.ids) for one in found)
        records = await round_.once(ids, lambda: records_of(found))
        for figure in found:
            lines = lines_of(self._frame, figure, records)
            self._boxes[figure.tile.code].show(figure, lines)


async def _figure(tile: Tile, round_: Round) -> Figure:
    by = current_staff()
    asked = (tile.code, tile.address(by), by.may(Permission.PRICES))
    return await round_.once(asked, lambda: tile.figure(by=by))


class PeopleBox:
    """Who is here, in one tab."""

    def __init__(self) -> None:
        self._shown: list[str] = []
        with region("Présents", "tile-people"):
            with ui.element("div").classes("tile-head"):
                with ui.element("div").classes("tile-title"):
                    title = ui.label("Présents").classes("tile-name")
                    title.props("role=heading aria-level=2")
                    ui.label("connectés en ce moment").classes("tile-means")
                self._count = ui.label().classes("tile-count")
            self._names = ui.element("ul").classes("people")

    async def follow(self, _round: Round) -> None:
        self.show()

    def show(self) -> None:
        names = sorted({*BOARD.people(), current_staff().name})
        if names == self._shown:
            return
        self._shown = names
        self._count.set_text(str(len(names)))
        self._names.clear()
        with self._names:
            for name in names:
                with ui.element("li").classes("person"):
                    ui.icon(ICONS["client"])
                    ui.label(name)


async def today_screen(frame: Frame) -> TodayPage:
    page = TodayPage(frame)
    await page.build()
    return page


TODAY_SCREEN = Screen(
    TODAY,
    today_screen,
    label=TITLE,
    icon="todo",
    section=TITLE,
    permission=Permission.SEE,
    help="aujourdhui",
)
