"""Two processes issue invoices at once and are killed: no number lacks, and none stands twice."""

from __future__ import annotations

from tests.endurance.numbers import Race


def test_killed_processes_leave_neither_gaps_nor_doubles(database_url: str) -> None:
    race = Race(database_url, wanted=200, kills=3).run()

    assert (race.faults, race.killed) == ([], 3)
