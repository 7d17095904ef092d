"""What « Rechercher partout » finds, offers and does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from components.frame import Frame, Screen
from components.palette import Choice, Choices
from components.tab import current_staff
from models.clients import CLIENTS, Client, read_typed
from models.documents import KINDS
from models.finding import NEW_CLIENT, Group, Wish, find_everywhere, wish_in
from models.french import fold, quoted
from models.lists import LONGEST_SEARCH, Query, words_in
from models.permissions import Permission
from pages.creating import ask_to_create, create_for_whom
from pages.settings import PARTS

MOST = 5


class Everywhere:
    """The search of one tab."""

    def __init__(self, frame: Frame, screens: Sequence[Screen]) -> None:
        self._frame = frame
        self._screens = screens

    async def find(self, text: str) -> list[Choices]:
        """What these words may mean, and what can be done with them."""
        typed = text[:LONGEST_SEARCH].strip()
        wish = wish_in(typed)
        found = [
            *([Choices("Créer", await _wished(wish))] if wish and _may(wish) else []),
            *map(_offered, await find_everywhere(typed, by=current_staff())),
            Choices("Aller à", list(self._places(typed))),
        ]
        found = [one for one in found if one.choices]
        if typed and not found and _may(Wish(NEW_CLIENT, typed)):
            return [Choices("Créer", [_client_named(typed)])]
        return found

    def _places(self, typed: str) -> Iterator[Choice]:
        """The screens, and the parts of the settings, whose name has all the words."""
        words = words_in(typed)
        places = [(one.name, one.path, one.permission) for one in self._screens if one.label]
        parts = [(f"Paramètres – {title}", path, Permission.SETTINGS) for title, path in PARTS]
        for label, path, permission in (*places, *parts):
            is_meant = words and all(word in fold(label) for word in words)
            if is_meant and current_staff().may(permission):
                yield Choice(label, icon="arrow", path=path)

    async def run(self, code: str) -> None:
        """Do what was chosen: « rental:12 », « rental: » for whom is asked, « client:Dupont »."""
        kind, _, rest = code.partition(":")
        if kind == NEW_CLIENT:
            draft = Client.blank()
            draft.typed |= read_typed(rest)
            await self._frame.drawer.edit(draft)
            return
        spec = KINDS[kind]
        if not rest:
            await create_for_whom(self._frame, spec)
        elif client := await Client.get_or_none(id=int(rest)):
            await ask_to_create(self._frame, client, spec)


def searching(screens: Sequence[Screen]) -> Callable[[Frame], Everywhere]:
    return lambda frame: Everywhere(frame, screens)


def _may(wish: Wish) -> bool:
    wanted = Client.EDITING if wish.kind == NEW_CLIENT else Permission.DOCUMENTS
    return current_staff().may(wanted)


async def _wished(wish: Wish) -> list[Choice]:
    if wish.kind == NEW_CLIENT:
        return [_client_named(wish.rest)]
    kind = KINDS[wish.kind]
    title = f"Créer {kind.with_article}"
    if not wish.rest:
        return [Choice(f"{title}…", "Pour un client à choisir", kind.code, code=f"{kind.code}:")]
    ids = await CLIENTS.ids(Query(wish.rest, filters=CLIENTS.asked({}).filters), limit=MOST)
    return [
        Choice(
            f"{title} pour {row['name']}", row["city"], kind.code, code=f"{kind.code}:{row['id']}"
        )
        for row in await CLIENTS.rows(ids)
    ]


def _client_named(name: str) -> Choice:
    title = f"Créer le client {quoted(name)}" if name else "Créer un client"
    return Choice(title, icon="add", code=f"{NEW_CLIENT}:{name}")


def _offered(group: Group) -> Choices:
    choices = [Choice(one.title, one.under, one.icon, one.path) for one in group.hits]
    if group.more:
        choices.append(Choice(f"Tout voir dans {group.heading}", icon="arrow", path=group.more))
    return Choices(group.heading, choices)
