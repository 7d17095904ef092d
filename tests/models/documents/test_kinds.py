"""THE table of kinds is complete: nothing in it leads nowhere, and nothing lacks its words."""

import pytest

from models.documents import (
    KINDS,
    OPEN,
    Document,
    Stage,
    Status,
)
from models.documents.kind import Need
from models.documents.kinds import every_stage
from models.documents.moving import NEEDS

STAGES = list(every_stage())
MOVES = [(kind, stage, move) for kind, stage in STAGES for move in stage.moves]


def after(stage: Stage, begun: Status) -> set[Status]:
    """The statuses that moves, time and money reach from this one, itself included."""
    reached = {begun}
    while True:
        moved = {move.target for move in stage.moves if move.sources & reached}
        derived = {step.status for step in stage.steps if step.derived_from in reached}
        if moved | derived <= reached:
            return reached
        reached |= moved | derived


def test_every_status_is_reachable(subtests: pytest.Subtests) -> None:
    for kind, stage in STAGES:
        with subtests.test(kind=kind.code, stage=stage.code):
            assert after(stage, stage.start) == {step.status for step in stage.steps}


def test_every_path_ends_closed(subtests: pytest.Subtests) -> None:
    for kind, stage in STAGES:
        closed = {step.status for step in stage.steps if not step.is_open}
        for step in stage.stored:
            with subtests.test(kind=kind.code, stage=stage.code, status=step.status):
                assert after(stage, step.status) & closed


def test_a_closed_status_is_final_and_an_open_one_is_not(subtests: pytest.Subtests) -> None:
    for kind, stage in STAGES:
        for step in stage.stored:
            with subtests.test(kind=kind.code, stage=stage.code, status=step.status):
                assert (after(stage, step.status) != {step.status}) == step.is_open


def test_no_move_leads_to_what_time_and_money_decide(subtests: pytest.Subtests) -> None:
    for kind, stage in STAGES:
        stored = {step.status for step in stage.stored}
        assert stage.start in stored
        for step in stage.steps:
            with subtests.test(kind=kind.code, stage=stage.code, status=step.status):
                if step.status not in stored:
                    assert step.derived_from in stored
                    assert not any(step.status in {*m.sources, m.target} for m in stage.moves)


def test_nobody_asks_for_what_a_verb_does_by_itself() -> None:
    by_itself = {(kind.code, move.code) for kind, _, move in MOVES if move.by_itself}
    assert by_itself == {
        ("intervention", "bill"),
        ("rental", "bill"),
        ("sale", "bill"),
        ("invoice", "issue"),
    }
    for _, stage in STAGES:
        for step in stage.steps:
            assert not any(move.by_itself for move in stage.moves_from(step.status))


def test_what_a_move_needs_is_said_when_it_is_lacking() -> None:
    assert {*NEEDS, Need.CLIENT} == set(Need), "of a client who is blocked, the reason is said"
    assert {need for _, _, move in MOVES for need in move.needs} == set(Need)


def test_a_status_is_open_in_every_stage_or_in_none(subtests: pytest.Subtests) -> None:
    for kind, stage in STAGES:
        for step in stage.steps:
            with subtests.test(kind=kind.code, stage=stage.code, status=step.status):
                assert (step.status in OPEN) == step.is_open


def test_a_stage_names_each_status_and_each_move_once(subtests: pytest.Subtests) -> None:
    for kind, stage in STAGES:
        with subtests.test(kind=kind.code, stage=stage.code):
            for names in (
                [step.status for step in stage.steps],
                [step.label for step in stage.steps],
                [move.code for move in stage.moves],
                [move.label for move in stage.moves],
            ):
                assert all(names)
                assert len(set(names)) == len(names)
            assert stage.label
            assert stage.title


def test_a_move_leads_from_and_to_steps_of_its_stage(subtests: pytest.Subtests) -> None:
    for kind, stage, move in MOVES:
        with subtests.test(kind=kind.code, stage=stage.code, move=move.code):
            statuses = {step.status for step in stage.steps}
            assert move.sources
            assert move.sources <= statuses
            assert move.target in statuses - move.sources


def test_what_a_move_makes_exists(subtests: pytest.Subtests) -> None:
    for kind, stage, move in MOVES:
        with subtests.test(kind=kind.code, stage=stage.code, move=move.code):
            if move.makes:
                kind_code, stage_code, status = move.makes
                assert KINDS[kind_code].stage(stage_code).step(status).is_open


def test_what_a_move_stamps_is_an_instant_with_a_label(subtests: pytest.Subtests) -> None:
    for kind, stage, move in MOVES:
        with subtests.test(kind=kind.code, stage=stage.code, move=move.code):
            if move.stamps:
                assert getattr(Document(), move.stamps) is None
                assert Document.label_of(move.stamps) != "None"


def test_a_kind_has_all_its_words(subtests: pytest.Subtests) -> None:
    for kind in KINDS.values():
        with subtests.test(kind=kind.code):
            assert all((kind.code, kind.label, kind.plural, kind.with_article, kind.path))
            assert KINDS[kind.code] is kind
            assert kind.path.startswith("/")


def test_every_kind_but_the_invoice_can_begin_as_a_quote(subtests: pytest.Subtests) -> None:
    for kind in KINDS.values():
        with subtests.test(kind=kind.code):
            codes = {stage.code for stage in kind.stages}
            assert ("quote" in codes) == (kind.code != "invoice")
            assert len(codes) == len(kind.stages)
            assert kind.direct_stage.code != "quote"


def test_the_dates_of_a_kind_are_fields_of_the_form(subtests: pytest.Subtests) -> None:
    for kind in KINDS.values():
        with subtests.test(kind=kind.code):
            assert set(kind.date_fields) <= {entry.name for entry in Document.FIELDS}


def test_a_kind_names_its_statuses_as_its_direct_stage_does(subtests: pytest.Subtests) -> None:
    for kind in KINDS.values():
        with subtests.test(kind=kind.code):
            names = kind.statuses
            assert set(names) == {step.status for stage in kind.stages for step in stage.steps}
            for step in kind.direct_stage.steps:
                assert names[step.status] == step.label


def test_an_end_without_an_invoice_asks_for_the_reason(subtests: pytest.Subtests) -> None:
    for kind, stage, move in MOVES:
        with subtests.test(kind=kind.code, stage=stage.code, move=move.code):
            is_cancelled = move.target == Status.CANCELLED and stage.code != "quote"
            is_lost = move.target in {Status.CLOSED_UNBILLED, Status.WRITTEN_OFF}
            assert move.asks_reason == ((is_cancelled and not move.makes) or is_lost)


def test_kinds_and_their_pages_are_not_mistaken_for_each_other() -> None:
    for names in ([kind.path for kind in KINDS.values()], [kind.label for kind in KINDS.values()]):
        assert len(set(names)) == len(names)
