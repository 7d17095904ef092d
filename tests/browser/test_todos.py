"""What is to be done: noted in a line, counted in the header, ticked in another window."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Desk
from tests.browser.test_accessibility import violations


def todos_of(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name="Rappels")


def note(desk: Desk, line: str) -> None:
    desk.field("Nouveau rappel").fill(line)
    desk.page.keyboard.press("Enter")
    expect(desk.field("Nouveau rappel")).to_have_value("")


def badge(desk: Desk) -> Locator:
    return desk.page.locator(".section-badge")


def test_what_is_noted_here_is_seen_counted_and_ticked_there(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(staff="Karim"), new_desk(staff="Karim")
    here.create("Rappelé")
    there.select("Rappelé")
    here.field("Nouveau rappel").fill("rappeler Paul demain 14 h")
    expect(todos_of(here)).to_contain_text("Pour demain, 14\u00a0h\u00a000")
    here.page.keyboard.press("Enter")
    expect(todos_of(there)).to_contain_text("rappeler Paul")
    expect(badge(there)).to_be_hidden()
    note(here, "aujourd’hui envoyer la photo")
    expect(todos_of(there)).to_contain_text("envoyer la photo")
    link = there.page.get_by_role("link", name=re.compile("^Rappels 1 à faire"))
    expect(link).to_be_visible()
    assert violations(here) == []

    there.button("Fait : envoyer la photo")
    expect(todos_of(here)).not_to_contain_text("envoyer la photo")
    expect(badge(there)).to_be_hidden()
    there.page.get_by_role("status").get_by_role("button", name="Annuler").click()
    expect(todos_of(here)).to_contain_text("envoyer la photo")


def test_what_somebody_types_outlives_what_a_colleague_notes(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    here.create("À deux mains")
    there.select("À deux mains")
    here.field("Nouveau rappel").fill("lundi commander")
    note(there, "demain livrer")
    expect(todos_of(here)).to_contain_text("livrer")
    expect(here.field("Nouveau rappel")).to_have_value("lundi commander")
    todos_of(here).get_by_role("button", name="Demain").click()
    expect(here.field("Nouveau rappel")).to_have_value("Demain commander")
    here.field("Nouveau rappel").fill(" ")
    here.button("Ajouter le rappel")
    expect(todos_of(here)).to_contain_text("Dites quoi, et quand.")


def test_the_list_is_narrowed_postponed_and_leads_to_the_card(
    new_desk: Callable[..., Desk],
) -> None:
    desk = new_desk(staff="Sophie")
    desk.create("Au calendrier")
    note(desk, "demain vérifier la grue")
    desk.page.get_by_role("link", name=re.compile("^Rappels")).click()
    grid = desk.page.get_by_role("grid", name="Rappels")
    row = grid.get_by_role("row").filter(has_text="vérifier la grue")
    expect(row).to_contain_text("demain")
    desk.page.get_by_role("button", name=re.compile("^En retard")).click()
    expect(row).to_have_count(0)
    desk.page.get_by_role("button", name=re.compile("^Les miens")).click()
    row.get_by_role("checkbox").click()
    desk.button("+1 semaine")
    expect(row).not_to_contain_text("demain")
    assert violations(desk) == []
    row.click()
    question = desk.page.get_by_role("dialog", name="vérifier la grue")
    question.get_by_role("button", name="Fait").click()
    expect(row).to_have_count(0)
    desk.page.get_by_role("button", name=re.compile("^Tous")).click()
    row.click()
    question.get_by_role("link", name="Au calendrier").click()
    expect(desk.card).to_contain_text("Au calendrier")
