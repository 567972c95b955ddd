"""Runs of many seeds in processes of their own, so that pages go on answering meanwhile."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from threading import Event

import pandas as pd

from c2sim.dashboard.link import from_link, to_link
from c2sim.dashboard.plan import Plan
from c2sim.dashboard.runs.job_slots import place_for_a_job
from c2sim.dashboard.runs.processes import BROKEN, for_seeds
from c2sim.errors import C2simError
from c2sim.results.result import Run

type Runs = dict[str, tuple[Run, ...]]


def run_seeds(plans: dict[str, Plan], seeds: int, stop: Event, tell: Callable[[int], object]) -> Runs | None:
    """Run each plan with the seeds 1 to `seeds`; None if it was stopped.

    Args:
        plans: what is run, by the name that it goes by in the result.
        seeds: how many.
        stop: set by whoever wants no more of it.
        tell: is told how many runs are done.

    Raises:
        C2simError: when as many jobs run already as the server carries, or a process died.
    """
    with place_for_a_job():
        try:
            return _all(plans, seeds, stop, tell)
        except BrokenProcessPool:
            raise C2simError(BROKEN) from None


def _all(plans: dict[str, Plan], seeds: int, stop: Event, tell: Callable[[int], object]) -> Runs | None:
    texts = {name: to_link(plan) for name, plan in plans.items()}
    places = [
        (name, seed) for seed in range(1, seeds + 1) for name in texts
    ]  # plans of a seed share its start
    futures = {place: for_seeds().submit(one_run, texts[place[0]], place[1]) for place in places}
    _watch(list(futures.values()), stop, tell)
    if stop.is_set():
        return None
    return {name: tuple(futures[name, seed].result() for seed in range(1, seeds + 1)) for name in texts}


def _watch(futures: Sequence[Future[Run]], stop: Event, tell: Callable[[int], object]) -> None:
    waiting = set(futures)
    while waiting and not stop.is_set():
        done, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
        if done:
            tell(len(futures) - len(waiting))
    for future in waiting:
        future.cancel()


def one_run(text: str, seed: int) -> Run:
    """The run of a plan with one seed, without what takes much room: its causes and its journal."""
    from c2sim.simulation.run import simulate

    run = simulate(from_link(text).scenario, seed, journal=False)
    return replace(run, causes=pd.DataFrame(), counts=pd.DataFrame())
