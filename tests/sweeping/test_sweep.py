from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from c2sim import load_experiment, sweep
from c2sim.errors import C2simError
from c2sim.experiment import Factor
from c2sim.model.interventions.hub import Hub
from c2sim.scenario import Scenario
from c2sim.sweeping.folder.parts import parts, write_part
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.results import read_results
from c2sim.sweeping.folder.table import RUNS
from c2sim.sweeping.sweep import How, make_runs
from c2sim.sweeping.workers.limits import Limits
from c2sim.sweeping.workers.pool import LocalPool
from c2sim.sweeping.workers.this_process import Here
from made_up_runs import experiment, made_up, troubled


def assert_same(found, expected):
    """The same table, to the last bit."""
    pd.testing.assert_frame_equal(found, expected, check_exact=True)


def test_a_bundled_experiment_gives_one_row_a_run_in_sample_order(tmp_path):
    table = sweep(load_experiment("quick"), tmp_path / "results", workers=0)
    assert table[["scenario", "point", "seed"]].apply(tuple, axis=1).tolist() == [
        (name, point, seed) for name in ("status_quo", "seven_steps") for point in range(3) for seed in (1, 2)
    ]
    assert table["failure"].isna().to_list() == [True] * len(table)
    assert len(set(table["hope_final"])) == len(table)
    assert_same(read_results(tmp_path / "results"), table)


@pytest.fixture(scope="module")
def expected():
    """The table of the experiment, made in this process at one go."""
    return sweep(experiment(), workers=0, observe=made_up)


@pytest.mark.parametrize("chunk", [1, 7, 1000])
@pytest.mark.parametrize("workers", [0, 2])
def test_the_table_is_the_same_whatever_the_workers_and_the_chunks(tmp_path, workers, chunk, expected):
    found = sweep(experiment(), tmp_path / "out", workers=workers, observe=made_up, chunk=chunk)
    assert_same(found, expected)


def test_any_executor_will_do_and_stays_open(expected):
    with ThreadPoolExecutor(3) as executor:
        found = sweep(experiment(), executor=executor, observe=made_up)
        assert executor.submit(int, "3").result() == 3
    assert_same(found, expected)


def test_runs_that_raise_segfault_never_end_or_eat_memory_fail_and_all_others_are_whole(tmp_path):
    limits = Limits(seconds=10.0, memory=800_000_000)
    wanted = experiment(10, factors=(), scenarios=(Scenario(name="one", weeks=10),))
    found = sweep(wanted, tmp_path, workers=2, observe=troubled, limits=limits).set_index("seed")
    reasons = {
        3: "its worker died each time (SIGSEGV)",
        5: "did not end within its limit of 10 s",
        7: "needed more memory than its limit of 0.8 GB",
        9: "ZeroDivisionError: nobody lives\\nhere",
    }
    assert found["failure"].dropna().to_dict() == reasons
    assert found["hope_final"].isna().to_list().count(True) == len(reasons)
    expected = sweep(wanted, workers=0, observe=made_up).set_index("seed")
    whole = found["failure"].isna()
    assert_same(found[whole], expected[whole])


def test_a_pool_of_ones_own_serves_several_sweeps():
    with LocalPool(1) as pool:
        first = sweep(experiment(2), executor=pool, observe=made_up)
        second = sweep(experiment(2), executor=pool, observe=made_up)
    assert_same(first, second)


def test_points_that_differ_only_in_what_a_scenario_lacks_are_run_once():
    seen = []

    def watched(scenario, seed, outcomes):
        seen.append((scenario.name, seed))
        return made_up(scenario, seed, outcomes)

    scenarios = (
        Scenario(name="none", weeks=10),
        Scenario(name="hub", weeks=10, interventions=(Hub(week=1),)),
    )
    factors = (Factor(name="hub.week", values=(1, 2, 3)),)
    table = sweep(experiment(2, scenarios=scenarios, factors=factors), workers=0, observe=watched)
    assert len(table) == 12
    assert sorted(seen) == sorted([("none", 1), ("none", 2), *[("hub", 1), ("hub", 2)] * 3])
    assert table.groupby("scenario")["run_id"].nunique().to_dict() == {"hub": 6, "none": 2}


class Late(Here):
    """Gives with each report the runs of the one before once more."""

    def __init__(self):
        self._before = []

    def submit(self, fn, /, *args, **kwargs):
        def with_those_before(chunk):
            report = fn(chunk)
            before, self._before = self._before, report.made
            return report._replace(made=[*before, *report.made])

        return super().submit(with_those_before, *args, **kwargs)


def test_a_run_that_is_reported_twice_counts_and_is_kept_once(tmp_path, expected):
    told = []
    found = sweep(experiment(), tmp_path, Late(), workers=1, observe=made_up, progress=told.append)
    assert_same(found, expected)
    assert told[-1].done == len(expected)
    rows = [row for table in Reader(tmp_path).tables(RUNS, ["row"]) for row in table["row"].to_pylist()]
    assert sorted(rows) == list(range(len(expected)))


def failing(scenario, seed, outcomes):
    if seed % 2:
        raise ValueError("no such street")
    return made_up(scenario, seed, outcomes)


def test_a_sweep_that_goes_on_still_counts_what_failed_before(tmp_path):
    kept = sweep(experiment(), tmp_path, workers=0, observe=failing)
    assert kept["failure"].notna().to_list().count(True) == 30
    (whole,) = parts(tmp_path / RUNS)
    (table,) = Reader(tmp_path).tables(RUNS)
    for number in range(3):
        write_part(table.slice(20 * number, 20), tmp_path / RUNS / f"{number}.parquet")
    whole.unlink()
    tally = make_runs(experiment(), tmp_path, How(workers=0, observe=failing))
    assert (tally.before, tally.done, tally.failed) == (60, 60, 30)


def by_luck(scenario, seed, outcomes):
    """Numbers without any order between scenarios."""
    return [value % 1.0 for value in made_up(scenario, seed * len(scenario.name), outcomes)]


def test_harm_is_found_from_the_run_of_the_same_point_and_seed(tmp_path):
    wanted = experiment(3, outcomes=("hope_final", "hope_harm"), against="one")
    table = sweep(wanted, tmp_path, workers=0, observe=by_luck)
    hope = table.set_index(["scenario", "point", "seed"])["hope_final"].to_dict()
    worse = [value < hope["one", point, seed] for (_, point, seed), value in hope.items()]
    assert table["hope_harm"].to_list() == worse
    assert 0 < sum(worse) < 9


def test_an_executor_that_fails_is_said_in_one_line():
    with LocalPool(1) as pool, pytest.raises(C2simError, match="expected work that can be sent"):
        sweep(experiment(), executor=pool, observe=lambda scenario, seed, outcomes: [0.0, 0.0])
