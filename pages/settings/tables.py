"""Accounts, rates, series and texts: each a list of rows that the drawer edits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nicegui import ui

from components.action import Action, Menu
from components.dialogs import confirm
from components.form import Editor
from components.frame import Frame
from components.looks import button, status_chip
from components.tab import current_staff
from models.company import (
    CLIENT_KINDS,
    STAGES,
    BankAccount,
    Company,
    Mention,
    Series,
    VatRate,
)
from models.french import format_iban, listed, short_date, today
from models.records import Draft, Record
from pages.settings.firm import nothing_more
from pages.settings.section import Section, row_edit_button


class Banks(Section):
    code = "banque"
    title = "Banque"
    hint = "Le compte « sur les factures » est celui où vos clients vous paient."
    topics = frozenset({BankAccount.TOPIC})

    async def read(self) -> None:
        self._accounts = await BankAccount.in_order()

    def tools(self) -> None:
        button("+ Compte bancaire", "quiet", on_click=self.add)

    async def add(self, focus: str = "") -> None:
        await self.frame.drawer.edit(BankAccount.blank(), focus=focus)

    def fill(self) -> None:
        if not self._accounts:
            ui.label("Aucun compte : sans IBAN, une facture ne dit pas où payer.").classes(
                "settings-none"
            )
            return
        with ui.element("ul").classes("settings-rows"):
            for account in self._accounts:
                self._row(account)

    def _row(self, account: BankAccount) -> None:
        with ui.element("li").classes("settings-row"):
            with ui.element("div").classes("grow"):
                ui.label(account.label).classes("settings-row-name")
                words = (format_iban(account.iban), account.bic)
                ui.label(" · ".join(word for word in words if word)).classes("settings-row-more")
            if account.is_default:
                status_chip("Sur les factures", "active")
            opener = Menu("Actions", self._actions(account), lambda: account).opener
            opener.props["aria-label"] = f"Actions pour {account.label}"

    def _actions(self, account: BankAccount) -> tuple[Action[BankAccount], ...]:
        async def make_default(one: BankAccount) -> None:
            await one.make_default(by=current_staff())

        choose = Action("Mettre sur les factures", "done", run=make_default)
        return (
            Action("Modifier", "edit", run=self.edit),
            *(() if account.is_default else (choose,)),
            Action("Retirer", "delete", run=self._remove, is_danger=True),
        )

    async def _remove(self, account: BankAccount) -> None:
        def details() -> None:
            ui.label("Les factures déjà émises le gardent.").classes("question-text")

        if await confirm(f"Retirer le compte {account.label} ?", details=details, danger=True):
            await account.remove(by=current_staff())


class Rates(Section):
    code = "taux"
    title = "Taux de TVA"
    hint = "Les taux usuels chez vous d’abord. Un taux qui a servi se termine, il ne change pas."
    topics = frozenset({VatRate.TOPIC, Company.TOPIC})

    async def read(self) -> None:
        place = (await Company.current()).vat_place
        rates = await VatRate.all().order_by("rank", "id")
        self._usual = [one for one in rates if one.is_usual_in(place) and one.is_taxed]
        self._others = [one for one in rates if one not in self._usual]

    def tools(self) -> None:
        button("+ Taux", "quiet", on_click=self._add)

    async def _add(self) -> None:
        draft = VatRate.blank()
        draft.base["valid_from"] = draft.typed["valid_from"] = today().isoformat()
        await self.frame.drawer.edit(draft)

    def fill(self) -> None:
        self._rows(self._usual)
        with ui.element("details").classes("settings-details"):
            with ui.element("summary"):
                ui.label(f"Sans TVA et taux d’ailleurs ({len(self._others)})")
            self._rows(self._others)

    def _rows(self, rates: list[VatRate]) -> None:
        with ui.element("ul").classes("settings-rows"):
            for rate in rates:
                self._row(rate)

    def _row(self, rate: VatRate) -> None:
        with ui.element("li").classes("settings-row"):
            with ui.element("div").classes("grow"):
                ui.label(rate.label).classes("settings-row-name")
                words = (rate.code, rate.reason)
                ui.label(" · ".join(word for word in words if word)).classes("settings-row-more")
            _dates(rate)
            row_edit_button(rate.label, partial(self.edit, rate))


def _dates(rate: VatRate) -> None:
    if rate.valid_from > today():
        status_chip(f"À partir du {short_date(rate.valid_from)}", "waiting")
    elif rate.valid_to and rate.valid_to < today():
        status_chip(f"Terminé le {short_date(rate.valid_to)}", "closed")
    elif rate.valid_to:
        status_chip(f"Jusqu’au {short_date(rate.valid_to)}", "waiting")


class Numbers(Section):
    code = "numerotation"
    title = "Numérotation"
    hint = "Une série ne change plus après son premier numéro. Les brouillons n’en ont pas."
    topics = frozenset({Series.TOPIC})

    async def read(self) -> None:
        series = await Series.in_order()
        self._series = [(one, await one.following(), await one.edit_reason()) for one in series]

    def fill(self) -> None:
        with ui.element("ul").classes("settings-rows"):
            for series, following, reason in self._series:
                with ui.element("li").classes("settings-row"):
                    with ui.element("div").classes("grow"):
                        ui.label(series.label).classes("settings-row-name")
                        ui.label(f"Prochain numéro : {following}").classes("settings-row-more")
                    if reason:
                        status_chip("Commencée", "closed")
                    else:
                        row_edit_button(series.label, partial(self.edit, series))


class Texts(Section):
    code = "textes"
    title = "Textes"
    hint = (
        "Ce que la loi et vous faites dire aux documents. Un texte qui a déjà valu reçoit une "
        "nouvelle version : les documents d’avant gardent l’ancienne. Les mots entre accolades "
        "prennent ce que disent les autres sections."
    )
    topics = frozenset({Mention.TOPIC})

    async def read(self) -> None:
        now = await Mention.on(today())
        later = await Mention.filter(valid_from__gt=today()).order_by("valid_from", "id")
        self._mentions = [*now, *later]

    def tools(self) -> None:
        button("+ Texte", "quiet", on_click=self._add)

    async def _add(self) -> None:
        draft = Mention.blank()
        draft.base["valid_from"] = draft.typed["valid_from"] = today().isoformat()
        await self.frame.drawer.edit(draft)

    def fill(self) -> None:
        with ui.element("ul").classes("settings-rows"):
            for mention in self._mentions:
                self._row(mention)

    def _row(self, mention: Mention) -> None:
        async def change() -> None:
            await self.frame.drawer.edit(mention.next_version())

        with ui.element("li").classes("settings-row"):
            with ui.element("div").classes("grow"):
                ui.label(mention.title).classes("settings-row-name")
                ui.label(mention.body or "(plus rien)").classes("settings-row-text")
                ui.label(_where(mention)).classes("settings-row-more")
            if mention.valid_from > today():
                status_chip(f"À partir du {short_date(mention.valid_from)}", "waiting")
            row_edit_button(mention.title, change)


def _where(mention: Mention) -> str:
    stages = [STAGES[code] for code in mention.stages.split(",") if code in STAGES]
    clients = [CLIENT_KINDS[code] for code in mention.clients.split(",") if code in CLIENT_KINDS]
    where = listed(stages) if stages else "tous les documents"
    return f"{where} · {listed(clients) if clients else 'tous les clients'}".capitalize()


def row_editor(model: type[Record], new: str, old: str) -> Callable[[Frame], Editor]:
    def title(draft: Draft) -> str:
        return new if draft.record_id is None else f"{old} {draft.caption}".strip()

    def make(_frame: Frame) -> Editor:
        return Editor(model=model, title=title, saved=nothing_more)

    return make


EDITORS = (
    row_editor(BankAccount, "Nouveau compte bancaire", "Modifier"),
    row_editor(VatRate, "Nouveau taux de TVA", "Modifier"),
    row_editor(Series, "", "Série"),
    row_editor(Mention, "Nouvelle version ou nouveau texte", "Modifier"),
)
