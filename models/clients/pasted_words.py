"""By what the parts of a pasted block are known: their form, and words that stand in them."""

from __future__ import annotations

import re


def _one_of(*words: str, begins: bool = False, ends: str = r"\b") -> re.Pattern[str]:
    """One of these words, wherever it stands, or where a part begins."""
    start = "^" if begins else r"\b"
    return re.compile(rf"{start}(?:{'|'.join(words)}){ends}", re.IGNORECASE)


def _form(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE)


_THREE = r"\d{3}[ .]?"
_DOMAINS = "fr|com|net|org|eu|bzh"

EMAIL = _form(r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+")
WEB = _form(
    r"(?:https?://|www\.)[^\s,;<>|]+",
    rf"|\b[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS})\b(?:/\S*)?",
)
VAT = _form(
    r"\b(?:n°\s*)?(?:tva(?:\s+intra\w*\.?)?\s*[:.]?\s*)?",
    r"(FR\s?[0-9A-Z]{2}(?:[ .]?\d{3}){3})\b",
)
SIRET = _form(
    r"\b(?:siret\s*(?:n°)?\s*[:.]?\s*)?",
    rf"({_THREE}{_THREE}{_THREE}\d{{3}}[ .]?\d{{2}})\b",
)
SIREN = _form(r"\b(?:siren|r\.?c\.?s\.?)\b[^\d,;|]{0,40}", rf"({_THREE}{_THREE}\d{{3}})\b")
PHONE = _form(
    r"(?P<label>\b(?:t[ée]l[ée]?(?:phone|copie)?s?|fax|port(?:able)?|mob(?:ile)?|gsm|fixe",
    r"|standard|ligne directe|[tmfp](?=\s*[.:]))\b[\s.:]*)?",
    r"(?P<number>(?:(?:\+|00)\d{1,3}[\s.]?(?:\(0\)[\s.]?)?\d(?:[\s.()-]?\d){6,12}",
    r"|(?<!\d)0\d(?:[\s.-]?\d{2}){4}))(?!\d)",
)
CODE = _form(r"(?<![\d.])(?:F-?|FR-)?(\d{2}[ .]?\d{3})\s*[,-]?\s+(?=[^\W\d_])")
NUMBERED = _form(r"^\d{1,4}\s?(?:bis|ter|quater|[a-d])?\s*,?\s+\D")
FRANCE = _form(r"\s*\(?\bfrance\)?$")
INSIDE = _form(r"^(?:b[âa]t|\d+(?:er|e|ème)? [ée]tage|escalier|porte|appt)")
FIGURES = _form(r"[\d\s.,€/()-]+")

WAY = _one_of(
    *("rue", "av(?:enue)?", "bd", "blvd", "boulevard", "chemin", r"ch\.", "impasse", r"imp\."),
    *("place", r"pl\.", "route", "rte", "all[ée]es?", "quai", "cours", "square", "passage"),
    *("venelle", "sentier", "ruelle", "esplanade", "mont[ée]e", "faubourg", "lieu[- ]dit"),
    *("hameau", "r[ée]sidence"),
)
BESIDE = _one_of(
    *(r"b[âa]t(?:iment)?\.?", "[ée]tage", "escalier", "porte", r"appt?\.?", r"b\.?p\.?\s*\d"),
    *(r"c\.?s\.?\s*\d", r"tsa\s*\d", r"z\.?[aic]\.?(?:c\.?)?\b", "zone", "parc d"),
    ends="",
)
CIVILITY = _one_of(
    *(r"m\.", r"mr\.?", r"mme\.?", "mlle", "monsieur", "madame"), begins=True, ends=r"\s+(?=\S)"
)
CONTACT = _one_of(
    *("contact", "à l['’]attention de", r"attn?\.?", r"à l['’]att\.?(?: de)?"),
    begins=True,
    ends=r"\s*:?\s*(?=\S)",
)
LABEL = _one_of(
    *("adresse", "soci[ée]t[ée]", "entreprise", "nom", "client", "raison sociale", "e-?mail"),
    *("courriel", "site(?: web| internet)?", "web", "t[ée]l[ée]?(?:phone)?", "siret", "siren"),
    *("tva", r"r\.?c\.?s\.?"),
    begins=True,
    ends=r"\s*:\s*",
)
TITLE = _one_of(
    *("g[ée]rante?", "directeur", "directrice", "responsable", "pr[ée]sidente?", "comptable"),
    *("secr[ée]taire", "assistante?", "charg[ée]e?", "chef(?:fe)?", "commerciale?", "service"),
    *("technicien(?:ne)?", "conducteur", "conductrice", "acheteur", "acheteuse"),
)
FIRM = _one_of(
    *("garage", "ets", "[ée]tablissements?", "soci[ée]t[ée]", "entreprise", "mairie", "commune"),
    *("communaut[ée]", "lyc[ée]e", "coll[èe]ge", "[ée]cole", "h[ôo]tel", "camping", "services"),
    *("boulangerie", "menuiserie", "transports?", "travaux", "b[âa]timents?", "location"),
    *("association", "cabinet", "atelier", "ma[çc]onnerie", "paysages?", "groupe", "btp", "tp"),
    *("syndicat", "f[êe]tes", "restaurant", "pharmacie", "clinique"),
)
NOISE = _one_of(
    *("cordialement", "bien (?:à vous|cordialement)", "sinc[èe]res? salutations", "salutations"),
    *("merci", "bonjour", "envoy[ée] de mon", "capital", "au capital", "code (?:ape|naf)"),
    *("n° ?tva", "iban", "bic"),
    begins=True,
)
