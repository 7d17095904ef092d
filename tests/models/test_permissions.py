"""What a role may do, and the words in which it is told that it may not."""

import pytest

from models.errors import Refused
from models.permissions import (
    PERMISSIONS,
    THE_HOUSE,
    Permission,
    Role,
    Staff,
)

MAY = {
    Permission.SEE: "administrateur gestionnaire comptoir lecture",
    Permission.EDIT: "administrateur gestionnaire comptoir",
    Permission.BLOCK: "administrateur gestionnaire",
    Permission.CATALOGUE: "administrateur gestionnaire",
    Permission.DOCUMENTS: "administrateur gestionnaire comptoir",
    Permission.PRICES: "administrateur gestionnaire comptoir",
    Permission.ISSUE: "administrateur gestionnaire comptoir",
    Permission.RECEIVE: "administrateur gestionnaire comptoir",
    Permission.DELETE: "administrateur gestionnaire",
    Permission.RESTORE: "administrateur gestionnaire",
    Permission.EXPORT: "administrateur gestionnaire",
    Permission.IMPORT: "administrateur gestionnaire",
    Permission.SETTINGS: "administrateur gestionnaire",
    Permission.ACCOUNTS: "administrateur",
    Permission.JOURNAL: "administrateur",
    Permission.ANONYMISE: "administrateur",
}


def test_who_may_do_what(subtests: pytest.Subtests) -> None:
    for permission in Permission:
        with subtests.test(permission=permission):
            allowed = {role for role in Role if Staff("Zoé", role).may(permission)}

            assert allowed == {Role(word) for word in MAY[permission].split()}


def test_every_role_is_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Role)


def test_the_house_may_do_everything() -> None:
    assert all(THE_HOUSE.may(permission) for permission in Permission)


def test_a_refusal_names_the_role_and_what_it_may_not(subtests: pytest.Subtests) -> None:
    for role, permission, sentence in (
        (Role.READER, Permission.EDIT, "lecture » ne permet pas de modifier les fiches."),
        (Role.COUNTER, Permission.DELETE, "comptoir » ne permet pas de supprimer."),
        (
            Role.READER,
            Permission.DOCUMENTS,
            "lecture » ne permet pas de créer ou faire avancer un document.",
        ),
        (Role.COUNTER, Permission.EXPORT, "comptoir » ne permet pas d’exporter."),
        (Role.MANAGER, Permission.ACCOUNTS, "gestionnaire » ne permet pas de gérer les comptes."),
    ):
        with subtests.test(role=role, permission=permission, sentence=sentence):
            expected = f"Le rôle « {sentence}".replace("« ", "«\u00a0").replace(" »", "\u00a0»")

            assert Staff("Zoé", role).refusal(permission) == expected
            with pytest.raises(Refused) as caught:
                Staff("Zoé", role).need(permission)
            assert str(caught.value) == expected


def test_every_refusal_ends_in_a_verb(subtests: pytest.Subtests) -> None:
    for permission in Permission:
        with subtests.test(permission=permission):
            assert permission.value.split()[0].endswith(("er", "ir", "re"))


def test_what_is_allowed_has_no_refusal() -> None:
    Staff("Zoé", Role.READER).need(Permission.SEE)
    assert Staff("Zoé", Role.READER).refusal(Permission.SEE) is None
