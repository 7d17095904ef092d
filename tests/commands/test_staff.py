"""`python app.py staff …` and `journal verify`: the accounts without a browser."""

from __future__ import annotations

import sqlite3

import pytest

from models.permissions import Role
from models.staff.guessable import COMMON
from models.staff.second_factor import NOT_ON
from tests.commands.conftest import Installation, Outcome
from tests.databases import in_database
from tests.factories import open_account

PASSWORD = "trois mots au hasard"


@pytest.fixture
def staffed(installation: Installation) -> Installation:
    """With an administrator."""
    in_database(installation.database_url, open_account("Zoé", Role.ADMINISTRATOR))
    return installation


def add(installation: Installation, name: str, role: str, password: str = PASSWORD) -> Outcome:
    return installation.run(
        *("staff", "add", name, "--role", role, "--password-stdin"), typed=f"{password}\n"
    )


def test_accounts_are_opened_listed_given_a_password_and_closed(
    installation: Installation,
) -> None:
    assert "Il manque un administrateur" in add(installation, "Karim", "comptoir").said
    assert "administrateur" in add(installation, "Zoé", "administrateur").said
    reset = installation.run("staff", "reset", "karim")
    disabled = installation.run("staff", "disable", "KARIM")
    listed = installation.run("staff", "list")

    assert (reset.code, disabled.code, listed.code) == (0, 0, 0)
    assert listed.said.splitlines() == [
        "Karim\tcomptoir\tdésactivé",
        "Zoé\tadministrateur\tpas connecté",
    ]


def test_who_has_lost_phone_and_codes_gets_in_again(staffed: Installation) -> None:
    with sqlite3.connect(staffed.database) as connection:
        connection.execute("UPDATE account SET totp_secret = 'ABCD'")
    connection.close()
    before = staffed.run("staff", "list")

    done = staffed.run("staff", "one-step", "zoe")
    again = staffed.run("staff", "one-step", "zoe")

    assert before.said.strip() == "Zoé\tadministrateur\tpas connecté\tdeux étapes"
    assert (done.code, again.code) == (0, 1)
    assert "avec le mot de passe seul" in done.said
    assert again.complaint.strip() == NOT_ON
    assert "deux étapes" not in staffed.run("staff", "list").said


def test_what_cannot_be_done_is_said_in_a_sentence(staffed: Installation) -> None:
    refused = [
        add(staffed, "zoe", "lecture"),
        add(staffed, "Karim", "lecture", "court"),
        add(staffed, "Karim", "lecture", "Karim-2026!"),
        staffed.run("staff", "disable", "Zoé"),
        staffed.run("staff", "reset", "Personne"),
    ]

    assert [one.code for one in refused] == [1, 1, 1, 1, 1]
    assert [one.complaint.strip() for one in refused] == [
        "Cet identifiant est déjà pris.",
        "Il faut au moins 10 caractères.",
        COMMON,
        "C’est le seul administrateur : nommez-en un autre d’abord.",
        "Il n’y a pas de compte «\u00a0Personne\u00a0».",
    ]


def test_the_journal_is_whole_until_somebody_changes_it_behind_its_back(
    staffed: Installation,
) -> None:
    whole = staffed.run("journal", "verify")
    with sqlite3.connect(staffed.database) as connection:
        connection.execute("UPDATE journal SET staff = 'Karim'")
    connection.close()
    changed = staffed.run("journal", "verify")

    assert (whole.code, changed.code) == (0, 1)
    assert "Le journal est intact" in whole.said
    assert changed.complaint


def test_a_head_that_was_noted_is_looked_for(staffed: Installation) -> None:
    head = staffed.run("journal", "head").said.strip()
    backup = staffed.run("backup", staffed.folder / "copy.sqlite3")
    in_database(staffed.database_url, open_account("Karim", Role.COUNTER))
    number, _, seal = head.partition(":")

    assert head in backup.said.splitlines()[1]
    since = staffed.run("journal", "verify", "--since", head)
    assert (since.code, since.complaint) == (0, "")
    other = staffed.run("journal", "verify", "--since", f"{number}:{seal[::-1]}")
    assert other.code == 1
    assert "n’a plus le sceau noté" in other.complaint
