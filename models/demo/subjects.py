"""What the demo documents are about, why they were closed, and who wrote them."""

from __future__ import annotations

from models.permissions import Role, Staff

SUBJECTS = {
    "intervention": (
        *("Révision annuelle du compresseur", "Panne hydraulique sur mini-pelle"),
        *("Remplacement des batteries de la nacelle", "Fuite au vérin d’un chariot télescopique"),
        *("Contrôle périodique obligatoire – chariot élévateur", "Groupe électrogène sans courant"),
        *("Vidange et filtres de la chargeuse", "Courroie de tondeuse autoportée à changer"),
        *("Mise en service du nettoyeur haute pression", "Diagnostic électronique de la nacelle"),
        *("Affûtage et réglage de broyeur", "Crevaison sur chantier – roue de dumper"),
    ),
    "rental": (
        *("Location nacelle 12 m – chantier", "Location mini-pelle 2,5 t avec godets"),
        *("Chapiteau 6 × 12 m pour un mariage", "Échafaudage roulant, trois semaines"),
        *("Groupe électrogène 60 kVA – festival", "Compresseur et marteau-piqueur, 5 jours"),
        *("Bétonnière électrique 350 l", "Chariot télescopique 14 m avec chauffeur"),
        *("Tables et bancs, 200 couverts", "Broyeur de végétaux, le week-end"),
        *("Chauffage de chantier – hiver", "Remorque plateau 3,5 t"),
    ),
    "sale": (
        *("Deux tronçonneuses thermiques et chaînes", "Nettoyeur haute pression triphasé"),
        *("Mini-pelle d’occasion, 2 100 h", "Lot de consommables pour disqueuses"),
        *("Tondeuse autoportée avec bac", "Groupe électrogène neuf 6 kVA"),
        *("Échelles et plateformes pour l’atelier", "Pièces détachées de chargeuse"),
        *("Compresseur 200 l à vis", "Équipements de protection individuelle"),
    ),
    "invoice": (
        *("Location du mois", "Heures d’atelier et pièces", "Solde de la commande"),
        *("Forfait entretien annuel", "Frais de livraison et de reprise"),
        *("Acompte de 30 % sur commande", "Remise en état après location"),
    ),
}
REASONS = {
    "close_unbilled": (
        *("Prise en charge par la garantie du constructeur", "Geste commercial"),
        *("Compris dans le contrat d’entretien", "Prêt gratuit pendant une réparation"),
    ),
    "cancel": (
        *("Le client a reporté son chantier", "Demande annulée par téléphone"),
        *("Doublon d’une autre demande", "Météo défavorable : l’événement n’a pas lieu"),
    ),
    "credit": (
        *("Erreur de quantité", "Matériel retourné", "Geste commercial"),
        *("Facture établie au mauvais client", "Remise oubliée"),
    ),
    "write_off": ("Liquidation judiciaire du client", "Créance trop ancienne, huissier sans suite"),
}
MODES = ("cash", "card", "card", "transfer", "transfer", "cheque", "debit")
"""By which payments come, the one with a limit first."""
STAFF = tuple(
    Staff(name, Role.MANAGER, device="jeu d’exemple")
    for name in ("Sophie Marchand", "Karim Benali", "Léa Quéméneur", "Bruno Delmas")
)
