"""The words from which the demo clients are made: people, trades, towns, streets, notes."""

from __future__ import annotations

from models.clients.fields import ClientKind


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


MEN = _words(
    "Adrien, Alain, Alexandre, André, Antoine, Bastien, Benoît, Bruno, Cédric, Christophe, "
    "Clément, Cyril, Damien, Daniel, Denis, Didier, Émile, Éric, Étienne, Fabien, Fabrice, "
    "Farid, Franck, François, Frédéric, Gaëtan, Gérard, Gilles, Grégory, Guillaume, Hervé, "
    "Hugo, Idriss, Jacques, Jean, Jean-Baptiste, Jean-Claude, Jean-Marc, Jérôme, Joël, Julien, "
    "Karim, Kévin, Laurent, Léo, Loïc, Luc, Marc, Mathieu, Maxime, Mehdi, Michel, Mickaël, "
    "Nicolas, Noël, Olivier, Pascal, Patrick, Paul, Philippe, Pierre, Pierre-Yves, Quentin, "
    "Raphaël, Régis, Rémi, Romain, Samuel, Sébastien, Serge, Stéphane, Sylvain, Théo, Thierry, "
    "Thomas, Tristan, Valentin, Vincent, Xavier, Yann, Yves"
)
WOMEN = _words(
    "Agnès, Alice, Amandine, Amélie, Anaïs, Anne, Anne-Sophie, Annie, Audrey, Aurélie, Béatrice, "
    "Bénédicte, Brigitte, Camille, Caroline, Catherine, Cécile, Céline, Chantal, Charlotte, "
    "Chloé, Christelle, Claire, Clémence, Corinne, Danielle, Delphine, Dominique, Élisabeth, "
    "Élise, Élodie, Émilie, Emma, Estelle, Fanny, Fatima, Florence, Françoise, Gaëlle, Geneviève, "
    "Hélène, Inès, Isabelle, Jeanne, Joëlle, Julie, Juliette, Karine, Laëtitia, Laure, Léa, "
    "Léonie, Lucie, Magali, Manon, Marie, Marie-Claude, Marie-Hélène, Marine, Martine, Maryse, "
    "Mélanie, Monique, Muriel, Myriam, Nadège, Nadia, Nathalie, Noémie, Océane, Odile, Pascale, "
    "Patricia, Pauline, Sabrina, Sandrine, Sarah, Sophie, Stéphanie, Sylvie, Valérie, Virginie, "
    "Yasmine, Zoé"
)
FIRST_NAMES = (*MEN, *WOMEN)
FAMILIES = _words(
    "Abadie, Achard, Allard, Amsellem, André, Arnaud, Aubert, Aubry, Auger, Bailly, Barbier, "
    "Barre, Baudouin, Bazin, Beaumont, Benali, Benoît, Berger, Bernard, Berthelot, Bertin, "
    "Bertrand, Besnard, Besson, Bigot, Blanc, Blanchard, Blondel, Bodin, Boivin, Bonnet, Boucher, "
    "Boulanger, Bourgeois, Bouvier, Boyer, Bréchet, Breton, Brun, Brunet, Buisson, Cadiou, "
    "Camus, Caron, Carpentier, Carré, Castex, Chabert, Charpentier, Charrier, Chauvin, "
    "Chevalier, Chevallier, Clément, Colas, Colin, Collet, Cordier, Costa, Coulon, Courtois, "
    "Cousin, Da Silva, Daniel, David, De Castro, De La Fontaine, Delattre, Delaunay, Delmas, "
    "Denis, Deschamps, Devaux, Diallo, Diaz, Dos Santos, Du Bellay, Dubois, Ducœur, Dufour, "
    "Dumas, Dumont, Dupin, Dupont, Dupré, Dupuis, Durand, Duval, Étienne, Évrard, Fabre, Faure, "
    "Fernandez, Ferrand, Ferreira, Fleury, Fontaine, Fournier, Fraisse, Gaillard, Garcia, "
    "Garnier, Gauthier, Gérard, Germain, Gilbert, Girard, Giraud, Gomez, Gonçalves, Granger, "
    "Grégoire, Grondin, Guérin, Guichard, Guillaume, Guillet, Guyot, Haddad, Hamel, Hébert, "
    "Henry, Hervé, Hoarau, Hoffmann, Hubert, Huet, Humbert, Imbert, Jacquet, Joly, Joubert, "
    "Jourdan, Kaya, Keller, Kerdoncuff, Klein, Labbé, Lacroix, Lagarde, Lambert, Langlois, "
    "Laporte, Laurent, Lebrun, Le Borgne, Le Gall, Le Goff, Leblanc, Leclerc, Lecomte, Lefèvre, "
    "Lefebvre, Legrand, Lemaître, Lemoine, Leroux, Leroy, Lesage, Letellier, L’Hostis, Lopez, "
    "Louis, Lucas, Maillard, Mallet, Marchand, Maréchal, Marie, Marin, Martel, Martin, Martinez, "
    "Marty, Masson, Mathieu, Maurice, Mercier, Meunier, Meyer, Michaud, Michel, Millet, Monnier, "
    "Moreau, Morel, Morin, Moulin, Muller, N’Diaye, Navarro, Nguyen, Nicolas, Noël, Olivier, "
    "Ollivier, Ortiz, Pagès, Parent, Pasquier, Payet, Pelletier, Pereira, Perez, Perret, Perrin, "
    "Perrot, Petit, Peyre, Philippe, Picard, Pichon, Poirier, Pons, Poulain, Prévost, Quéméneur, "
    "Quintard, Raynaud, Regnier, Rémy, Renard, Renaud, Rey, Reynaud, Ricard, Richard, Rivière, "
    "Robert, Robin, Roche, Rodriguez, Roger, Rolland, Roussel, Rousseau, Roux, Roy, Royer, "
    "Saez, Salmon, Sanchez, Schmitt, Schneider, Simon, Tanguy, Tessier, Thibault, Thomas, "
    "Toussaint, Traoré, Tual, Vaillant, Vallée, Vasseur, Verdier, Vidal, Villeneuve, Vincent, "
    "Voisin, Weber, Xuereb, Yılmaz, Zeller, Zimmermann"
)
PLANTS = _words(
    "Acacias, Ajoncs, Amandiers, Aulnes, Bleuets, Bouleaux, Bruyères, Cèdres, Cerisiers, "
    "Charmes, Châtaigniers, Chênes, Cyprès, Églantiers, Érables, Figuiers, Frênes, Genêts, "
    "Glycines, Hêtres, Lauriers, Lilas, Magnolias, Marronniers, Mélèzes, Mimosas, Mûriers, "
    "Noisetiers, Noyers, Oliviers, Ormeaux, Peupliers, Pins, Platanes, Roseaux, Saules, "
    "Sapins, Tamaris, Tilleuls, Vignes"
)
FIELDS = _words(
    "Bas-Champ, Beauregard, Beauséjour, Bel-Air, Bellevue, Blanche-Lande, Bois-Joli, Bon-Repos, "
    "Champ-Fleuri, Clair-Vallon, Clos-Neuf, Croix-Blanche, Fontenelle, Fief-Doux, Grand-Pré, "
    "Haute-Rive, Longchamp, Malvoisine, Maison-Neuve, Mon-Plaisir, Montjoie, "
    "Moulin-Vieux, Peyrelongue, Pierre-Levée, Plein-Sud, Pont-Neuf, Prairie-Haute, Puits-Salé, "
    "Roc-Courbe, Roche-Bleue, Sainte-Anne, Grand-Tertre, Trois-Chemins, Val-Fleuri, Vallon-Perdu, "
    "Vert-Bocage, Vieux-Lavoir"
)
INITIALS = "ABCDEFGHILMNOPRSTV"
FORMS = _words("SARL, SARL, SARL, SAS, SAS, SAS, SASU, EURL, SA, S.A.R.L.")

# Each is filled from the lists above; {town} brings its own « de », « du » or « d’ ».
COMPANIES = (
    "{form} {family} Travaux Publics",
    "{family} TP",
    "{family} et Fils Maçonnerie",
    "{form} {family} Terrassement",
    "{form} {family} Charpente & Couverture",
    "Entreprise {family} – Démolition",
    "{family} {other} Construction",
    "Bâti-{family} {form}",
    "Menuiserie {family}",
    "{form} Plâtrerie {family} & {other}",
    "Électricité générale {family}",
    "Plomberie-chauffage {family} {form}",
    "Peinture {family}, {other} et associés",
    "Paysages {family}",
    "Espaces verts de {field} – {family}",
    "Élagage {family} {form}",
    "Garage {family}",
    "Garage de {field} – {family}",
    "Carrosserie {family} {form}",
    "{family} Automobiles",
    "Auto-école {family}",
    "Poids lourds {family} Services",
    "Transports {family}",
    "{form} Transports {family} & Fils",
    "Déménagements {family}",
    "Taxis {family}",
    "EARL des {plants} {town}",
    "EARL {family}",
    "GAEC de {field} {town}",
    "GAEC {family} Père et Fils",
    "SCEA Domaine de {field}",
    "Château {field} – {family}",
    "Cave coopérative {town}",
    "CUMA des {plants} – {family}",
    "Pépinières {family}",
    "Scierie {family} {form}",
    "{family} Événements",
    "{initials} Événementiel",
    "Traiteur {family} & {other}",
    "Sono Lumière {family}",
    "{form} Chapiteaux {family}",
    "Comité des fêtes {town}",
    "Association sportive {town}",
    "Club de football {town}",
    "Festival des {plants} {town}",
    "Hôtel de {field} {town}",
    "Hôtel-restaurant Les {plants} – {family}",
    "Camping Les {plants} {town}",
    "Résidence hôtelière {field} {town}",
    "Restaurant Chez {first} – {family}",
    "Auberge des {plants} – {family}",
    "Boulangerie {family}",
    "Boucherie-charcuterie {family} {form}",
    "Pharmacie {family}",
    "Pharmacie {town}",
    "Syndic {family} Immobilier",
    "Cabinet {family} – Syndic de copropriété",
    "Syndicat des copropriétaires Les {plants} {town}",
    "SCI {family}",
    "SCI Les {plants} {initials}",
    "Agence immobilière {town}",
    "Étude {family} & {other}, notaires associés",
    "Cabinet d’architecture {family}",
    "Clinique vétérinaire des {plants} {town}",
    "Supermarché {town}",
    "Blanchisserie {family} {form}",
    "{initials} Nettoyage",
    "{initials} Industrie",
    "{initials} Logistique {form}",
    "{initials} Levage",
    "Ateliers {family}",
    "Métallerie {family}",
    "Usinage de précision {family} {form}",
    "Imprimerie {family}",
    "Établissements {family}",
    "Éts {family} & Cie",
    "Société {family}",
    "Groupe {family} {other}",
)
LONG_COMPANIES = (
    "Coopérative d’utilisation de matériel agricole et de travaux ruraux des {plants} "
    "et de {field}",
    "Association pour la sauvegarde et l’animation du patrimoine industriel, rural et maritime "
    "{town}",
    "Société d’exploitation des établissements {family}, {other} et fils – location de matériel "
    "de chantier, terrassement et travaux publics",
)
PUBLIC_BODIES = (
    *("Mairie {town}", "Commune {town}", "Mairie {town} – Services techniques"),
    *("Mairie {town}", "Centre communal d’action sociale {town}", "Office de tourisme {town}"),
    *("Lycée {hero}", "Lycée professionnel {hero}", "Collège {hero} {town}", "École {hero} {town}"),
    *("Centre hospitalier {town}", "Hôpital {hero}", "EHPAD Les {plants} {town}"),
    *("Communauté de communes {town}", "Syndicat des eaux {town}", "Médiathèque {hero} {town}"),
    "Centre d’incendie et de secours {town}",
)
LONG_PUBLIC_BODIES = (
    "Syndicat intercommunal d’aménagement hydraulique et d’assainissement {town} "
    "et des communes riveraines",
    "Établissement public local d’enseignement et de formation professionnelle agricoles {town}",
)
HEROES = _words(
    "Jean-Moulin, Marie-Curie, Jules-Ferry, Victor-Hugo, Louis-Pasteur, Jean-Jaurès, "
    "George-Sand, Albert-Camus, Simone-Veil, Joséphine-Baker, Antoine-de-Saint-Exupéry, "
    "Jacques-Prévert, Lucie-Aubrac, Émile-Zola, Claude-Monet, Gustave-Eiffel, Germaine-Tillion, "
    "Paul-Éluard, Aimé-Césaire, Ambroise-Paré"
)
PATTERNS = {ClientKind.COMPANY: COMPANIES, ClientKind.PUBLIC: PUBLIC_BODIES}
LONG_PATTERNS = {ClientKind.COMPANY: LONG_COMPANIES, ClientKind.PUBLIC: LONG_PUBLIC_BODIES}

TOWNS = _words(
    "Paris, Marseille, Lyon, Toulouse, Nice, Nantes, Montpellier, Strasbourg, Bordeaux, Lille, "
    "Rennes, Toulon, Reims, Saint-Étienne, Le Havre, Dijon, Grenoble, Angers, Villeurbanne, "
    "Nîmes, Clermont-Ferrand, Aix-en-Provence, Le Mans, Brest, Tours, Amiens, Annecy, Limoges, "
    "Metz, Perpignan, Besançon, Boulogne-Billancourt, Orléans, Rouen, Mulhouse, Caen, Nancy, "
    "Argenteuil, Montreuil, Roubaix, Tourcoing, Avignon, Poitiers, Versailles, Pau, La Rochelle, "
    "Antibes, Béziers, Cannes, Calais, Colmar, Bourges, Quimper, Valence, Chambéry, Lorient, "
    "Niort, Troyes, Ajaccio, Bastia, Saint-Nazaire, Vannes, La Roche-sur-Yon, Laval, Évreux, "
    "Chartres, Agen, Albi, Tarbes, Bayonne, Arras, Cholet, Saint-Brieuc, Saint-Malo, Blois, "
    "Angoulême, Périgueux, Brive-la-Gaillarde, Montauban, Carcassonne, Rodez, Aurillac, Gap"
)
STREETS = (
    *("rue des {plants}", "rue des {plants}", "allée des {plants}", "impasse des {plants}"),
    *("rue {hero}", "avenue {hero}", "boulevard {hero}", "place {hero}", "rue de la Mairie"),
    *("rue de l’Église", "rue des Écoles", "Grande Rue", "route de {field}", "chemin du Moulin"),
    *("rue de la Gare", "rue du Maréchal-Foch", "avenue du Général-de-Gaulle", "rue du Puits"),
    *("quai du Port", "rue de la République", "chemin de {field}", "rue du 8-Mai-1945"),
)
PLACES = (
    *("Zone artisanale de {field}", "ZA des {plants}", "Zone industrielle de {field}"),
    *("Lieu-dit {field}", "Parc d’activités de {field}", "Ferme des {plants}", "Le Bourg"),
)
SUPPLEMENTS = (
    *("Bâtiment A", "Bâtiment C, 2e étage", "Escalier B", "Résidence Les {plants}", "Dépôt n° 2"),
    *("Porte 14, code à l’accueil", "1er étage à gauche", "Entrée par la cour", "BP 412"),
)
NOTES = (
    "Livraison avant 9 h, accès poids lourds par la rue de derrière.",
    "Demander un bon de commande signé avant tout départ de matériel.",
    "Règlement à 30 jours fin de mois.",
    "Client depuis l’ouverture de l’agence.",
    "Préfère être appelé sur le portable, l’après-midi.",
    "Caution toujours demandée en chèque.",
    "Portail fermé le mercredi : prévenir la veille.",
    "Matériel à rendre nettoyé, voir l’état des lieux de mars.",
    "Remise de 5 % sur les locations de plus d’une semaine.\nNe pas cumuler avec les promotions.",
    "Attention : deux chantiers en parallèle, faire préciser l’adresse de livraison.",
    "Factures à déposer sur Chorus Pro, avec le numéro d’engagement.",
)
