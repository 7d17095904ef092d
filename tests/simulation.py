"""A tab without a browser: NiceGUI's simulated user, in the words of a clerk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import httpx
import pytest
from nicegui import Client, app, background_tasks, events, ui
from nicegui.elements.mixins.text_element import TextElement
from nicegui.storage import Storage
from nicegui.testing import User
from nicegui.testing.user_simulation import user_simulation
from starlette.routing import BaseRoute, Mount, Route

import pages  # noqa: F401 - registers the screens
from components.dialogs.question import open_question
from components.form.keeper import Keeper
from components.frame.shortcuts import Shortcuts
from components.list.grid import LiveGrid
from components.list.tick_box import TickBox
from components.tab.live import LIVE, UNHURRIED
from models.permissions import Staff
from models.relay.presence import BOARD, Board
from pages.web import API
from tests.factories import ANYBODY, make_session
from tests.waiting import until

NO_GARBAGE = SimpleNamespace(collect=int)
"""In the place of `gc`: two searches of all that was imported take longer than a short test."""

E = TypeVar("E", bound=ui.element)
LASTING = ("Outbox.loop", "refresh_loop", "Timer._run_in_loop")
"""Tasks that run as long as their page or the app does."""


async def at_rest(client: Client) -> None:
    """Wait until all that has begun is done, or waits for the answer to a question of this tab."""

    def is_over() -> bool:
        dialog = open_question(client)
        return bool(dialog and dialog.value) or not any(
            map(_is_work, background_tasks.running_tasks)
        )

    assert await until(is_over), background_tasks.running_tasks


def _is_work(task: asyncio.Task[Any]) -> bool:
    """A message that goes away by itself after a while is none."""
    name = getattr(task.get_coro(), "__qualname__", "")
    return name not in LASTING and "Element.delete" not in task.get_name()


class Clerk(User):
    """NiceGUI's user, but for one thing: NiceGUI has whoever was looked at last follow where a
    page navigates to; with several tabs that is often somebody else."""

    def __getattribute__(self, name: str) -> Any:
        return object.__getattribute__(self, name)


class OfThisTab:
    """Stands for `ui.navigate` or `ui.download`: that of the clerk on whose page it is called."""

    def __init__(self, name: str, clerks: list[Clerk]) -> None:
        self._name = name
        self._clerks = clerks

    def __getattr__(self, attribute: str) -> Any:
        clerk = next(one for one in self._clerks if one.client is ui.context.client)
        return getattr(getattr(clerk, self._name), attribute)


class Tab:
    """One tab. What it has to wait for it waits for; what it never sees is an assertion error."""

    def __init__(self, user: Clerk) -> None:
        self.user = user

    async def open(self, path: str = "/clients") -> None:
        await self.user.open(path)

    async def follow(self, path: str) -> None:
        """Change the address inside the open page, as a link or « back » does."""
        with self.client:
            await self.client.sub_pages_router._handle_open(path)

    @property
    def client(self) -> Client:
        assert self.user.client
        return self.user.client

    @property
    def url(self) -> str:
        return self.client.sub_pages_router.current_path

    @property
    def http(self) -> httpx.AsyncClient:
        return self.user.http_client

    # --- seeing -----------------------------------------------------------------------------

    def elements(self, kind: type[E], within: ui.element | None = None) -> list[E]:
        """The elements of a kind that are on screen, in the order of the page."""
        return [one for one in _shown(within or self.client.layout) if isinstance(one, kind)]

    @property
    def texts(self) -> list[str]:
        """Every text on screen."""
        return self.texts_in(self.client.layout)

    def shows(self, text: str) -> bool:
        return any(text in shown for shown in self.texts)

    async def sees(self, text: str) -> None:
        assert await until(lambda: self.shows(text)), f"no « {text} » in {self.texts}"

    async def no_longer_sees(self, text: str) -> None:
        assert await until(lambda: not self.shows(text)), f"still « {text} » in {self.texts}"

    @property
    def buttons(self) -> list[str]:
        """The buttons on screen, by what they say or, if they are drawn, what they are called."""
        return self.buttons_in(self.client.layout)

    def buttons_in(self, element: ui.element) -> list[str]:
        return [_name(one) for one in self.elements(ui.button, element)]

    @property
    def links(self) -> dict[str, str]:
        """The links on screen: text to address."""
        return self.links_in(self.client.layout)

    def links_in(self, element: ui.element) -> dict[str, str]:
        return {
            " ".join((*filter(None, [one.text]), *self.texts_in(one))): one.props["href"]
            for one in self.elements(ui.link, element)
        }

    def texts_in(self, element: ui.element) -> list[str]:
        return [one.text for one in self.elements(TextElement, element) if one.text]

    @property
    def toasts(self) -> list[str]:
        stack = next(one for one in _shown(self.client.layout) if "toasts" in one.classes)
        return self.texts_in(stack)

    def with_class(self, name: str) -> list[ui.element]:
        return [one for one in _shown(self.client.layout) if name in one.classes]

    @property
    def downloads(self) -> list[str]:
        """The text of the files that came down."""
        return [answer.text for answer in self.user.download.http_responses]

    # --- doing ------------------------------------------------------------------------------

    async def press(self, name: str) -> None:
        """Press the button of this name; of several, the one that came last. Under a question
        nothing can be pressed, so this waits until it is closed."""

        def find() -> list[ui.button]:
            reached = self.elements(ui.button, open_question(self.client))
            return [one for one in reached if _name(one) == name and one.enabled]

        found = await until(find)
        assert found, f"no button « {name} » among {self.buttons}"
        await self.send(found[-1], "click")

    async def choose(self, menu: str, item: str) -> None:
        """An item of the card's menu « Document » or « Actions »."""
        await self.send(await self.menu_item(menu, item), "click")

    async def menu_item(self, menu: str, item: str) -> ui.menu_item:
        found = await until(lambda: self.menu(menu).get(item))
        assert found, f"no « {item} » in a menu « {menu} »"
        return found

    def menu(self, name: str) -> dict[str, ui.menu_item]:
        """The items of the menu of this name, unless a question is open."""
        if open_question(self.client):
            return {}
        return {
            str(item.props["aria-label"]): item
            for opener in self.elements(ui.button)
            if _name(opener) == name
            for item in self.elements(ui.menu_item, opener)
        }

    def field(self, label: str) -> ui.input | ui.textarea:
        """The field of this label that is on screen."""
        found = [
            one
            for one in self.elements(ui.element)
            if isinstance(one, ui.input | ui.textarea)
            and label in {one.props.get("label"), one.props.get("aria-label")}
        ]
        assert found, f"no field « {label} »"
        return found[-1]

    def has_field(self, label: str) -> bool:
        return any(one.props.get("label") == label for one in self.elements(ui.input))

    async def fill(self, label: str, text: str) -> None:
        """Replace what a field holds."""
        await until(lambda: self.has_field(label))
        field = self.field(label)
        with self.client:
            field.set_value(text)

    async def leave(self, label: str) -> None:
        """Take the keyboard out of a field."""
        await self.send(self.field(label), "blur")

    def value(self, label: str) -> str:
        return str(self.field(label).value)

    def error(self, label: str) -> str | None:
        """The sentence under a field."""
        return self.field(label).error

    async def save(self) -> None:
        """Press « Enregistrer » in the drawer."""
        await until(lambda: "Enregistrer" in self.buttons)
        await self.send(self.with_class("drawer-panel")[-1], "submit")

    async def set_toggle(self, label: str, value: str) -> None:
        """Choose one of the few that a field offers side by side."""
        group = next(
            one for one in self.elements(ui.element) if one.props.get("aria-label") == label
        )
        (toggle,) = self.elements(ui.toggle, group)
        with self.client:
            toggle.set_value(value)

    async def key(self, key: str) -> None:
        """Press a key outside any field."""
        await self.send(self.elements(Shortcuts)[0], "pressed", key)

    async def send(self, element: ui.element, event: str, args: Any = None) -> None:
        """Have an element report an event, as its JavaScript would."""
        with self.client:
            for listener in tuple(element._event_listeners.values()):
                if listener.type.split(".")[0] == event:
                    arguments = events.GenericEventArguments(
                        sender=element, client=self.client, args=args
                    )
                    events.handle_event(listener.handler, arguments)
        await asyncio.sleep(0)

    # --- the clients screen -----------------------------------------------------------------

    @property
    def grid(self) -> LiveGrid:
        return self.elements(LiveGrid)[0]

    @property
    def first_rows(self) -> list[str]:
        """The names in the rows that came with the page."""
        rows = self.grid.props["start"].page["rows"]
        return [row.get("name") or row["title"] for row in rows]

    async def search(self, text: str) -> None:
        (box,) = [one for one in self.elements(ui.input) if "search-box" in one.classes]
        with self.client:
            box.set_value(text)

    async def tick_filter(self, label: str, *, on: bool) -> None:
        boxes = [one for one in self.elements(TickBox) if one.props["label"] == label]
        await self.send(boxes[0], "tick", on)

    def record_grid(self) -> list[tuple[str, Any]]:
        """From now on, what the server tells the grid in the browser."""
        return self.record(self.grid)

    def record(self, element: ui.element) -> list[tuple[str, Any]]:
        """From now on, what the server tells an element in the browser: verb and argument."""
        calls: list[tuple[str, Any]] = []

        def record(name: str, *args: Any) -> None:
            calls.append((name, args[0] if args else None))

        element.run_method = record  # type: ignore[assignment, method-assign]
        return calls

    async def tick(self, *ids: int, on: bool = True) -> None:
        """Tick circles, one by one."""
        for id_ in ids:
            await self.send(self.grid, "mark", {"id": id_, "on": on})

    async def begin_client(self, name: str = "", **fields: str) -> None:
        """« + Nouveau client », « Oui », and something typed."""
        await self.press("+ Nouveau client")
        await self.press("Oui")
        await until(lambda: self.has_field("Raison sociale"))
        if name:
            await self.fill("Raison sociale", name)
        for label, text in fields.items():
            await self.fill(label.replace("_", " "), text)

    @property
    def keeper(self) -> Keeper:
        return next(one for one in self.client.layout.descendants() if isinstance(one, Keeper))


def _name(button: ui.button) -> str:
    return str(button.props.get("aria-label") or button.text)


def _shown(element: ui.element) -> Iterator[ui.element]:
    """What is on screen inside an element: not what is hidden, nor in a closed dialog."""
    for child in element:
        if child.visible and not (isinstance(child, ui.dialog) and not child.value):
            yield child
            yield from _shown(child)


class Simulation:
    """The app without its screens, in this process, and the tabs that look at it."""

    def __init__(self) -> None:
        self._clerks: list[Clerk] = []

    @asynccontextmanager
    async def running(self, folder: Path) -> AsyncIterator[None]:
        """The app from start to stop; NiceGUI empties the folder of what browsers keep."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Storage, "path", folder)
            patch.setattr("nicegui.testing.general.gc", NO_GARBAGE)
            for live in (LIVE, UNHURRIED):
                patch.setattr(live, "pause", lambda *_: 0)
            _forget_followers()
            async with user_simulation():
                patch.setattr(ui, "navigate", OfThisTab("navigate", self._clerks))
                patch.setattr(ui, "download", OfThisTab("download", self._clerks))
                yield
                for client in tuple(Client.instances.values()):
                    client.delete()  # or its page stays in memory for the rest of the tests
            _forget_followers()

    @asynccontextmanager
    async def new_tab(self, staff: Staff | None = ANYBODY) -> AsyncIterator[Tab]:
        """A tab of somebody, in a browser of their own; None for a stranger."""
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
            if staff:
                http.cookies.set("comptoir_session", await make_session(staff))
            clerk = Clerk(http)
            self._clerks.append(clerk)
            yield Tab(clerk)


def _forget_followers() -> None:
    """The tabs of another test are gone, and so is the loop in which they were told."""
    for live in (LIVE, UNHURRIED):
        live._followers.clear()
        live._pending.clear()
        live._has_news = False
    vars(BOARD).update(vars(Board()))


class _Screens:
    """What the import of `pages` told NiceGUI, which forgets it before each simulation."""

    def __init__(self) -> None:
        self._routes = [one for one in app.routes if _is_ours(one)]
        self._middleware = tuple(app.user_middleware)
        self._head = Client.shared_head_html
        self._quasar_config = app.config.quasar_config
        self._failed = app._page_exception_handler

    def register(self) -> None:
        app.router.routes.extend(self._routes)
        app.user_middleware[:0] = self._middleware
        Client.shared_head_html = self._head
        app.config.quasar_config = self._quasar_config
        app._page_exception_handler = self._failed


def _is_ours(route: BaseRoute) -> bool:
    if isinstance(route, Route):
        return not route.path.startswith("/_nicegui")
    if isinstance(route, Mount):
        return route.path == API
    return hasattr(route, "original_router")  # which FastAPI keeps as one


_SCREENS = _Screens()


def register_screens() -> None:
    """Have the app show its screens, whose routes NiceGUI's simulation begins by forgetting."""
    _SCREENS.register()
