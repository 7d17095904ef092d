"""`python app.py staff …` and `journal verify`: the accounts without a browser."""

from __future__ import annotations

import sqlite3

from tests.commands.conftest import Installation, Outcome

PASSWORD = "un mot de passe\n"


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


def test_what_cannot_be_done_is_said_in_a_sentence(installation: Installation) -> None:
    add(installation, "Zoé", "administrateur")
    refused = [
        add(installation, "zoe", "lecture"),
        add(installation, "Karim", "lecture", "court\n"),
        installation.run("staff", "disable", "Zoé"),
        installation.run("staff", "reset", "Personne"),
    ]

    assert [one.code for one in refused] == [1, 1, 1, 1]
    assert [one.complaint.strip() for one in refused] == [
        "Cet identifiant est déjà pris.",
        "Il faut au moins 8 caractères.",
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
