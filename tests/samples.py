"""A desk's worth of records, plain and hostile, the same wherever they are put."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from models.catalogue import Article, ArticleKind
from models.clients import Client, ClientKind
from models.documents import KINDS, Document, Mode, Payment
from models.french.text import fold
from models.records import JournalEntry

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
TIES = 7
"""Records that share the moment of their last change."""
NAMES = (
    *(
        "Élan",
        "elan",
        "ÉLAN",
        "Œuvre & Forêt",
        "Oeuvre et foret",
        "Ægir",
        "aegir",
        "Zèbre",
        "zebre",
    ),
    *("L’Étang d’Or", "L'Etang d'Or", "Abri-Côtier", "Abri Cotier", "abricotier", "A.B.R.I."),
    *(
        "SARL Dupont",
        "Dupont S.A.R.L.",
        "DUPONT SAS",
        "Du Pont",
        "Dupond",
        "Ŝarmo",
        "Łódź",
        "Ørsted",
    ),
    *("Çelik", "Cengiz", "İstanbul", "ıstanbul", "Straße 9", "Strasse 10", "STRASSE 2", "ß", "ẞ"),
    *(
        "100 % Nacelles",
        "100%",
        "_tout_",
        "a_b",
        "aXb",
        "\\",
        "'); --",
        '"guillemets"',
        "*",
        "NULL",
    ),
    *(
        "Garage 2",
        "Garage 10",
        "Garage 1",
        "garage",
        "GARAGE",
        "Garagé",
        "Garage du Port",
        "$1",
        "?",
    ),
    *(
        "مؤسسة",
        "株式会社",
        "Ελλάς",
        "Ёлка",
        "елка",
        "👩‍👩‍👧 Nous",
        "ﷺ",
        "é",
        "e\u0301",
        "ñandú",
        "Ñandu",
    ),
)
CITIES = ("Brest", "Évian", "evian", "Saint-Brieuc", "SAINT BRIEUC", "Ys", "", "Œuilly", "L’Haÿ")
PHONES = ("+33298123456", "+33612345678", "+33556123456", "02 98 poste 12", "Paul 06…", "")
POSTCODES = ("29200", "01000", "75001", "", "B-1000", "ab 12")
WORDS = ("nacelle", "échelle", "camion", "BC-2026/7", "100 %", "l’été", "groupe 40 kVA")


def clients(count: int = 300) -> list[Client]:
    """Not yet in a database; ids from 1 on."""
    random = Random(1)
    return [_client(id_, random) for id_ in range(1, count + 1)]


def _client(id_: int, random: Random) -> Client:
    name = NAMES[id_ % len(NAMES)]
    client = Client(
        id=id_,
        code=f"C{id_:05d}",
        kind=random.choice(list(ClientKind)),
        name=name if id_ <= len(NAMES) else f"{name} {random.choice(NAMES)}",
        contact=random.choice(("", *NAMES)),
        phone=random.choice(PHONES),
        mobile=random.choice(PHONES),
        email=random.choice(("", f"accueil@garage{id_ % 9}.example", "Zoé@exemple.example")),
        postcode=random.choice(POSTCODES),
        city=random.choice(CITIES),
        siret=random.choice(("", f"4048330480{id_:04d}", "73282932000074")),
        open_count=random.choice((0, 0, 1, 12)),
        created_at=BEGAN,
        updated_at=_moment(id_),
        trashed_at=BEGAN if id_ % 11 == 0 else None,
    )
    if client.kind == ClientKind.PERSON:
        client.last_name, client.first_name = name, random.choice(("Zoé", "zoe", "Éric", ""))
    client.derive()
    return client


def articles(count: int = 120) -> list[Article]:
    """Each with a reference of its own."""
    random = Random(5)
    return [_article(id_, random) for id_ in range(1, count + 1)]


def _article(id_: int, random: Random) -> Article:
    article = Article(
        id=id_,
        kind=random.choice(list(ArticleKind)),
        designation=f"{random.choice(NAMES)} {random.choice(WORDS)}",
        reference=f"{random.choice(WORDS)[:20]}-{id_}",
        family=random.choice(("", "Levage", "levage", "Énergie", "Pièces 2", "Pièces 10")),
        price=Decimal(random.randrange(1_000)) / 4,
        is_active=id_ % 5 > 0,
        created_at=BEGAN,
        updated_at=_moment(id_),
        trashed_at=BEGAN if id_ % 11 == 0 else None,
    )
    article.derive()
    return article


def documents(count: int = 120) -> list[Document]:
    """Of the first clients, one kind after the other."""
    random = Random(2)
    return [_document(id_, random) for id_ in range(1, count + 1)]


def _document(id_: int, random: Random) -> Document:
    kind = list(KINDS.values())[id_ % len(KINDS)]
    stage = random.choice(kind.stages)
    name = random.choice(NAMES)
    document = Document(
        id=id_,
        kind=kind.code,
        stage=stage.code,
        status=random.choice(stage.steps).status,
        client_id=1 + id_ % 40,
        client_name=name,
        client_key=fold(name),
        client_identity={"name": name, "city": random.choice(CITIES)},
        subject=random.choice(WORDS),
        client_reference=random.choice(WORDS),
        dated_on=random.choice((None, date(2026, 1, 1), date(2025, 12, 31), date(999, 1, 1))),
        created_at=BEGAN,
        updated_at=_moment(id_),
    )
    document.derive()
    return document


def payments(count: int = 60) -> list[Payment]:
    """Payments of every mode, on several days."""
    random = Random(5)
    return [_payment(id_, random) for id_ in range(1, count + 1)]


def _payment(id_: int, random: Random) -> Payment:
    payment = Payment(
        id=id_,
        client_id=random.randint(1, 60),
        client_name=random.choice(NAMES),
        received_on=BEGAN.date() + timedelta(days=id_ % TIES),
        mode=random.choice(list(Mode)),
        amount=Decimal(random.randint(1, 99_999)) / 100,
        settles=f"FA-2026-{id_:05}",
    )
    payment.client_key = fold(payment.client_name)
    payment.derive()
    return payment


def entries(count: int = 60) -> list[JournalEntry]:
    """Of the journal, without seals that hold."""
    random = Random(3)
    return [
        JournalEntry(
            id=id_,
            at=_moment(id_),
            staff=random.choice(NAMES)[:100],
            topic=random.choice(("client", "document", "account")),
            record_id=id_,
            caption=random.choice(NAMES),
            action=random.choice(("create", "amend")),
            changes={"name": ["", random.choice(NAMES)], "city": ["Brest", random.choice(CITIES)]},
            search=fold(f"{random.choice(NAMES)} {random.choice(WORDS)}"),
            seal="",
        )
        for id_ in range(1, count + 1)
    ]


def _moment(id_: int) -> datetime:
    """With and without a fraction of a second."""
    return BEGAN + timedelta(seconds=id_ % TIES, milliseconds=500 * (id_ % 2))


async def put_samples() -> None:
    """Put them all into the connected database."""
    await Client.bulk_create(clients())
    await Article.bulk_create(articles())
    await Document.bulk_create(documents())
    await Payment.bulk_create(payments())
    await JournalEntry.bulk_create(entries())
