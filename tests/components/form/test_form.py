"""Fields that are bound to a draft, with the labels and checks of the model."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from nicegui import ui

from components.form.field_box import MOST_SUGGESTIONS
from components.form.form import Form
from models.clients import Client
from models.records import Draft
from tests.simulation import Tab
from tests.waiting import until


class Made:
    """A form on the page, and what it has told."""

    def __init__(self, page: Tab, draft: Draft | None = None) -> None:
        self.draft = draft or Client.blank()
        self.choices = 0
        self.left = 0
        with page.client:
            self.form = Form(Client, self.draft, on_choice=self._chosen, on_left=self._left)

    def _chosen(self) -> None:
        self.choices += 1

    async def _left(self, _name: str) -> None:
        self.left += 1


async def test_the_labels_are_those_of_the_model(page: Tab) -> None:
    Made(page)

    for name in ("name", "email", "postcode", "notes"):
        assert page.field(Client.label_of(name))


async def test_what_is_typed_is_in_the_draft(page: Tab) -> None:
    made = Made(page)

    await page.fill("Contact", "Mme Zoé")

    assert made.draft.typed["contact"] == "Mme Zoé"
    assert made.choices == 0


async def test_what_is_picked_is_in_the_draft_and_told(page: Tab) -> None:
    made = Made(page)

    await page.set_toggle("Type de client", "public")

    assert made.draft.typed["kind"] == "public"
    assert made.choices == 1


async def test_a_postcode_pasted_with_its_town_fills_both_fields(page: Tab) -> None:
    made = Made(page)

    await page.fill("Code postal", "29200 Brest")
    await page.leave("Code postal")

    assert await until(lambda: page.value("Ville") == "Brest")
    assert page.value("Code postal") == "29200"
    assert (made.draft.typed["postcode"], made.draft.typed["city"]) == ("29200", "Brest")
    assert made.choices == 1

    await page.fill("Code postal", "35000 Rennes")
    await page.leave("Code postal")

    assert await until(lambda: "gardez l’une des deux" in (page.error("Code postal") or ""))
    assert page.value("Ville") == "Brest"


async def test_an_emptied_field_is_an_empty_text(page: Tab) -> None:
    made = Made(page)

    page.field("Pays").set_value(None)

    assert made.draft.typed["country"] == ""


async def test_what_a_colleague_saved_is_shown_and_is_not_typing(page: Tab) -> None:
    made = Made(page)
    made.draft.rebase({**made.draft.base, "city": "Roubaix"}, version=2)

    made.form.refresh({"city"})

    assert page.value("Ville") == "Roubaix"
    assert made.choices == 0
    assert not made.draft.is_dirty


async def test_errors_are_under_their_fields_and_nowhere_else(page: Tab) -> None:
    made = Made(page)
    made.form.show_errors({"city": "Ancienne erreur."})

    made.form.show_errors({"email": "Pas une adresse.", "siret": "Pas un SIRET."})

    shown = {name: page.error(Client.label_of(name)) for name in ("email", "siret", "city")}
    assert shown == {"email": "Pas une adresse.", "siret": "Pas un SIRET.", "city": None}


async def test_the_keyboard_goes_to_the_first_error(
    page: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Made(page)
    focused: list[str] = []
    for name, field in made.form.fields.items():
        monkeypatch.setattr(field, "focus", lambda name=name: focused.append(name))

    made.form.show_errors({"siret": "Pas un SIRET.", "email": "Pas une adresse."})

    assert focused == ["email"]


async def test_the_first_field_has_the_keyboard_from_the_start(page: Tab) -> None:
    Made(page)

    focused = [one for one in page.elements(ui.input) if "autofocus" in one.props]

    assert [one.props["label"] for one in focused] == ["Raison sociale"]


async def test_for_a_person_the_first_field_is_another(page: Tab) -> None:
    draft = Client.blank()
    draft.typed["kind"] = "person"
    Made(page, draft)

    focused = [one for one in page.elements(ui.input) if "autofocus" in one.props]

    assert [one.props["label"] for one in focused] == ["Nom"]


async def test_leaving_a_field_checks_it_and_tells(page: Tab) -> None:
    made = Made(page)
    await page.fill("E-mail", "pas une adresse")
    assert page.error("E-mail") is None

    await page.leave("E-mail")

    assert await until(lambda: page.error("E-mail"))
    assert await until(lambda: made.left == 1)


async def test_a_required_field_says_so_to_assistive_technology(page: Tab) -> None:
    Made(page)

    assert page.field("Raison sociale").props["aria-required"] == "true"
    assert "aria-required" not in page.field("Contact").props


async def test_many_suggestions_are_some_buttons_and_a_menu_for_the_rest(page: Tab) -> None:
    made = Made(page)
    await page.fill("Code postal", "51300")
    await page.leave("Code postal")

    assert await until(lambda: any("autres…" in name for name in page.buttons))
    offered = [name for name in page.buttons if not re.search("autres…|^Ajouter", name)]
    entry = made.form.fields["city"].field
    assert entry.suggest
    assert offered == entry.suggest(made.draft.typed)[:MOST_SUGGESTIONS]
    assert page.elements(ui.menu_item)


async def test_one_suggestion_in_the_menu_is_not_many(page: Tab) -> None:
    offered = [f"Ville {count}" for count in range(MOST_SUGGESTIONS + 1)]
    made = Made(page)
    box = made.form.fields["city"]
    box.field = replace(box.field, suggest=lambda _: offered)
    box.suggest()

    assert "1\u00a0autre…" in page.buttons


async def test_a_suggestion_that_is_taken_is_typed_and_offered_no_more(page: Tab) -> None:
    made = Made(page)
    await page.fill("Code postal", "29850")
    await page.fill("Ville", "Gouesno")
    await page.leave("Ville")

    await page.press("Gouesnou")

    assert await until(lambda: "Gouesnou" not in page.buttons)
    assert made.draft.typed["city"] == "Gouesnou"
    assert made.choices == 1


async def test_what_follows_from_a_field_is_filled_in_where_nothing_stands(page: Tab) -> None:
    made = Made(page)
    await page.fill("Code postal", "46000")
    await page.leave("Code postal")
    assert await until(lambda: made.draft.typed["city"] == "Cahors")

    await page.fill("Code postal", "29200")
    await page.leave("Code postal")
    assert made.draft.typed["city"] == "Cahors", "which somebody may have meant"
