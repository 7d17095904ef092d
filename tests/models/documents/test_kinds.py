"""THE table of kinds is complete: nothing in it leads nowhere, and nothing lacks its words."""

import pytest

from models.documents import (
    KINDS,
    OPEN,
    Document,
    Kind,
    Move,
    Stage,
    Status,
)
from models.documents.kinds import every_stage
from tests.factories import way_to

STAGES = [
    pytest.param(kind, stage, id=f"{kind.code}-{stage.code}") for kind, stage in every_stage()
]
EVERY_KIND = [pytest.param(kind, id=kind.code) for kind in KINDS.values()]
MOVES = [
    pytest.param(kind, stage, move, id=f"{kind.code}-{stage.code}-{move.code}")
    for kind, stage in every_stage()
    for move in stage.moves
]


def made_in(kind: Kind, stage: Stage) -> set[Status]:
    """The statuses in which other documents make one of this stage."""
    made = (move.makes for _, one in every_stage() for move in one.moves if move.makes)
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


@pytest.mark.parametrize(("kind", "stage"), STAGES)
def test_every_status_is_reachable(kind: Kind, stage: Stage) -> None:
    begun = made_in(kind, stage)
    if stage.code == "quote" or stage == kind.direct_stage:
        begun.add(stage.start)
    assert after(stage, begun) == {step.status for step in stage.steps}


@pytest.mark.parametrize(("kind", "stage"), STAGES)
def test_every_status_has_a_shortest_way(kind: Kind, stage: Stage) -> None:
    for step in stage.steps:
        assert bool(way_to(stage, step.status)) == (step.status != stage.start)


@pytest.mark.parametrize(("kind", "stage"), STAGES)
def test_every_path_ends_closed(kind: Kind, stage: Stage) -> None:
    closed = {step.status for step in stage.steps if not step.is_open}
    for step in stage.steps:
        assert after(stage, {step.status}) & closed


@pytest.mark.parametrize(("kind", "stage"), STAGES)
def test_a_closed_status_is_final_and_an_open_one_is_not(kind: Kind, stage: Stage) -> None:
    for step in stage.steps:
        assert bool(stage.moves_from(step.status)) == step.is_open


@pytest.mark.parametrize(("kind", "stage"), STAGES)
def test_a_status_is_open_in_every_stage_or_in_none(kind: Kind, stage: Stage) -> None:
    for step in stage.steps:
        assert (step.status in OPEN) == step.is_open


@pytest.mark.parametrize(("kind", "stage"), STAGES)
def test_a_stage_names_each_status_and_each_move_once(kind: Kind, stage: Stage) -> None:
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


@pytest.mark.parametrize(("kind", "stage", "move"), MOVES)
def test_a_move_leads_from_and_to_steps_of_its_stage(kind: Kind, stage: Stage, move: Move) -> None:
    statuses = {step.status for step in stage.steps}
    assert move.sources
    assert move.sources <= statuses
    assert move.target in statuses - move.sources


@pytest.mark.parametrize(("kind", "stage", "move"), MOVES)
def test_what_a_move_makes_exists(kind: Kind, stage: Stage, move: Move) -> None:
    if move.makes:
        kind_code, stage_code, status = move.makes
        assert KINDS[kind_code].stage(stage_code).step(status).is_open


@pytest.mark.parametrize(("kind", "stage", "move"), MOVES)
def test_what_a_move_stamps_is_an_instant_with_a_label(
    kind: Kind, stage: Stage, move: Move
) -> None:
    if move.stamps:
        assert getattr(Document(), move.stamps) is None
        assert Document.label_of(move.stamps) != "None"


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_kind_has_all_its_words(kind: Kind) -> None:
    assert all((kind.code, kind.label, kind.plural, kind.with_article, kind.path))
    assert KINDS[kind.code] is kind
    assert kind.path.startswith("/")


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_kind_but_the_invoice_can_begin_as_a_quote(kind: Kind) -> None:
    codes = {stage.code for stage in kind.stages}
    assert ("quote" in codes) == (kind.code != "invoice")
    assert len(codes) == len(kind.stages)
    assert kind.direct_stage.code != "quote"


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_dates_of_a_kind_are_fields_of_the_form(kind: Kind) -> None:
    assert set(kind.date_fields) <= {entry.name for entry in Document.FIELDS}


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_kind_names_its_statuses_as_its_direct_stage_does(kind: Kind) -> None:
    names = kind.statuses
    assert set(names) == {step.status for stage in kind.stages for step in stage.steps}
    for step in kind.direct_stage.steps:
        assert names[step.status] == step.label


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_an_end_without_an_invoice_asks_for_the_reason(kind: Kind) -> None:
    for stage in kind.stages:
        for move in stage.moves:
            is_cancelled = move.target == Status.CANCELLED and stage.code != "quote"
            is_lost = move.target in {Status.CLOSED_UNBILLED, Status.WRITTEN_OFF}
            assert move.asks_reason == ((is_cancelled and not move.makes) or is_lost)


def test_kinds_and_their_pages_are_not_mistaken_for_each_other() -> None:
    for names in ([kind.path for kind in KINDS.values()], [kind.label for kind in KINDS.values()]):
        assert len(set(names)) == len(names)
