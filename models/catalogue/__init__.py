from models.catalogue.article import Article
from models.catalogue.billable import Billable, billable
from models.catalogue.export import articles_csv, articles_template, articles_xlsx
from models.catalogue.families import FAMILIES
from models.catalogue.fields import TARIFFS
from models.catalogue.import_words import HEADINGS
from models.catalogue.importing import ArticlesImport
from models.catalogue.kinds import (
    KIND_LABELS,
    NATURE_LABELS,
    PERIOD_LABELS,
    ArticleKind,
    Nature,
    Period,
)
from models.catalogue.list import ARTICLES
from models.catalogue.offered import offered
from models.catalogue.rental_price import Offer, cheapest
from models.catalogue.rental_rules import Counting, RentalRules
from models.catalogue.rental_settings import RentalSettings
from models.catalogue.suggestions import Suggestion, suggest_articles
from models.catalogue.vat import VAT_LABELS

__all__ = [
    "ARTICLES",
    "FAMILIES",
    "HEADINGS",
    "KIND_LABELS",
    "NATURE_LABELS",
    "PERIOD_LABELS",
    "TARIFFS",
    "VAT_LABELS",
    "Article",
    "ArticleKind",
    "ArticlesImport",
    "Billable",
    "Counting",
    "Nature",
    "Offer",
    "Period",
    "RentalRules",
    "RentalSettings",
    "Suggestion",
    "articles_csv",
    "articles_template",
    "articles_xlsx",
    "billable",
    "cheapest",
    "offered",
    "suggest_articles",
]
