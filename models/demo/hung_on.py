"""What hangs on the demo clients: some files, and what is to be done for them."""

from __future__ import annotations

import io
from datetime import timedelta
from random import Random

import typst
from PIL import Image, ImageDraw

from models.attachments import Attachment
from models.demo.subjects import STAFF
from models.french.wording import today
from models.permissions import Staff
from models.todos.todo import ToDo

MOST = 24
"""Clients that have some."""
COLOURS = ("#c8862a", "#2f6f9f", "#6b7f3a", "#8a4b3c")
PHOTOS = ("Nacelle rayée.jpg", "Compteur.jpg", "Retour de location.jpg", "Chantier.jpg")
PAPERS = {
    "Kbis.pdf": ("Extrait Kbis", "Immatriculation principale au registre du commerce."),
    "Plan d’accès.pdf": ("Plan d’accès", "Portail nord, code 1234A, sonner au dépôt."),
    "Bon de commande.pdf": ("Bon de commande", "Deux nacelles, du lundi au vendredi."),
}
TO_DO = (
    *("Rappeler pour le devis", "Relancer sur la nacelle 12 m", "Demander le bon de commande"),
    *("Confirmer l’heure de livraison", "Envoyer les photos du retour", "Proposer l’entretien"),
)
DAYS = (-3, -1, 0, 0, 1, 2, 7, 30)


async def hang_on(clients: int, seed: int) -> None:
    """Give some of the first clients files and to-dos."""
    random = Random(seed)
    for client_id in random.sample(range(1, clients + 1), min(clients, MOST)):
        by = random.choice(STAFF)
        await _to_do(client_id, random, by)
        if random.random() < 0.5:
            await _files(client_id, random, by)


async def _to_do(client_id: int, random: Random, by: Staff) -> None:
    day = today() + timedelta(days=random.choice(DAYS))
    at = random.choice(("", "", "09:00", "14:30"))
    typed = {"text": random.choice(TO_DO), "due_on": day.isoformat(), "due_time": at}
    todo = await ToDo.add(client_id, typed, by=by)
    if random.random() < 0.2:
        await todo.tick(by=by)


async def _files(client_id: int, random: Random, by: Staff) -> None:
    for name in random.sample(PHOTOS, 2):
        content = _photo(random)
        await Attachment.receive("client", client_id, name, content, by=by)
    name = random.choice(list(PAPERS))
    await Attachment.receive("client", client_id, name, _paper(*PAPERS[name]), by=by)


def _photo(random: Random) -> bytes:
    """A machine in front of the sky, as far as rectangles go."""
    picture = Image.new("RGB", (960, 720), "#cfe3ee")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 520, 960, 720), fill="#9a9488")
    colour, left = random.choice(COLOURS), random.randint(80, 400)
    draw.rectangle((left, 380, left + 380, 540), fill=colour)
    draw.rectangle((left + 60, 120, left + 90, 380), fill=colour)
    for wheel in (left + 40, left + 260):
        draw.ellipse((wheel, 490, wheel + 90, 580), fill="#2b2b2b")
    made = io.BytesIO()
    picture.save(made, "JPEG")
    return made.getvalue()


def _paper(title: str, text: str) -> bytes:
    source = f'#set text(lang: "fr")\n= {title}\n{text}\n#pagebreak()\n== Page 2\n#lorem(120)\n'
    made = typst.compile(source.encode(), timestamp=0)
    assert isinstance(made, bytes)
    return made
