"""(f) Many runs of 300 residents: one process and two; what a run costs beside its weeks."""

import multiprocessing
import statistics
import time
from collections.abc import Iterator
from functools import cache

from benchmarks.measuring import Row, cpu_seconds
from c2sim.scenario import Scenario, load_scenario
from c2sim.simulation.model import Model
from c2sim.simulation.run import simulate

_TARGET_TWO, _TARGET_OVERHEAD = 1.8, 0.10


@cache
def _plan() -> Scenario:
    """The plan, read once in each process, as by who makes many runs of it."""
    return load_scenario("seven_steps").with_changes(weeks=None, residents=300)


def _run(seed: int) -> float:
    return float(simulate(_plan(), seed, journal=False).weekly["hope"].iloc[-1])


def _seconds(workers: int, runs: int) -> float:
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pool.map(_run, range(1, workers + 1), chunksize=1)  # started, kernels loaded
        start = time.perf_counter()
        pool.map(_run, range(101, 101 + runs), chunksize=4)
        return time.perf_counter() - start


def _weeks() -> float:
    """CPU seconds of nothing but the weeks of the run with seed 1."""
    model = Model(_plan(), rng=1, journal=False)
    return cpu_seconds(lambda: [model.step() for _ in range(model.plan.weeks)])


def run(quick: bool) -> Iterator[Row]:
    """Time the same runs with one worker and with two; the clock counts here."""
    runs = 20 if quick else 2_000
    _run(1)
    one, two = _seconds(1, runs), _seconds(2, runs)
    yield Row("runs", f"{runs:,} runs, one process", one, "s on the clock")
    yield Row("runs", f"{runs:,} runs, two processes", two, "s on the clock")
    yield Row("runs", "two against one", one / two, "times as fast", _TARGET_TWO)
    turns = [(_weeks(), cpu_seconds(lambda: _run(1))) for _ in range(3 if quick else 15)]
    weeks, whole = (statistics.median(of) for of in zip(*turns, strict=True))
    yield Row("runs", "overhead around the weeks of a run", whole / weeks - 1.0, "share", _TARGET_OVERHEAD)
