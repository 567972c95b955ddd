"""What an evaluation without twins would report of a plan, by who: change since week 0, and the naive gap.

Made from runs of one plan alone. Of one part of the cohort (`cohort.py`), one level, week and seed:

```text
change = (mean of the part - mean of the same people in week 0) / spread
gap    = (mean of the part - mean of those who never came) / spread, of those who came and of the core
```

with spread, and intervals over seeds, as in `effects.py`. The gap also holds how those who come differed
from others anyway, and the change what would have happened without the plan.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from c2sim.model.arrays import Flags, Floats
from c2sim.results.cohort import FELT, PARTS, Cohort
from c2sim.results.effects import NULL, Interval, mean_over, no_spread, over_seeds, spread_of, too_few

COMPARED = ("came", "core")
"""Parts that are compared with those who never came."""


class Naive(NamedTuple):
    """One level of one part of the cohort in one week, without twins; NaN is null."""

    week: int
    level: str
    part: str
    mean: float
    """Mean over residents, then over seeds, on the level itself."""
    change: Interval
    """Change since week 0 in SD."""
    gap: Interval
    """Naive gap in SD; null for the population and for those who never came."""
    residents: float
    """Residents of the part, a seed."""
    reason: str
    """Why something is null, or nothing."""


class _Part(NamedTuple):
    """A part over all seeds: for each seed and each of `FELT` its mean, now and in week 0, and its gap."""

    week: int
    name: str
    now: Floats
    start: Floats
    gaps: Floats
    residents: float
    reason: str


def naive(cohorts: Sequence[Cohort], week: int) -> list[Naive]:
    """Each level and part, in the order of `PARTS` and `FELT`.

    Args:
        cohorts: of runs of one plan, one a seed.
        week: a week that all have kept.

    Raises:
        C2simError: when a cohort has not kept this week.
    """
    spreads = spread_of(cohorts).tolist()
    parts = [_part(name, week, cohorts) for name in PARTS]
    return [_naive(part, row, spread) for part in parts for row, spread in enumerate(spreads)]


def _part(name: str, week: int, cohorts: Sequence[Cohort]) -> _Part:
    chosen = [one.parts(week)[name] for one in cohorts]
    others = [one.parts(week)["never"] for one in cohorts]
    now, start = _means(cohorts, week, chosen), _means(cohorts, 0, chosen)
    compared = name in COMPARED and not too_few("never", _number(others), len(cohorts))
    gaps = now - _means(cohorts, week, others) if compared else np.full_like(now, np.nan)
    people = _number(chosen)
    reason = too_few(name, people, len(cohorts))
    return _Part(week, name, now, start, gaps, people / len(cohorts), reason)


def _means(cohorts: Sequence[Cohort], week: int, chosen: Sequence[Flags]) -> Floats:
    """Mean over those who are chosen: a row a seed, a column for each of `FELT`."""
    levels = [one.levels[one.at(week)] for one in cohorts]
    return np.array([mean_over(of_all[:, one]) for of_all, one in zip(levels, chosen, strict=True)])


def _number(chosen: Sequence[Flags]) -> int:
    return sum(int(one.sum()) for one in chosen)


def _naive(part: _Part, row: int, spread: float) -> Naive:
    """The level of a row of `FELT`."""
    reason = part.reason or no_spread(FELT[row], spread)
    mean, change, gap = math.nan, NULL, NULL
    if not part.reason:
        mean = over_seeds(part.now[:, row])[0]
    if not reason:
        change = over_seeds((part.now - part.start)[:, row] / spread)
        gap = over_seeds(part.gaps[:, row] / spread)
    return Naive(part.week, FELT[row], part.name, mean, change, gap, part.residents, reason)
