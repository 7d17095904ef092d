"""THE table of what the sheet of contacts shows: every screen in every state that it can be in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.browser.sheet import poses
from tests.browser.sheet.poses import (
    NO_HIT,
    Pose,
    at,
    chosen,
    door,
    edited,
    finding,
    opened_row,
    pressed,
    reader,
    scrolled_to,
    ticked,
)

LISTS = {
    "Clients": "/clients",
    "Rappels": "/rappels",
    "Interventions": "/interventions",
    "Locations": "/locations",
    "Ventes": "/ventes",
    "Factures": "/factures",
    "Documents en cours": "/documents",
    "Règlements": "/reglements",
    "Articles": "/articles",
    "Journal": "/journal",
}
TICKED = ("Clients", "Rappels", "Locations", "Factures", "Articles")
CHAPTERS = ("clients", "factures", "tablette")
SETTINGS = (
    *("Identité", "Logo", "Banque", "Taux de TVA", "Échéances et mentions", "Location"),
    *("Relances", "Comptes comptables", "Étiquettes", "Numérotation", "Textes"),
    *("Courrier électronique", "Webhooks", "Documents", "Appareils partagés"),
)


@dataclass(frozen=True)
class State:
    """One picture of the sheet."""

    group: str
    name: str
    pose: Pose
    is_main: bool = False
    """Whether it is shown in every size, light and dark."""
    is_plain: bool = False
    """Whether the page is one without NiceGUI, which follows the browser without a mark of it."""

    @property
    def title(self) -> str:
        return f"{self.group} : {self.name}"


def _lists() -> list[State]:
    made = []
    for name, path in LISTS.items():
        made += [
            State("Listes", name, at(path), is_main=True),
            State("Listes", f"{name}, rien trouvé", at(f"{path}?q={NO_HIT}")),
        ]
        if name in TICKED:
            made.append(State("Listes", f"{name}, sélection", ticked(path)))
    return made


FULL: Sequence[State] = (
    State("Aujourd’hui", "plein", at("/aujourdhui"), is_main=True),
    State("Aujourd’hui", "indicateurs", at("/indicateurs"), is_main=True),
    *_lists(),
    State("Listes", "colonnes", pressed("/clients", "Colonnes")),
    State("Listes", "vues", pressed("/clients", "Vues")),
    State("Listes", "corbeille", at("/clients?trash=1")),
    State("Listes", "corbeille d’articles vide", at("/articles?trash=1")),
    State("Fiche", "simple", at("plain"), is_main=True),
    State("Fiche", "pleine", at("full"), is_main=True),
    State("Fiche", "bloquée", at("blocked")),
    State("Fiche", "avertir", at("warned")),
    State("Fiche", "corbeille", at("gone")),
    State("Fiche", "passée", poses.past),
    State("Fiche", "menu Actions", chosen("full", "Actions")),
    State("Fiche", "menu Plus", chosen("full", "Plus")),
    State("Fiche", "article", opened_row("/articles"), is_main=True),
    State("Tiroir", "nouveau client", poses.new_client, is_main=True),
    State("Tiroir", "modifier", edited("full")),
    State("Tiroir", "erreurs", poses.wrong_client),
    State("Tiroir", "sosie", poses.alike_client),
    State("Tiroir", "conflit", poses.conflict),
    State("Tiroir", "nouvel article", pressed("/articles", "+ Nouvel article")),
    State("Questions", "fermer sans enregistrer", poses.left_unsaved),
    State("Questions", "supprimer", chosen("plain", "Document", "Supprimer")),
    State("Questions", "suppression refusée", chosen("full", "Document", "Supprimer")),
    State("Questions", "voir au", poses.past_too_early),
    State("Questions", "carte de visite", chosen("full", "Plus", "Carte de visite")),
    State("Questions", "anonymiser", pressed("plain", "Anonymiser")),
    State("Questions", "modifier la sélection", ticked("/clients", "Modifier la sélection")),
    State("Questions", "nouvelle location", pressed("/locations", "+ Nouvelle location")),
    State("Questions", "encaisser", pressed("invoice", "Encaisser")),
    State("Questions", "rappel", opened_row("/rappels")),
    State("Questions", "règlement", opened_row("/reglements")),
    State("Questions", "raccourcis", pressed("/clients", "Raccourcis clavier")),
    State("Documents", "devis à l’état de brouillon", at("draft"), is_main=True),
    State("Documents", "sans ligne", at("empty document")),
    State("Documents", "devis refusé", at("refused")),
    State("Documents", "client bloqué", at("of blocked")),
    State("Documents", "facture en brouillon", at("invoice draft")),
    State("Documents", "facture émise", at("invoice"), is_main=True),
    State("Documents", "facture payée", at("paid")),
    State("Documents", "modifier", pressed("draft", "Modifier")),
    State("Documents", "aperçu", pressed("invoice", "Aperçu")),
    State("Documents", "émettre", pressed("invoice draft", "Émettre")),
    State("Caisse", "relances", at("/relances"), is_main=True),
    State("Caisse", "clôtures", at("/clotures"), is_main=True),
    State("Doublons", "liste", at("/doublons"), is_main=True),
    State("Doublons", "fusion", poses.merging, is_main=True),
    State("Import", "début", at("/import"), is_main=True),
    State("Import", "fichier refusé", poses.import_refused),
    State("Import", "vérification", poses.import_checked, is_main=True),
    State("Import", "rapport", poses.import_done),
    State("Paramètres", "début", at("/parametres"), is_main=True),
    *(State("Paramètres", name, scrolled_to("/parametres", name)) for name in SETTINGS),
    State("Paramètres", "webhook", pressed("/parametres", "+ Webhook")),
    State("Compte", "mon compte", at("/mon-compte"), is_main=True),
    State("Compte", "jetons", scrolled_to("/mon-compte", "Jetons")),
    State("Compte", "créer un jeton", pressed("/mon-compte", "Créer un jeton")),
    State("Compte", "comptes", at("/comptes"), is_main=True),
    State("Compte", "nouveau compte", pressed("/comptes", "+ Nouveau compte")),
    State("Aide", "chapitres", at("/aide"), is_main=True),
    *(State("Aide", name, at(f"/aide/{name}")) for name in CHAPTERS),
    State("Rechercher partout", "ouvert", finding("")),
    State("Rechercher partout", "trouvé", finding("location"), is_main=True),
    State("Rechercher partout", "rien", finding(NO_HIT)),
    State("Impasses", "page inconnue", at("/nulle-part"), is_main=True),
    State("Impasses", "document inconnu", at("/ventes/999999")),
    State("Impasses", "pas le droit", reader(at("/comptes"))),
    State("Lecture", "clients", reader(at("/clients"))),
    State("Lecture", "fiche", reader(at("full"))),
    State("Lecture", "document", reader(at("invoice"))),
    State("Réseau", "hors ligne", poses.offline),
    State("Porte", "connexion", door("/connexion"), is_main=True, is_plain=True),
    State("Porte", "connexion refusée", poses.refused_door, is_plain=True),
)
BARE: Sequence[State] = (
    State("Base vide", "Aujourd’hui", at("/aujourdhui"), is_main=True),
    State("Base vide", "indicateurs", at("/indicateurs")),
    *(State("Base vide", name, at(path)) for name, path in LISTS.items()),
    State("Base vide", "relances", at("/relances")),
    State("Base vide", "clôtures", at("/clotures")),
    State("Base vide", "doublons", at("/doublons")),
    State("Base vide", "import", at("/import")),
    State("Base vide", "paramètres", at("/parametres")),
)
UNOPENED: Sequence[State] = (
    State("Porte", "installation", door("/installation"), is_main=True, is_plain=True),
)
