import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import psutil
import pytest

from c2sim.dashboard.plan import start
from c2sim.dashboard.runs import ensemble, jobs
from c2sim.dashboard.runs.processes import end_processes, for_seeds

SERVER = """
import os, time
from c2sim.dashboard.runs.processes import for_recordings, for_seeds
pools = (for_recordings(), for_seeds())
print(*{pool.submit(os.getpid).result() for pool in pools for _ in range(4)}, flush=True)
time.sleep(600)
"""


def test_the_processes_that_run_plans_end_with_a_server_that_was_killed():
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        workers = [psutil.Process(int(number)) for number in server.stdout.readline().split()]
        server.kill()
    _, left = psutil.wait_procs(workers, timeout=20)
    for one in left:
        one.kill()
    assert workers
    assert left == []


@pytest.mark.parametrize(
    ("module", "run_one", "job"),
    [
        (
            jobs,
            "runs_of_seed",
            lambda plan, stop, tell: jobs.run_seeds({"a": plan, "b": plan}, 20, stop, tell),
        ),
        (ensemble, "outcomes", lambda plan, stop, tell: ensemble.bands(plan, ("hope",), stop, tell)),
    ],
)
def test_seeds_that_wait_are_never_run_once_the_visitor_stops(monkeypatch, module, run_one, job):
    begun, free, stop = [], Event(), Event()

    def run(_plan, seed, *_measures):
        begun.append(seed)
        if len(begun) == 2:
            stop.set()
        free.wait(60)

    with ThreadPoolExecutor(2) as pool:
        monkeypatch.setattr(module, "for_seeds", lambda: pool)
        monkeypatch.setattr(module, run_one, run)
        found = job(start("seven_steps"), stop, lambda done: None)
        free.set()
    assert found is None
    assert len(begun) == 2


def test_what_waits_for_a_process_is_given_up_when_the_server_ends(tmp_path):
    pool = for_seeds()
    runs = [
        pool.submit(subprocess.run, ["sh", "-c", f"sleep 0.2; touch {tmp_path}/{number}"])
        for number in range(60)
    ]
    runs[0].result()
    end_processes()
    while not all(one.done() for one in runs):
        time.sleep(0.05)
    whole = [one for one in runs if not one.cancelled() and one.exception() is None]
    assert 1 <= len(whole) <= len(list(tmp_path.iterdir())) < 30
    assert for_seeds() is not pool
