"""No line begins with a sign that belongs to the word before it."""

from models.french import unparted


def test_spaces_hold_where_a_sign_belongs_to_a_word() -> None:
    for typed, shown in {
        "Vide : ne pas changer": "Vide\u00a0: ne pas changer",
        "Répondez « Oui » ; puis ?": "Répondez «\u00a0Oui\u00a0»\u00a0; puis\u00a0?",
        "déjà\u00a0: bon": "déjà\u00a0: bon",
        "à 14:30, https://x.fr": "à 14:30, https://x.fr",
        " : seul": " : seul",
        "": "",
    }.items():
        assert unparted(typed) == shown, typed
