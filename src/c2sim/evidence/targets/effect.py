"""Effects of a plan in one seed: against the twin without it, against others, and from before to after.

All are means over residents of the closed cohort, in units of the level; `Line.spread` turns them into SD.
Stress, wear, fatigue and memory count as relief: what falls is above 0.
"""

from collections.abc import Callable, Sequence

import numpy as np

from c2sim.evidence.targets.row import SEVEN_STEPS, STATUS_QUO, Runs
from c2sim.evidence.targets.trace import Trace
from c2sim.model.arrays import Flags, Floats
from c2sim.results.cohort import FELT
from c2sim.results.effects import twin_difference
from c2sim.results.estimate import Values

RELIEF = ("stress", "wear", "fatigue", "memory")
"""Levels of which less is better."""

type OfSeed = Callable[[Runs], Values]


def sign(level: str) -> float:
    """1 for a level of which more is better, -1 for one of which less is."""
    return -1.0 if level in RELIEF else 1.0


def mean_of(values: Floats, chosen: Flags) -> float:
    """Mean over those chosen; NaN over nobody."""
    return float(values[chosen].mean()) if chosen.any() else float("nan")


def twin_effect(level: str, part: str, weeks: Sequence[int]) -> OfSeed:
    """Mean over weeks of what a part has more of a level than its twins without the plan."""
    return lambda runs: (float(np.mean([_twin(runs, level, part, week) for week in weeks])),)


def naive_gap(level: str, week: int) -> OfSeed:
    """What those who took part have more of a level than those who never came, with the plan."""
    return lambda runs: (_gap(runs[SEVEN_STEPS], level, week),)


def twin_over_gap(level: str, week: int) -> OfSeed:
    """The twin effect on those who took part, and their naive gap."""
    return lambda runs: (_twin(runs, level, "took_part", week), _gap(runs[SEVEN_STEPS], level, week))


def never_over_came(level: str, week: int) -> OfSeed:
    """The twin effect on those who never came, and on those who came without being of the core."""
    return lambda runs: (_twin(runs, level, "never", week), _twin(runs, level, "came", week))


def population_effect(measure: str, weeks: slice, plan: str = SEVEN_STEPS, base: str = STATUS_QUO) -> OfSeed:
    """Mean over weeks of what everyone who lives there has more of a measure than without the plan."""

    def of_seed(runs: Runs) -> Values:
        apart = runs[plan].measure(measure)[weeks] - runs[base].measure(measure)[weeks]
        return (sign(measure) * float(apart.mean()),)

    return of_seed


def _twin(runs: Runs, level: str, part: str, week: int) -> float:
    plan, base = runs[SEVEN_STEPS], runs[STATUS_QUO]
    apart = twin_difference(base.cohort, plan.cohort, week, plan.part(part, week))
    return sign(level) * float(apart[FELT.index(level)])


def _gap(plan: Trace, level: str, week: int) -> float:
    values = plan.level(level, week)
    took_part, never = plan.part("took_part", week), plan.part("never", week)
    return sign(level) * (mean_of(values, took_part) - mean_of(values, never))
