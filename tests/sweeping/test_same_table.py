"""1,000 real runs give the same table, bit for bit, whoever makes them and in whatever order."""

import random
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pandas as pd
import pytest

from c2sim import Experiment, load_scenario, sweep
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.table import RUNS
from c2sim.sweeping.workers.cluster import Cluster
from kills import dask_cluster

NAMES = ("status_quo", "seven_steps", "community_organisers", "usual_suspects")
WAYS: dict[str, Any] = {
    "1 worker": {"workers": 1},
    "2 workers": {"workers": 2},
    "4 workers": {"workers": 4},
    "chunks of 1": {"workers": 2, "chunk": 1},
    "chunks of 7": {"workers": 2, "chunk": 7},
    "chunks of 1000": {"workers": 2, "chunk": 1000},
}
pytestmark = pytest.mark.slow


class Shuffled(Executor):
    """Has several things to do, and always does one of them at random."""

    def __init__(self):
        self._luck, self._waiting, self._thread = random.Random(1), [], ThreadPoolExecutor(1)

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        self._waiting.append((future, fn, args, kwargs))
        self._thread.submit(self._do_one)
        return future

    def _do_one(self):
        future, fn, args, kwargs = self._waiting.pop(self._luck.randrange(len(self._waiting)))
        future.set_result(fn(*args, **kwargs))


def thousand():
    return Experiment(
        name="thousand",
        scenarios=tuple(load_scenario(name).with_changes(26, 60) for name in NAMES),
        replicates=250,
        outcomes=("hope_final", "trust_services_mean", "influential_last_year", "person_hours"),
    )


@pytest.fixture(scope="module")
def serial():
    """The table that one process makes, run by run."""
    table = sweep(thousand(), workers=0)
    assert (len(table), len(set(table["run_id"]))) == (1000, 1000)
    assert table["failure"].isna().to_list() == [True] * 1000
    return table


def assert_same(table, serial):
    pd.testing.assert_frame_equal(table, serial, check_exact=True)


@pytest.mark.parametrize("way", WAYS)
def test_a_thousand_runs_are_the_same_whatever_the_workers_and_chunks(way, serial):
    assert_same(sweep(thousand(), **WAYS[way]), serial)


def test_a_thousand_runs_are_the_same_in_any_order(serial, tmp_path):
    table = sweep(thousand(), tmp_path, Shuffled(), workers=8, chunk=3)
    rows = [row for part in Reader(tmp_path).tables(RUNS, ["row"]) for row in part["row"].to_pylist()]
    assert rows != sorted(rows)
    assert_same(table, serial)


def test_a_thousand_runs_are_the_same_from_two_workers_of_dask(serial):
    with dask_cluster() as address:
        cluster = Cluster(address)
        try:
            assert_same(sweep(thousand(), executor=cluster), serial)
        finally:
            cluster.shutdown(wait=False, cancel_futures=True)
