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
    plans_of = tuple(texts.values())
    futures = [for_seeds().submit(runs_of_seed, plans_of, seed) for seed in range(1, seeds + 1)]
    _watch(futures, stop, lambda done: tell(done * len(texts)))
    if stop.is_set():
        return None
    by_seed = [future.result() for future in futures]
    return {name: runs for name, runs in zip(texts, zip(*by_seed, strict=True), strict=True)}


def _watch(futures: Sequence[Future[tuple[Run, ...]]], stop: Event, tell: Callable[[int], object]) -> None:
    waiting = set(futures)
    while waiting and not stop.is_set():
        done, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
        if done:
            tell(len(futures) - len(waiting))
    for future in waiting:
        future.cancel()


def runs_of_seed(texts: Sequence[str], seed: int) -> tuple[Run, ...]:
    """The runs of some plans with one seed, whose start they share, without what takes much room."""
    from c2sim.simulation.run import simulate

    runs = (simulate(from_link(text).scenario, seed, journal=False) for text in texts)
    return tuple(replace(run, causes=pd.DataFrame(), counts=pd.DataFrame()) for run in runs)
