"""« Indicateurs »: the charts of some months, of everybody or of one seller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qs, urlencode

from nicegui import ui

from components.charts import BarsBox
from components.frame import Frame, Screen
from components.looks import icon_button
from components.palette import begin_in_search
from components.tab import UNHURRIED, Round, current_staff
from models.figures import CHARTED, PERIODS, Asked, Chart, asked_in, charts
from models.french import today
from models.lists import Cell, csv_file
from models.permissions import Permission
from models.staff import PEOPLE
from pages.today.tabs import CHARTS, TITLE, tabs
from pages.web import LONGEST_QUERY

EVERYBODY = "Tous les vendeurs"


class ChartsPage:
    """The charts in one tab."""

    path = CHARTS

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._asked = Asked()

    async def build(self) -> None:
        people = [name for id_, name in (await PEOPLE.ready()).items() if id_]
        self._sellers = {"": EVERYBODY, **{name: name for name in people}}
        self._asked = self._read_address(self._frame.query)
        found = await charts(self._asked, by=current_staff())
        with ui.element("div").classes("today") as page:
            tabs(CHARTS)
            with ui.element("div").classes("toolbar"):
                ui.label("Indicateurs").classes("page-title").props("role=heading aria-level=1")
                with ui.element("div").classes("charts-asked toolbar"):
                    self._months = _menu("Période", dict(PERIODS), self._asked.months)
                    self._months.on_value_change(
                        lambda event: self._ask(replace(self._asked, months=event.value))
                    )
                    self._seller = _menu("Vendeur", self._sellers, self._asked.seller)
                    self._seller.on_value_change(
                        lambda event: self._ask(replace(self._asked, seller=event.value))
                    )
            with ui.element("div").classes("charts"):
                self._boxes = {code: ChartBox(chart) for code, chart in found.items()}
        UNHURRIED.follow(page, {*CHARTED}, self._follow)
        begin_in_search()

    async def on_query(self, query: str) -> None:
        """Follow the address: « back », or a link."""
        asked = self._read_address(query)
        self._months.set_value(asked.months)
        self._seller.set_value(asked.seller)

    def _read_address(self, query: str) -> Asked:
        texts = {name: one[-1] for name, one in parse_qs(query[:LONGEST_QUERY]).items()}
        sellers = list(self._sellers)
        return asked_in(texts.get("mois", ""), texts.get("vendeur", ""), sellers)

    async def _ask(self, asked: Asked) -> None:
        if asked == self._asked:
            return
        self._asked = asked
        said = urlencode({"mois": asked.months, "vendeur": asked.seller})
        self._frame.write_url(f"{CHARTS}?{said}", is_step=False)
        self._show(asked, await charts(asked, by=current_staff()))

    async def _follow(self, round_: Round) -> None:
        """Read what has changed, once for all tabs that ask the same."""
        asked, by, about = self._asked, current_staff(), CHARTED & round_.changed.keys()
        self._show(asked, await round_.once(asked, lambda: charts(asked, by=by, about=about)))

    def _show(self, asked: Asked, found: Mapping[str, Chart]) -> None:
        if asked == self._asked:  # and nothing else meanwhile
            for code, chart in found.items():
                self._boxes[code].show(chart)


def _menu(label: str, options: dict[int, str] | dict[str, str], value: int | str) -> ui.select:
    box = ui.select(options, value=value).props("outlined dense")
    box.props["aria-label"] = label
    return box


class ChartBox:
    """A chart in one tab, with its name and the way to take it away."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        section = ui.element("section").classes("chart").props("role=region")
        section.props["aria-label"] = chart.title
        with section:
            with ui.element("div").classes("chart-head"):
                title = ui.label(chart.title).classes("tile-name grow")
                title.props("role=heading aria-level=2")
                if current_staff().may(Permission.EXPORT):
                    icon_button("export", f"CSV : {chart.title}", self._download)
            self._bars = BarsBox(chart)

    def show(self, chart: Chart) -> None:
        if chart != self._chart:
            self._chart = chart
            self._bars.show(chart)

    def _download(self) -> None:
        chart = self._chart
        before = ["Un an avant"] if chart.before else []
        rows: list[Sequence[Cell]] = [
            (label, *values, *chart.before[place : place + 1])
            for place, (label, values) in enumerate(chart.rows)
        ]
        content = csv_file([("", *chart.series, *before), *rows])
        ui.download.content(content, f"{chart.code}-{today().isoformat()}.csv", "text/csv")


async def charts_screen(frame: Frame) -> ChartsPage:
    page = ChartsPage(frame)
    await page.build()
    return page


CHARTS_SCREEN = Screen(
    CHARTS,
    charts_screen,
    label="Indicateurs",
    icon="subtotal",
    section=TITLE,
    permission=Permission.PRICES,
    help="aujourdhui",
)
