"""The further people and places of made-up clients."""

from __future__ import annotations

from random import Random

from models.clients.addresses import ADDRESSES
from models.clients.client import Client
from models.clients.contacts import CONTACTS
from models.clients.fields import ClientKind
from models.demo import names
from models.demo.articles import TRADE_LIST
from models.demo.reaching import mobile_line, slug
from models.records import Children

FUNCTIONS = (
    ("Responsable achats", "order"),
    ("Comptable", "billing"),
    ("Chef de chantier", "site"),
    ("Responsable d’atelier", "workshop"),
    ("Gérante", "order,signatory"),
)
PLACES = (
    ("Dépôt", "delivery,depot"),
    ("Chantier de la gare", "site"),
    ("Comptabilité", "billing"),
    ("Entrepôt sud", "delivery"),
)
ACCESS = ("", "", "Portail à droite, sonner à l’accueil.", "Camion de 19 t au plus.")
TRADE = 0.1
"""The part of the firms that buy by the price list of the trade."""
FIRST_NUMBER = 2_000
"""The numbers before are those of the clients themselves."""


class People:
    """Gives some clients contacts and addresses, always the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(f"people {seed}")

    def join(self, client: Client) -> None:
        if client.kind == ClientKind.PERSON or not client.city:
            return
        if self._random.random() < TRADE:
            client.price_list = TRADE_LIST
        chance = self._random.random()
        if chance < 0.35:
            roles = self._random.sample(FUNCTIONS, self._random.randint(1, 3))
            texts = [self._contact(client, place, *one) for place, one in enumerate(roles)]
            client.contacts = _stored(CONTACTS, client, texts)
        if chance < 0.2:
            places = self._random.sample(PLACES, self._random.randint(1, 2))
            client.addresses = _stored(
                ADDRESSES, client, [self._address(client, *p) for p in places]
            )

    def _contact(self, client: Client, place: int, function: str, roles: str) -> dict[str, str]:
        first, family = (self._random.choice(some) for some in (names.FIRST_NAMES, names.FAMILIES))
        host = client.email.rpartition("@")[2]
        return {
            "name": f"{first} {family}",
            "function": function,
            "roles": roles,
            "mobile": mobile_line(FIRST_NUMBER + client.id * 3 + place),
            "email": f"{slug(first)}.{slug(family)}@{host}" if host else "",
        }

    def _address(self, client: Client, label: str, uses: str) -> dict[str, str]:
        plant = self._random.choice(names.PLANTS)
        return {
            "label": label,
            "uses": uses,
            "street": f"{self._random.randint(1, 90)} rue des {plant}",
            "postcode": client.postcode,
            "city": client.city,
            "access": self._random.choice(ACCESS),
        }


def _stored(kind: Children, client: Client, children: list[dict[str, str]]) -> list[dict[str, str]]:
    """Read as a form reads them, with keys that are the same in every demo."""
    typed = {"country": client.country, "postcode": client.postcode}
    for place, texts in enumerate(children, 1):
        key = f"{client.id}-{place}"
        typed |= {kind.name_of(key, name): text for name, text in {**kind.blank, **texts}.items()}
        typed[kind.name_of(key)] = str(place)
    return kind.read(typed)[0]
