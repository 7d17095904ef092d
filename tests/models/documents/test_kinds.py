"""THE table of kinds is complete: nothing in it leads nowhere, and nothing lacks its words."""

import pytest

from models.documents import (
    KINDS,
    OPEN,
    Document,
    Kind,
    Stage,
    Status,
)
from models.documents.kinds import every_stage
from tests.factories import way_to

STAGES = list(every_stage())
MOVES = [(kind, stage, move) for kind, stage in STAGES for move in stage.moves]


def made_in(kind: Kind, stage: Stage) -> set[Status]:
    """The statuses in which other documents make one of this stage."""
    made = (move.makes for _, _, move in MOVES if move.makes)
    return {
        status for kind_code, code, status in made if (kind_code, code) == (kind.code, stage.code)
    }


def after(stage: Stage, begun: set[Status]) -> set[Status]:
    """The statuses that moves reach from these, themselves included."""
    reached = set(begun)
    while True:
        further = {move.target for status in reached for move in stage.moves_from(status)}
        if further <= reached:
            return reached
        reached |= further


def test_every_status_is_reachable(subtests: pytest.Subtests) -> None:
    for kind, stage in STAGES:
        with subtests.test(kind=kind.code, stage=stage.code):
            begun = made_in(kind, stage)
            if stage.code == "quote" or stage == kind.direct_stage:
                begun.add(stage.start)
            assert after(stage, begun) == {step.status for step in stage.steps}


def test_every_status_has_a_shortest_way(subtests: pytest.Subtests) -> None:
    for kind, stage in STAGES:
        for step in stage.steps:
            with subtests.test(kind=kind.code, stage=stage.code, status=step.status):
                assert bool(way_to(stage, step.status)) == (step.status != stage.start)


def test_every_path_ends_closed(subtests: pytest.Subtests) -> None:
    for kind, stage in STAGES:
        closed = {step.status for step in stage.steps if not step.is_open}
        for step in stage.steps:
            with subtests.test(kind=kind.code, stage=stage.code, status=step.status):
                assert after(stage, {step.status}) & closed


def test_a_closed_status_is_final_and_an_open_one_is_not(subtests: pytest.Subtests) -> None:
    for kind, stage in STAGES:
        for step in stage.steps:
            with subtests.test(kind=kind.code, stage=stage.code, status=step.status):
                assert bool(stage.moves_from(step.status)) == step.is_open


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
