"""A light clerk without a browser: works at the Clients screen in a clerk's words."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp

from tests.endurance.figures import Stopwatch
from tests.endurance.rows import Row, Rows
from tests.endurance.tab import Interrupted, NotSeen, Tab

SAVED = "Enregistré"
RESTORED = "Brouillon restauré"
SEARCHES = 5
CLASH = "Un collègue a modifié cette fiche en même temps que vous"


@dataclass(frozen=True)
class Account:
    """With what a clerk signs in; without accounts, nothing is asked."""

    name: str = ""
    password: str = ""


@dataclass(frozen=True)
class Pace:
    """Seconds between two keystrokes, and between two actions: a mean, from which each varies."""

    key: float
    think: float


AT_THE_DOOR = asyncio.Semaphore(2)
"""All robots come from one address, of which the server lets few strangers wait at a time."""


async def sign_in(http: aiohttp.ClientSession, url: str, account: Account) -> None:
    """Sign in if the application asks for it; the session keeps the cookies."""
    async with http.get(f"{url}/clients", allow_redirects=False) as answer:
        if answer.status == 200:
            return
    async with http.get(f"{url}/connexion") as answer:
        await answer.read()
    form = {"identifiant": account.name, "mot_de_passe": account.password}
    async with (
        AT_THE_DOOR,
        http.post(f"{url}/connexion", data=form, headers={"Origin": url}) as answer,
    ):
        await answer.read()
    async with http.get(f"{url}/clients", allow_redirects=False) as answer:
        if answer.status != 200:
            raise NotSeen(f"signing in as {account.name!r}: /clients answers {answer.status}")


class Robot:
    """One clerk with one tab. What is not seen in time raises NotSeen."""

    def __init__(
        self, url: str, account: Account, pace: Pace, chance: random.Random, watch: Stopwatch
    ) -> None:
        self._url = url
        self._account = account
        self._pace = pace
        self._chance = chance
        self._watch = watch
        self.on_submit: Callable[[], None] = lambda: None
        self.on_told: Callable[[], None] = lambda: None

    async def __aenter__(self) -> Self:
        jar = aiohttp.CookieJar(unsafe=True)  # unsafe: it takes cookies from an IP address too
        self._http = aiohttp.ClientSession(cookie_jar=jar)
        self.tab = Tab(self._http, self._url, self._watch)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        await self.tab.close()
        await self._http.close()

    async def arrive(self, path: str = "/clients") -> None:
        """Sign in, and open a page."""
        await sign_in(self._http, self._url, self._account)
        await self.tab.load(path)

    async def think(self) -> None:
        await asyncio.sleep(self._pace.think * self._chance.uniform(0.5, 1.5))

    # --- what a clerk does ------------------------------------------------------------------

    async def search(self, text: str) -> list[Row]:
        """Type into the search; the rows that it finds."""
        field = await self.see("field", "Rechercher un client")
        await self._type(field, text)
        with self._watch.measure("search"):
            rows = await self.tab.see(lambda: self._list_of(text), f"list for « {text} »")
        return rows.rows

    async def find(self, name: str) -> None:
        """Search for a client, as often as a clerk would, and open its card."""
        for _ in range(SEARCHES):
            if rows := [row for row in await self.search(name) if row["name"] == name]:
                return await self.open(rows[0])
            await self.search("")
        raise NotSeen(f"« {name} » in the list")

    async def open(self, row: Row) -> None:
        """Tap a row; its card appears."""
        grid = await self.see("grid", None)
        with self._watch.measure("open a client"):
            await self.tab.emit(grid, "open", row["id"])
            await self.see_card(str(row["name"]))

    async def create(self, name: str, **fields: str) -> None:
        """« + Nouveau client », « Oui », the form, « Enregistrer »; its card appears."""
        await self.press("+ Nouveau client")
        await self.press("Oui")
        await self.fill({"Raison sociale": name, **fields})
        await self.save("create")
        await self.see_card(name)

    async def edit(self, **fields: str) -> None:
        """« FICHE CLIENT », the form, « Enregistrer »."""
        with self._watch.measure("open the drawer"):
            await self.press("FICHE CLIENT – modifier")
            await self.see("field", next(iter(fields)))
        await self.fill(fields)
        await self.save("edit")

    async def delete(self, name: str) -> None:
        """The card's menu « Document », « Supprimer », « Oui »."""
        await self._choose("Document", "Supprimer")
        await self.see("button", "Oui")
        with self._watch.measure("delete"):
            before = set(self.tab.screen.toasts())
            self.on_submit()
            await self.press("Oui")
            await self.told(f"«\u00a0{name}\u00a0» est dans la corbeille", before)

    async def send(self, path: str, content: bytes) -> tuple[int, Any]:
        """Send a file to a route, as the page's script does: the status and what is answered."""
        headers = {"Origin": self._url}
        try:
            async with self._http.post(self._url + path, data=content, headers=headers) as answer:
                return answer.status, await answer.json(content_type=None)
        except (aiohttp.ClientError, ValueError):
            raise Interrupted from None

    async def fetch(self, path: str) -> tuple[int, bytes]:
        """The status and the content of what lies at an address."""
        try:
            async with self._http.get(self._url + path) as answer:
                return answer.status, await answer.read()
        except aiohttp.ClientError:
            raise Interrupted from None

    # --- the steps of it --------------------------------------------------------------------

    async def press(self, name: str) -> None:
        await self.tab.emit(await self.see("button", name), "click")

    async def fill(self, fields: dict[str, str]) -> None:
        """Type into these fields, one after the other."""
        for label, text in fields.items():
            field = await self.see("field", label)
            await self._type(field, text)
            await self.tab.emit(field, "blur", {})

    async def give_up(self) -> None:
        """Close the drawer without saving what was restored in it."""
        await self.press("Fermer")
        await self.press("Oui")

    async def save(self, action: str) -> None:
        """« Enregistrer », until the screen says that it is saved."""
        form = await self.see("form", None)
        with self._watch.measure(action):
            before = set(self.tab.screen.toasts())
            self.on_submit()
            await self.tab.emit(form, "submit", {})
            await self.told(SAVED, before)
        await self.tab.see(lambda: self.tab.scripts.keeper.draft is None or None, "empty drawer")

    def typed(self) -> dict[str, str]:
        """What the fields of the open form show, by their names in the draft."""
        screen = self.tab.screen
        fields = {id_: screen.props(id_).get("data-field") for id_ in screen.all("field")}
        return {name: screen.value(id_) for id_, name in fields.items() if name}

    def is_told(self, text: str) -> bool:
        return any(said == text for _, said in self.tab.screen.toasts().values())

    @property
    def card(self) -> str:
        """All that the open card says."""
        region = self.tab.screen.find("region", "Fiche client")
        return "" if region is None else self.tab.screen.text(region)

    async def _choose(self, menu: str, item: str) -> None:
        popup = await self.tab.see(lambda: self._menu(menu), f"menu « {menu} »")
        self.tab.screen.props(popup)["model-value"] = True
        await self.tab.emit(popup, "update:modelValue", True)
        chosen = self.tab.screen.find("menuitem", item, popup)
        if chosen is None:
            raise NotSeen(f"no « {item} » in the menu « {menu} »")
        await self.tab.emit(chosen, "click", {})

    # --- typing and seeing ------------------------------------------------------------------

    async def _type(self, field: int, text: str) -> None:
        for end in range(1, len(text) + 1):
            await asyncio.sleep(self._pace.key * self._chance.uniform(0.5, 1.5))
            await self.tab.type(field, text[:end])

    async def see(self, role: str, name: str | None) -> int:
        what = f"{role} « {name} »" if name else role
        return await self.tab.see(lambda: self.tab.screen.find(role, name), what)

    async def see_card(self, name: str) -> None:
        await self.tab.see(lambda: name in self.card.splitlines() or None, f"card of « {name} »")

    def _menu(self, label: str) -> int | None:
        opener = self.tab.screen.find("button", label)
        return None if opener is None else self.tab.screen.find("popup", None, opener)

    def _list_of(self, text: str) -> Rows | None:
        rows = self.tab.scripts.rows
        return rows if rows and rows.search == text else None

    async def told(self, text: str, before: set[int]) -> None:
        """Wait for a new message that says this; a warning or an error instead is the end."""
        what = f"message « {text} »"

        def answer() -> str | None:
            if self._is_asked(CLASH):
                return CLASH
            new = [one for id_, one in self.tab.screen.toasts().items() if id_ not in before]
            bad = [said for tone, said in new if tone != "done"]
            if bad:
                raise NotSeen(f"no {what}, but {bad}")
            return text if any(said == text for _, said in new) else None

        if await self.tab.see(answer, what) == text:
            self.on_told()
        else:
            await self.press("Valider ces choix")
            await self.tab.see(
                lambda: None if self._is_asked(CLASH) else True, "end of the question"
            )
            await self.told(text, before)

    def _is_asked(self, question: str) -> bool:
        return self.tab.screen.find("dialog", question) is not None
