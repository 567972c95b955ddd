"""Whoever is killed, the same call goes on, nothing is lost, and the table is the same."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import psutil

from c2sim import sweep
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.results import read_results
from c2sim.sweeping.folder.table import RUNS
from made_up_runs import experiment, made_up, slow

TESTS = Path(__file__).parents[1]
COORDINATOR = """
import sys
from made_up_runs import experiment, slow
from c2sim import sweep
if __name__ == "__main__":
    sweep(experiment(100), sys.argv[1], workers=2, observe=slow, chunk=5)
"""


def assert_whole(folder):
    """Every run is there once, and as it would be without any kill."""
    expected = sweep(experiment(100), workers=0, observe=made_up)
    ids = [name for table in Reader(folder).tables(RUNS) for name in table["run_id"].to_pylist()]
    assert len(ids) == len(set(ids)) == len(expected)
    pd.testing.assert_frame_equal(read_results(folder), expected, check_exact=True)


def test_a_coordinator_that_is_killed_loses_nothing_that_was_written_and_leaves_no_worker(tmp_path):
    script, folder = tmp_path / "coordinator.py", tmp_path / "out"
    script.write_text(COORDINATOR, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    coordinator = subprocess.Popen([sys.executable, script, folder], env=environment)
    deadline = time.monotonic() + 120
    while not list(folder.glob("runs/[0-9]*.parquet")) and time.monotonic() < deadline:
        time.sleep(0.05)
    workers = psutil.Process(coordinator.pid).children()
    os.kill(coordinator.pid, signal.SIGKILL)
    coordinator.wait()
    kept = sum(len(table) for table in Reader(folder).tables(RUNS))
    assert 0 < kept < 600
    sweep(experiment(100), folder, workers=2, observe=slow)
    assert_whole(folder)
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert not alive


def test_workers_that_are_killed_are_replaced(tmp_path):
    killed = []

    def kill(tally):
        """Kill every worker, after some runs have been made."""
        if tally.done >= 50 * (len(killed) + 1) and len(killed) < 3:
            workers = [one for one in psutil.Process().children() if "spawn_main" in " ".join(one.cmdline())]
            killed.append(len(workers))
            for one in workers:
                one.kill()

    sweep(experiment(100), tmp_path, workers=2, observe=slow, chunk=5, progress=kill)
    assert len(killed) == 3
    assert sum(killed) >= 3
    assert_whole(tmp_path)
