"""What a worker does: make the runs of a chunk one after the other, and report on each."""

import os
import platform
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from c2sim.errors import plain
from c2sim.experiment.address import with_point
from c2sim.scenario import Scenario
from c2sim.simulation.outcome import Outcome, observe, totals_of
from c2sim.sweeping.job import Job, Made, Report
from c2sim.sweeping.workers.limits import Limits, alarm, limit_memory
from c2sim.sweeping.workers.row_note import note

type Observe = Callable[[Scenario, int, Sequence[Outcome]], Sequence[float]]
"""Makes one run of a scenario with a seed and gives its outcomes, in their order."""

_one_at_a_time = threading.Lock()  # kept burnt-in states and the alarm belong to the process


class Chunk(NamedTuple):
    """Runs that are made one after the other in one process."""

    jobs: tuple[Job, ...]
    scenarios: Mapping[int, Scenario]
    outcomes: tuple[Outcome, ...]
    observe: Observe
    limits: Limits


def observed(scenario: Scenario, seed: int, outcomes: Sequence[Outcome]) -> Sequence[float]:
    """Run the model, without a journal, and take the outcomes."""
    from c2sim.simulation.model import Model, run_weeks  # heavy, and no other model needs it

    model = Model(scenario, rng=seed, journal=False)
    run_weeks(model, scenario.weeks)
    totals = totals_of(model.costs.to_numpy(), model.counts.to_numpy(), model.state.scale)
    return observe(outcomes, model.weekly.to_numpy(), model.pathway, totals)


def scenario_of(job: Job, scenario: Scenario) -> Scenario:
    """The scenario with the point of the run in it."""
    return with_point(scenario, job.point)


def perform(chunk: Chunk) -> Report:
    """Make the runs of a chunk. What goes wrong in one of them is its failure and stops no other."""
    with _one_at_a_time:
        limit_memory(chunk.limits)
        return Report([_made(job, chunk) for job in chunk.jobs], platform.node(), os.getpid())


def _made(job: Job, chunk: Chunk) -> Made:
    note(job.row)
    began = time.perf_counter()
    values, failure = None, None
    try:
        with alarm(chunk.limits):
            scenario = scenario_of(job, chunk.scenarios[job.scenario])
            values = [float(one) for one in chunk.observe(scenario, job.seed, chunk.outcomes)]
    except MemoryError:
        failure = out_of_memory(chunk.limits)
    except Exception as error:  # whatever it is, it is this run's
        failure = f"{type(error).__name__}: {plain(str(error))}"
    return Made(job, values, failure, time.perf_counter() - began)


def out_of_memory(limits: Limits) -> str:
    """The reason of a run that needed too much memory."""
    most = "there is" if limits.memory is None else f"its limit of {limits.memory / 1e9:.3g} GB"
    return f"needed more memory than {most}"
