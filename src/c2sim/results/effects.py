"""Effects of a plan in standard deviations (SD), by who: each part of the cohort against its own twin.

Two runs with one neighbourhood and one seed have the same residents with the same luck: each is the
other's twin. With the part made in the run with the plan (`cohort.py`), of one level, week and seed:

```text
difference  mean over the part of (level with the plan - level of the twin without)
spread      SD between residents in week 0 without the plan, variances averaged over seeds
twin effect = mean over seeds of difference / spread
```

The interval is Student's t at 95 % over seeds, each seed counting once; seeds in which nobody belongs to
the part are left out. The twin effect is what the plan did to these people; `naive.py` has what would be
found without twins.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from c2sim.model.arrays import Flags, Floats
from c2sim.results.cohort import FELT, PARTS, Cohort, Singles
from c2sim.results.estimate import t_quantile

FEWEST = 10
"""Residents over all seeds below which nothing is said of a part."""

PRIMARY = ("stress", "hope", "trust_services", "connectivity")
"""Levels that are shown first; all others are in the tables."""

type Interval = tuple[float, float, float]
"""A value and its 95 % interval over seeds; NaN is null."""

NULL: Interval = (math.nan, math.nan, math.nan)


class Effect(NamedTuple):
    """What a plan did to one level of one part of the cohort, up to one week; NaN is null."""

    week: int
    level: str
    part: str
    sd: float
    """Twin effect in SD."""
    low: float
    high: float
    raw: float
    """Twin effect on the level itself, from -1 to 1."""
    residents: float
    """Residents of the part, a seed."""
    reason: str
    """Why there is no effect, or nothing."""


class _Part(NamedTuple):
    """A part over all seeds: for each seed and each of `FELT` the twin difference and the naive gap."""

    week: int
    name: str
    differences: Floats
    residents: float
    reason: str


def effects(without: Sequence[Cohort], with_plan: Sequence[Cohort], week: int) -> list[Effect]:
    """The effect of a plan on each level and part, in the order of `PARTS` and `FELT`.

    Args:
        without: cohorts of the runs that the plan is compared with, one a seed.
        with_plan: those with the plan and the same seeds, in the same order.
        week: a week that all have kept.

    Raises:
        C2simError: when a cohort has not kept this week.
    """
    spreads = spread_of(without).tolist()
    pairs = list(zip(without, with_plan, strict=True))
    parts = [_part(name, week, pairs) for name in PARTS]
    return [_effect(part, row, spread) for part in parts for row, spread in enumerate(spreads)]


def spread_of(cohorts: Sequence[Cohort]) -> Floats:
    """SD between residents in week 0 of each of `FELT`: the root of the mean variance over seeds."""
    variances = [cohort.levels[cohort.at(0)].var(axis=1, dtype=np.float64) for cohort in cohorts]
    return np.sqrt(np.mean(variances, axis=0))


def twin_difference(without: Cohort, with_plan: Cohort, week: int, chosen: Flags) -> Floats:
    """Mean over chosen residents of (level with the plan - level of the twin), for each of `FELT`.

    NaN when nobody is chosen. Whoever does not live there any more in one of the two runs is left out.
    """
    one, two = without.at(week), with_plan.at(week)
    chosen = chosen & without.there[one] & with_plan.there[two]
    difference = with_plan.levels[two][:, chosen].astype(np.float64) - without.levels[one][:, chosen]
    return mean_over(difference)


def no_spread(level: str, spread: float) -> str:
    """Why nothing can be said in SD of a level in which all are alike, or nothing."""
    return "" if spread > 0.0 else f"{level}: residents do not differ in week 0"


def mean_over(levels: Singles | Floats) -> Floats:
    """Mean over residents, a number a level; NaN over nobody."""
    if levels.shape[1] == 0:
        return np.full(len(levels), np.nan)
    return levels.mean(axis=1, dtype=np.float64)


def over_seeds(values: Floats) -> Interval:
    """Mean over seeds and its 95 % interval; NaN of a seed leaves it out; no interval with one seed."""
    known = values[np.isfinite(values)]
    if len(known) == 0:
        return NULL
    middle = float(known.mean())
    if len(known) == 1:
        return middle, math.nan, math.nan
    half = t_quantile(len(known) - 1) * float(known.std(ddof=1)) / math.sqrt(len(known))
    return middle, middle - half, middle + half


def too_few(part: str, residents: int, seeds: int) -> str:
    """Why nothing is said of a part with so few residents over all seeds, or nothing."""
    if residents >= FEWEST:
        return ""
    there = "nobody" if residents == 0 else f"{residents} resident{'s' * (residents > 1)}"
    over = f"{seeds} seed{'s' * (seeds > 1)}"
    return f"{part}: found {there} over {over}, expected at least {FEWEST}"


def _part(name: str, week: int, pairs: Sequence[tuple[Cohort, Cohort]]) -> _Part:
    chosen = [plan.parts(week)[name] for _, plan in pairs]
    differences = [twin_difference(*pair, week, one) for pair, one in zip(pairs, chosen, strict=True)]
    people = sum(int(one.sum()) for one in chosen)
    reason = too_few(name, people, len(pairs))
    return _Part(week, name, np.array(differences), people / len(pairs), reason)


def _effect(part: _Part, row: int, spread: float) -> Effect:
    """The effect on the level of a row of `FELT`."""
    reason = part.reason or no_spread(FELT[row], spread)
    raw, twin = math.nan, NULL
    if not reason:
        raw = over_seeds(part.differences[:, row])[0]
        twin = over_seeds(part.differences[:, row] / spread)
    return Effect(part.week, FELT[row], part.name, *twin, raw, part.residents, reason)
