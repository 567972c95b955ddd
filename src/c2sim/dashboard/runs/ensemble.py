"""Many seeds of one plan, in processes of their own, so that pages go on answering meanwhile."""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from threading import Event

import numpy as np

from c2sim.dashboard.link import from_link, to_link
from c2sim.dashboard.plan import Plan
from c2sim.dashboard.runs.job_slots import place_for_a_job
from c2sim.dashboard.runs.processes import BROKEN, for_seeds
from c2sim.errors import C2simError
from c2sim.model.arrays import Floats

SEEDS = 40
LOW, HIGH = 0.05, 0.95

type Bands = dict[str, tuple[Floats, Floats, Floats]]
"""For each measure the lower edge, the median and the upper edge, week by week."""


def bands(
    plan: Plan, measures: tuple[str, ...], stop: Event, tell: Callable[[int], object], seeds: int = SEEDS
) -> Bands | None:
    """Run a plan with the seeds 1 to `seeds`; None if it was stopped.

    Args:
        plan: what is run.
        measures: which measures are wanted.
        stop: set by whoever wants no more of it.
        tell: is told how many seeds are done.
        seeds: how many.

    Raises:
        C2simError: when as many jobs run already as the server carries.
    """
    with place_for_a_job():
        try:
            return _all(plan, measures, stop, tell, seeds)
        except BrokenProcessPool:
            raise C2simError(BROKEN) from None


def _all(
    plan: Plan, measures: tuple[str, ...], stop: Event, tell: Callable[[int], object], seeds: int
) -> Bands | None:
    text = to_link(plan)
    waiting: set[Future[Floats]] = {
        for_seeds().submit(outcomes, text, seed, measures) for seed in range(1, seeds + 1)
    }
    found: list[Floats] = []
    while waiting and not stop.is_set():
        done, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
        found += [future.result() for future in done]
        if done:
            tell(len(found))
    for future in waiting:
        future.cancel()
    if stop.is_set():
        return None
    edges = np.nanquantile(np.stack(found), (LOW, 0.5, HIGH), axis=0)
    return {name: (edges[0, row], edges[1, row], edges[2, row]) for row, name in enumerate(measures)}


def outcomes(text: str, seed: int, measures: tuple[str, ...]) -> Floats:
    """The measures of one seed, a row a measure and a column a week."""
    from c2sim.simulation.run import simulate

    run = simulate(from_link(text).scenario, seed, journal=False)
    return run.weekly[list(measures)].to_numpy().T
