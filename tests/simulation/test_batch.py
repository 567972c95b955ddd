"""A batch of runs in one process."""

import threading

import pytest

from c2sim import Scenario, simulate
from c2sim.simulation.batch import Progress, run_batch
from c2sim.simulation.run import ensemble

PLAN = Scenario(name="a_place", weeks=20).with_changes(residents=60)


def test_runs_side_by_side_give_the_same_as_one_after_the_other() -> None:
    together = ensemble(PLAN, range(1, 6))
    for seed, run in enumerate(together, 1):
        alone = simulate(PLAN, seed)
        assert run.seed == seed
        assert run.weekly.equals(alone.weekly)
        assert run.causes.equals(alone.causes)
        assert run.journal == alone.journal


def test_progress_counts_the_weeks_of_all_runs_one_at_a_time() -> None:
    told: list[int] = []
    ensemble(PLAN, range(1, 4), progress=told.append)
    assert told == list(range(1, 61))


@pytest.mark.parametrize("bad_first", [True, False])
def test_what_is_wrong_with_one_run_ends_the_others(bad_first: bool) -> None:
    weeks, wrong = 0, threading.Event()

    def long(tell: Progress) -> None:
        nonlocal weeks
        while weeks < 100_000:
            tell(weeks)
            weeks += 1
            wrong.wait(0.001)

    def bad(_tell: Progress) -> None:
        raise ValueError("no such street")

    with pytest.raises(ValueError, match="no such street"):
        run_batch([bad, long] if bad_first else [long, bad])
    assert weeks < 100_000


def test_who_waits_can_stop_all_runs() -> None:
    def stop(week: int) -> None:
        if week == 7:
            raise KeyboardInterrupt

    told: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        ensemble(PLAN, range(1, 30), progress=lambda week: told.append(week) or stop(week))
    assert len(told) < 29 * 20
