"""What somebody types survives a reload, and what the browser sends back is not trusted."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clients import Client
from models.records import Clash, Draft

TEXTS = st.dictionaries(st.text(), st.text(st.characters(exclude_categories=())))
DRAFTS = st.builds(
    Draft,
    topic=st.text(),
    base=TEXTS,
    typed=TEXTS,
    record_id=st.none() | st.integers(),
    version=st.integers(),
    key=st.uuids(),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
FIELDS = ("topic", "base", "typed", "record_id", "version", "key")
ALMOST_DRAFTS = DRAFTS.flatmap(
    lambda draft: st.dictionaries(st.sampled_from(FIELDS), JSON).map(
        lambda junk: {**draft.to_json(), **junk}
    )
)


@given(DRAFTS)
def test_a_draft_survives_the_browser(draft: Draft) -> None:
    assert Draft.from_json(json.loads(json.dumps(draft.to_json()))) == draft


@given(JSON | ALMOST_DRAFTS | st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_junk_from_the_browser_is_a_draft_or_a_value_error(junk: Any) -> None:
    try:
        draft = Draft.from_json(junk)
    except ValueError:
        return
    assert draft.changed <= draft.typed.keys()
    assert Draft.from_json(draft.to_json()) == draft


def test_every_part_of_a_draft_is_needed(subtests: pytest.Subtests) -> None:
    for name in FIELDS:
        with subtests.test(name=name):
            data = Client.blank().to_json()
            del data[name]
            with pytest.raises(ValueError, match="not a draft"):
                Draft.from_json(data)


def test_a_number_of_a_draft_is_whole(subtests: pytest.Subtests) -> None:
    for number in (float("inf"), float("nan"), "douze", [1]):
        with subtests.test(number=number):
            for name in ("record_id", "version"):
                with pytest.raises(ValueError, match=r"."):
                    Draft.from_json(Client.blank().to_json() | {name: number})


@given(st.text())
def test_an_unknown_kind_of_client_is_refused(kind: str) -> None:
    assert "kind" in Client.errors_in({"kind": kind}) or kind in {"company", "person", "public"}


def test_two_blank_drafts_are_two_clients() -> None:
    assert Client.blank().key != Client.blank().key


def test_a_blank_draft_has_every_field_and_nothing_typed() -> None:
    draft = Client.blank()
    assert draft.typed.keys() == {entry.name for entry in Client.FIELDS}
    assert not draft.is_dirty


def test_a_draft_knows_what_was_typed_into() -> None:
    draft = Client.blank()
    draft.typed["city"] = "Brest"
    assert draft.is_dirty
    assert draft.changed == {"city"}


def test_what_was_typed_and_taken_back_is_not_changed() -> None:
    draft = Client.blank()
    for text in ("Brest", ""):
        draft.typed["city"] = text
    assert not draft.is_dirty


def draft_of(**fields: tuple[str, str]) -> Draft:
    """A draft of record 1; each field as it was and as it is typed."""
    return Draft(
        "client",
        base={name: before for name, (before, _) in fields.items()},
        typed={name: now for name, (_, now) in fields.items()},
        record_id=1,
        version=1,
    )


def test_what_a_colleague_saved_is_taken_over_where_nothing_was_typed() -> None:
    draft = draft_of(city=("Brest", "Brest"), contact=("Zoé", "Zoé"))
    assert draft.rebase({"city": "Quimper", "contact": "Zoé"}, 2) == {"city"}
    assert draft.typed == draft.base == {"city": "Quimper", "contact": "Zoé"}
    assert draft.version == 2
    assert not draft.is_dirty


def test_what_was_typed_is_not_lost_to_what_a_colleague_saved() -> None:
    draft = draft_of(city=("Brest", "Lorient"))
    assert draft.rebase({"city": "Quimper"}, 2) == set()
    assert (draft.base, draft.typed) == ({"city": "Brest"}, {"city": "Lorient"})


def test_a_settled_field_has_been_seen() -> None:
    draft = draft_of(city=("Brest", "Lorient"))
    draft.settle(Clash("city", "Ville", "Lorient", "Quimper"), "Lorient")
    assert (draft.base, draft.typed) == ({"city": "Quimper"}, {"city": "Lorient"})


def test_a_field_settled_for_the_stored_value_is_not_changed() -> None:
    draft = draft_of(city=("Brest", "Lorient"))
    draft.settle(Clash("city", "Ville", "Lorient", "Quimper"), "Quimper")
    assert not draft.is_dirty
