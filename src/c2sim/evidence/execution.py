"""Running the experiments: each seed in a process of its own, arms that share a start one after the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from c2sim.engine.processors import processors
from c2sim.evidence.arms import plan
from c2sim.evidence.catalogue import PATTERNS
from c2sim.evidence.observation import Observation, Recorder
from c2sim.evidence.pattern import Pattern
from c2sim.evidence.verdict import Outcome, judge
from c2sim.place.baseline.solve import BURN_IN
from c2sim.results.estimate import Values
from c2sim.simulation.model import Model, run_weeks
from c2sim.sweeping.workers.pool import imap_unordered

QUICK_RESIDENTS, QUICK_SEEDS = 300, 8
RESIDENTS, SEEDS = 1500, 100

_RUN_IN = 10.0  # seconds until a worker is at work
_PER_WEEK, _PER_RESIDENT = 4e-4, 7e-7  # seconds a week, and a week and resident

type SeedValues = list[list[Values]]
"""What one seed gave: for each pattern, for each of its parts."""


class Kept(Protocol):
    """Seeds that have been run before, and a place for more."""

    values: dict[int, SeedValues]

    def add(self, seed: int, values: SeedValues) -> None:
        """Keep what a seed gave."""
        ...


@dataclass(frozen=True, slots=True)
class Experiment:
    """So many seeds at a size."""

    residents: int
    seeds: int


def run(
    experiment: Experiment, progress: Callable[[int], object] | None = None, kept: Kept | None = None
) -> list[Outcome]:
    """Run every pattern with the seeds 1 to K and judge it.

    Args:
        experiment: residents and seeds.
        progress: is told after each seed how many are done.
        kept: seeds that need not be run again, and where each new one is kept.
    """
    seeds = range(1, experiment.seeds + 1)
    found = {} if kept is None else {seed: kept.values[seed] for seed in seeds if seed in kept.values}
    todo = [seed for seed in seeds if seed not in found]
    for seed, values in _each(experiment, todo):
        found[seed] = values
        if kept is not None:
            kept.add(seed, values)
        if progress is not None:
            progress(len(found))
    return judged(PATTERNS, [found[seed] for seed in seeds])


def _each(experiment: Experiment, seeds: Sequence[int]) -> Iterator[tuple[int, SeedValues]]:
    """What each seed gives, in the order in which they are done."""
    ask = partial(one_seed, residents=experiment.residents)
    if workers(experiment) > 1:
        yield from imap_unordered(ask, seeds, workers(experiment))
        return
    for seed in seeds:
        yield seed, ask(seed)


def judged(patterns: Sequence[Pattern], of_seeds: Sequence[SeedValues]) -> list[Outcome]:
    """Put what all seeds gave together, pattern by pattern."""
    return [
        judge(pattern, [[values[p][part] for values in of_seeds] for part in range(len(pattern.parts))])
        for p, pattern in enumerate(patterns)
    ]


def one_seed(seed: int, residents: int) -> SeedValues:
    """Run all arms with one seed, each once, and take from them what each part asks for."""
    names = dict.fromkeys(arm for pattern in PATTERNS for arm in pattern.arms)
    seen = {name: observe(name, seed, residents) for name in names}
    return [[part.of_seed(seen) for part in pattern.parts] for pattern in PATTERNS]


def observe(arm: str, seed: int, residents: int) -> Observation:
    """Run one arm with one seed and record what is seen."""
    scenario = plan(arm, residents)
    model = Model(scenario, rng=seed, journal=False)
    recorder = Recorder(model)
    run_weeks(model, scenario.weeks, lambda _: recorder.look())
    return recorder.observation()


def workers(experiment: Experiment) -> int:
    """As many processes as there are cores, but no more than seeds."""
    return min(processors(), experiment.seeds)


def seconds(experiment: Experiment) -> float:
    """About how long it will take once the rules are compiled."""
    plans = [plan(name, experiment.residents) for name in _arms()]
    starts = {(one.neighbourhood, repr(sorted(one.parameters.items()))) for one in plans}
    weeks = sum(one.weeks for one in plans) + BURN_IN * len(starts)
    rounds = -(-experiment.seeds // workers(experiment))
    return _RUN_IN + rounds * weeks * (_PER_WEEK + _PER_RESIDENT * experiment.residents)


def _arms() -> list[str]:
    return list(dict.fromkeys(arm for pattern in PATTERNS for arm in pattern.arms))
