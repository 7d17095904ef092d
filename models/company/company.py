"""The firm itself: one row, of which everybody's documents are made."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from tortoise import fields

from models.company.fields import (
    LOCK_MINUTES,
    PARTS,
    WRONG_MINUTES,
    StagePolicy,
    VatRegime,
    terms_of,
)
from models.company.rates import VatRate
from models.company.seller import Seller
from models.company.terms import DueRule, Terms
from models.config import SETTINGS
from models.database.exact import ExactField
from models.database.transaction import transaction
from models.errors import Invalid
from models.french.identifiers import siren_of_siret
from models.french.phones import LONGEST as LONGEST_PHONE
from models.french.phones import format_phone
from models.french.wording import today
from models.permissions import Permission, Staff
from models.records.field import Field, Typed
from models.records.only import THE_ROW
from models.records.party import number_errors, town_apart


class Company(Seller):
    """What the firm is and has decided, effective at once for everybody."""

    name = fields.CharField(200, default="", description="Raison sociale")
    legal_form = fields.CharField(60, default="", description="Forme juridique")
    capital: Decimal | None = ExactField(2, null=True, description="Capital (€)")
    siren = fields.CharField(9, default="", description="SIREN")
    siret = fields.CharField(14, default="", description="SIRET")
    rcs = fields.CharField(80, default="", description="RCS (ville du greffe)")
    vat_number = fields.CharField(20, default="", description="N° TVA")
    einvoice_address = fields.CharField(
        60, default="", description="Adresse de facturation électronique"
    )
    street = fields.CharField(200, default="", description="Adresse")
    street2 = fields.CharField(200, default="", description="Complément (bâtiment, étage…)")
    postcode = fields.CharField(12, default="", description="Code postal")
    city = fields.CharField(100, default="", description="Ville")
    country = fields.CharField(60, default="France", description="Pays")
    phone = fields.CharField(LONGEST_PHONE, default="", description="Téléphone")
    email = fields.CharField(254, default="", description="E-mail")
    website = fields.CharField(300, default="", description="Site web")
    logo = fields.CharField(64, default="", description="Logo")
    vat_regime = fields.CharEnumField(
        VatRegime, default=VatRegime.DEBITS, max_length=20, description="Exigibilité de la TVA"
    )
    vat_place = fields.CharField(20, default="metropole", description="Territoire de TVA")
    due_days = fields.IntField(default=30, description="Échéance (jours)")
    due_rule = fields.CharEnumField(
        DueRule, default=DueRule.DATE, max_length=20, description="Comptée"
    )
    due_month_day = fields.IntField(default=10, description="Jour du mois suivant")
    payment_mode = fields.CharField(
        20,
        default="transfer",
        db_default="transfer",
        description="Mode de règlement habituel",
    )
    directory = fields.CharField(
        10, default="", db_default="", description="Annuaire des entreprises"
    )
    quote_days = fields.IntField(default=30, description="Validité des devis (jours)")
    discount_text = fields.CharField(
        200, default="Pas d’escompte pour paiement anticipé.", description="Escompte"
    )
    penalty_rate = fields.CharField(
        200,
        default="trois fois le taux d’intérêt légal",
        description="Taux des pénalités de retard",
    )
    indemnity: Decimal = ExactField(
        2, default=Decimal(40), description="Indemnité de recouvrement (€)"
    )
    consumer_prices = fields.CharField(
        3, default="ttc", description="Prix montrés aux particuliers"
    )
    mediator = fields.CharField(
        300, default="", description="Médiateur de la consommation (nom, adresse, site)"
    )
    intervention_policy = fields.CharEnumField(
        StagePolicy, default=StagePolicy.ASK, max_length=20, description="Nouvelle intervention"
    )
    rental_policy = fields.CharEnumField(
        StagePolicy, default=StagePolicy.ASK, max_length=20, description="Nouvelle location"
    )
    lock_minutes = fields.IntField(default=5, description="Verrouillage des appareils partagés")

    TOPIC: ClassVar[str] = "company"
    HEADING: ClassVar[str] = "Paramètres"
    EDITING: ClassVar[Permission] = Permission.SETTINGS
    FIELDS = tuple(field for part in PARTS.values() for field in part)

    class Meta:
        table = "company"

    # --- what it is -------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return "Paramètres"

    @property
    def path(self) -> str:
        return "/parametres"

    @classmethod
    def part(cls, name: str) -> tuple[Field, ...]:
        return PARTS.get(name, cls.FIELDS)

    @classmethod
    async def names(cls, hosts: Iterable[str] = SETTINGS.hosts) -> list[str]:
        """What the firm is called: its own name, and what the addresses of its server say."""
        labels = [host.split(".") for host in hosts]
        called = [label for parts in labels for label in parts[: max(1, len(parts) - 1)]]
        name = (await cls.current()).name
        return [*called, name] if name else called

    @property
    def is_franchised(self) -> bool:
        """Whether it charges no VAT at all (CGI 293 B)."""
        return bool(self.vat_regime == VatRegime.FRANCHISE)

    @property
    def terms(self) -> Terms:
        return terms_of(vars(self))

    def policy(self, kind: str) -> StagePolicy:
        """The policy of a kind of document; kinds without a choice begin directly."""
        return StagePolicy(getattr(self, f"{kind}_policy", StagePolicy.DIRECT))

    @classmethod
    async def rates(cls) -> list[VatRate]:
        """The rates of today, in the order in which this firm has them."""
        firm = await cls.current()
        return await VatRate.offered(today(), firm.vat_place, is_franchised=firm.is_franchised)

    # --- saving -----------------------------------------------------------------------------

    def typed(self) -> dict[str, str]:
        return super().typed() | {"phone": format_phone(self.phone, self.country)}

    def journalled(self) -> dict[str, str]:
        return super().journalled() | {"logo": self.logo[:8]}

    @classmethod
    def tidied(cls, typed: Typed) -> dict[str, str]:
        return town_apart(typed)

    @classmethod
    def errors_between(cls, values: dict[str, Any], typed: Typed) -> dict[str, str]:
        errors = number_errors(values)
        siren, address = values.get("siren"), values.get("einvoice_address")
        if siren and address and not address.startswith(siren):
            errors["einvoice_address"] = f"Cette adresse commence par le SIREN : {siren}."
        return errors

    def derive(self) -> None:
        self.siren = self.siren or siren_of_siret(self.siret)

    # --- verbs ------------------------------------------------------------------------------

    @classmethod
    async def decide(cls, kind: str, policy: StagePolicy, *, by: Staff) -> None:
        """Set the policy of `intervention` or `rental`."""
        await cls._set({f"{kind}_policy": policy}, by)

    @classmethod
    async def lock_after(cls, minutes: float, *, by: Staff) -> None:
        """Lock the screen of a shared device after so many idle minutes; raises Invalid."""
        if minutes not in LOCK_MINUTES:
            raise Invalid({"lock_minutes": WRONG_MINUTES})
        await cls._set({"lock_minutes": int(minutes)}, by)

    @classmethod
    async def show_logo(cls, logo: str, *, by: Staff) -> None:
        """Print this logo, by its hash, on documents from now on; "" for none."""
        await cls._set({"logo": logo}, by)

    @classmethod
    async def _set(cls, values: dict[str, Any], by: Staff) -> None:
        by.need(Permission.SETTINGS)
        async with transaction():
            company = await cls.locked(THE_ROW)
            await company.write(values, by=by, action="settings")
