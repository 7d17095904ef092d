"""What is usually written short, in names and addresses: a table, and what follows from it.

Streets and towns as the French post shortens them (AFNOR XP Z 10-011, table of abbreviations);
companies and titles as on signs, invoices and in directories. Everything is folded. What has
several meanings (« Ste » is sainte or société) stands in several rows.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product

_MOST_MEANINGS = 16
_TABLE = """
st = saint
ste = sainte
sts = saints
stes = saintes
nd = notre dame
mt mnt = mont
mts = monts
gd grd = grand
gde grde = grande
gds = grands
gdes = grandes
pt = petit
pt = pont
pt = port
pte = petite
pte = porte
vx = vieux
ht = haut
hte = haute
bg = bourg
pce = provence
s = sur
ss = sous
chat chau cht = chateau
ets etab etabl etabs etbs = etablissements, etablissement
cie comp = compagnie
ste soc = societe
stes = societes
ent entr entrep = entreprise
ents = entreprises
asso assoc ass = association
frs fr = freres
grpe gpe grp = groupe
grpt gpt = groupement
dr = docteur
me = maitre
pr prof = professeur
mr m = monsieur
mme = madame
mlle = mademoiselle
vve = veuve
gal gen = general
gle = generale
mal = marechal
cdt = commandant
col = colonel
cap capt = capitaine
lt = lieutenant
pdt = president
av ave = avenue
bd bld blvd boul bvd = boulevard
pl = place
rte = route
imp = impasse
ch che chem = chemin
ch = centre hospitalier
all = allee
sq = square
fg fbg fb = faubourg
crs = cours
pass = passage
prom = promenade
lot = lotissement
res resid = residence
imm = immeuble
bat bt = batiment
app appt apt = appartement
esc = escalier
qr qu = quartier
dom = domaine
ld = lieu dit
za = zone artisanale, zone d activites, zone d activite
zac = zone d amenagement concerte
zi = zone industrielle
zae = zone d activites economiques
cc ccial = centre commercial, centre cial
ctre ctr = centre
dpt dept = departement
univ = universite
lyc = lycee
hop hopit = hopital
rest resto = restaurant
phie pharm = pharmacie
gge gar = garage
htl = hotel
intl int internat = international, internationale
nat natl = national, nationale
fse = francaise
transp trsp trp = transport, transports
"""


@cache
def _rows_of() -> dict[str, list[tuple[str, ...]]]:
    """The rows of the table under each way to write them; what is meant comes first in a row."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for line in _TABLE.strip().splitlines():
        shorts, fulls = line.split(" = ")
        row = (*fulls.split(", "), *shorts.split())
        for way in row:
            rows.setdefault(way, []).append(row)
    return rows


@cache
def _lengths() -> dict[str, list[int]]:
    """How many words the phrases have that begin with a word, the longest first."""
    lengths: dict[str, set[int]] = {}
    for way in _rows_of():
        words = way.split()
        lengths.setdefault(words[0], set()).add(len(words))
    return {first: sorted(counts, reverse=True) for first, counts in lengths.items()}


def in_full(words: Sequence[str]) -> set[tuple[str, ...]]:
    """What the folded words may stand for, in full: the same for every way to write it."""
    meanings = []
    for phrase in _phrases(words):
        fulls = dict.fromkeys(row[0] for row in _rows_of().get(phrase, ()))
        meanings.append(list(fulls) or [phrase])
    return set(islice(product(*meanings), _MOST_MEANINGS))


def other_ways(words: Sequence[str]) -> list[str]:
    """All other ways to write what stands in these folded words, each once."""
    ways = (
        way
        for phrase in _phrases(words)
        for row in _rows_of().get(phrase, ())
        for way in row
        if way != phrase
    )
    return list(dict.fromkeys(ways))


def _phrases(words: Sequence[str]) -> Iterator[str]:
    """The words, those together that the table has together."""
    at = 0
    while at < len(words):
        for length in _lengths().get(words[at], ()):
            phrase = " ".join(words[at : at + length])
            if phrase in _rows_of():
                break
        else:
            phrase, length = words[at], 1
        yield phrase
        at += max(1, length)
