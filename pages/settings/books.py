"""What the firm has decided for reminders and its accountant, or the data until it does."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from components.looks import button, status_chip
from models.books import (
    GIVEN,
    GivenAccount,
    LedgerAccount,
    LegalRate,
    Rate,
    ReminderRow,
    chart,
    legal_rates,
)
from models.french import amount, percent, plural, short_date, today
from pages.settings.section import Section, row_edit_button
from pages.settings.tables import row_editor


class Levels(Section):
    code = "relances"
    title = "Relances"
    hint = "Quand une facture en retard se relance, et en quels mots."
    topics = frozenset({ReminderRow.TOPIC})

    async def read(self) -> None:
        self._rows = await ReminderRow.in_order(today())

    def tools(self) -> None:
        button("+ Niveau", "quiet", on_click=self._add)

    async def _add(self) -> None:
        draft = ReminderRow.blank()
        following = str(max(row.level for row in self._rows) + 1)
        draft.base["level"] = draft.typed["level"] = following
        await self.frame.drawer.edit(draft)

    def fill(self) -> None:
        with ui.element("ul").classes("settings-rows"):
            for row in self._rows:
                self._row(row)

    def _row(self, row: ReminderRow) -> None:
        async def change() -> None:
            await self.frame.drawer.edit(await ReminderRow.draft_of(row))

        with ui.element("li").classes("settings-row"):
            with ui.element("div").classes("grow"):
                ui.label(row.label).classes("settings-row-name")
                ui.label(row.text).classes("settings-row-text")
                ui.label(_when(row)).classes("settings-row-more")
            if not row.is_used:
                status_chip("Passé", "closed")
            row_edit_button(row.label, change)


def _when(row: ReminderRow) -> str:
    late = f"{plural(row.days, 'jour')} après l’échéance"
    after = f"{plural(row.gap, 'jour')} après le niveau d’avant" if row.gap else ""
    fee = f"frais {amount(row.fee)}" if row.fee else ""
    return " · ".join(word for word in (late, after, fee) if word)


class LegalRates(Section):
    code = "taux-legal"
    title = "Taux d’intérêt légal"
    hint = (
        "Entre professionnels, fixé chaque semestre. Les pénalités de retard en sont le triple, "
        "jour par jour."
    )
    topics = frozenset({LegalRate.TOPIC})

    async def read(self) -> None:
        self._rates = (await legal_rates())[::-1]

    def tools(self) -> None:
        button("+ Taux légal", "quiet", on_click=self._add)

    async def _add(self) -> None:
        draft, now = LegalRate.blank(), today()
        begun = now.replace(month=1 if now.month < 7 else 7, day=1).isoformat()
        draft.base["valid_from"] = draft.typed["valid_from"] = begun
        await self.frame.drawer.edit(draft)

    def fill(self) -> None:
        with ui.element("ul").classes("settings-rows"):
            for rate in self._rates:
                self._row(rate)

    def _row(self, rate: Rate) -> None:
        async def change() -> None:
            await self.frame.drawer.edit(await LegalRate.draft_of(rate))

        with ui.element("li").classes("settings-row"):
            with ui.element("div").classes("grow"):
                ui.label(percent(rate.legal)).classes("settings-row-name")
                until = f", jusqu’au {short_date(rate.last)}" if rate.last else ""
                since = f"Depuis le {short_date(rate.first)}{until}"
                ui.label(since).classes("settings-row-more")
            if rate.first > today():
                status_chip("À venir", "waiting")
            row_edit_button(f"taux depuis le {short_date(rate.first)}", change)


class Accounts(Section):
    code = "comptes"
    title = "Comptes comptables"
    hint = "Sous quels comptes les écritures s’exportent : à régler avec votre comptable."
    topics = frozenset({LedgerAccount.TOPIC})

    async def read(self) -> None:
        self._chart = await chart()

    def fill(self) -> None:
        with ui.element("ul").classes("settings-rows"):
            for given in GIVEN.values():
                self._row(given)

    def _row(self, given: GivenAccount) -> None:
        account = self._chart.account(given.code)
        with ui.element("li").classes("settings-row"):
            with ui.element("div").classes("grow"):
                ui.label(given.what).classes("settings-row-name")
                ui.label(f"{account.number} · {account.label}").classes("settings-row-more")
            row_edit_button(given.what, partial(self._change, given))

    async def _change(self, given: GivenAccount) -> None:
        await self.frame.drawer.edit(await LedgerAccount.draft_of(given))


EDITORS = (
    row_editor(ReminderRow, "Nouveau niveau de relance", "Modifier"),
    row_editor(LegalRate, "Taux d’intérêt légal", "Modifier"),
    row_editor(LedgerAccount, "Compte comptable", "Modifier"),
)
