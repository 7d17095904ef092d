"""`python app.py staff …` and `journal verify`: the accounts without a browser."""

from __future__ import annotations

import sqlite3

from models.staff.guessable import COMMON
from models.staff.second_factor import NOT_ON
from tests.commands.conftest import Installation, Outcome

PASSWORD = "trois mots au hasard\n"


def add(installation: Installation, name: str, role: str, password: str = PASSWORD) -> Outcome:
    return installation.run(
        *("staff", "add", name, "--role", role, "--password-stdin"), typed=password
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


def test_who_has_lost_phone_and_codes_gets_in_again(installation: Installation) -> None:
    add(installation, "Zoé", "administrateur")
    with sqlite3.connect(installation.database) as connection:
        connection.execute("UPDATE account SET totp_secret = 'ABCD'")
    connection.close()
    before = installation.run("staff", "list")

    done = installation.run("staff", "one-step", "zoe")
    again = installation.run("staff", "one-step", "zoe")

    assert before.said.strip() == "Zoé\tadministrateur\tpas connecté\tdeux étapes"
    assert (done.code, again.code) == (0, 1)
    assert "avec le mot de passe seul" in done.said
    assert again.complaint.strip() == NOT_ON
    assert "deux étapes" not in installation.run("staff", "list").said


def test_what_cannot_be_done_is_said_in_a_sentence(installation: Installation) -> None:
    add(installation, "Zoé", "administrateur")
    refused = [
        add(installation, "zoe", "lecture"),
        add(installation, "Karim", "lecture", "court\n"),
        add(installation, "Karim", "lecture", "Karim-2026!\n"),
        installation.run("staff", "disable", "Zoé"),
        installation.run("staff", "reset", "Personne"),
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
    installation: Installation,
) -> None:
    add(installation, "Zoé", "administrateur")
    whole = installation.run("journal", "verify")
    with sqlite3.connect(installation.database) as connection:
        connection.execute("UPDATE journal SET staff = 'Karim'")
    connection.close()
    changed = installation.run("journal", "verify")

    assert (whole.code, changed.code) == (0, 1)
    assert "Le journal est intact" in whole.said
    assert changed.complaint


def test_a_head_that_was_noted_is_looked_for(installation: Installation) -> None:
    add(installation, "Zoé", "administrateur")
    head = installation.run("journal", "head").said.strip()
    backup = installation.run("backup", installation.folder / "copy.sqlite3")
    add(installation, "Karim", "comptoir")
    number, _, seal = head.partition(":")

    assert head in backup.said.splitlines()[1]
    since = installation.run("journal", "verify", "--since", head)
    assert (since.code, since.complaint) == (0, "")
    other = installation.run("journal", "verify", "--since", f"{number}:{seal[::-1]}")
    assert other.code == 1
    assert "n’a plus le sceau noté" in other.complaint
