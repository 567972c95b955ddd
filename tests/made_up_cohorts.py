"""Cohorts made up without the model: forty homes in weeks 0 and 5."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from c2sim.results.cohort import FELT, Cohort
from c2sim.results.comparison import Comparison
from c2sim.results.result import Run

HOMES = 40
STRESS = FELT.index("stress")
START = np.tile(np.repeat([0.4, 0.6], HOMES // 2), (len(FELT), 1))
"""Half of the residents at 0.4 in every level, half at 0.6: an SD of 0.1."""
CAME = np.repeat([0, 3, 12, 0], 10)
"""Ten come now and then, ten often."""
SEATED = np.arange(HOMES) >= 38
"""Two of those who never come hold a seat."""


def cohort(
    levels: Any = None, *, start: Any = START, came: Any = None, seated: Any = None, there: Any = None
) -> Cohort:
    """A cohort in weeks 0 and 5; nobody moves, comes or changes unless something else is given."""
    return Cohort(
        weeks=(0, 5),
        levels=np.stack([start, start if levels is None else levels]).astype(np.float32),
        there=np.stack([np.ones(HOMES, np.bool_), _row(there, np.ones(HOMES, np.bool_))]),
        came=np.stack([np.zeros(HOMES, np.int32), _row(came, np.zeros(HOMES, np.int32))]),
        seated=np.stack([np.zeros(HOMES, np.bool_), _row(seated, np.zeros(HOMES, np.bool_))]),
    )


def raised(by: float | npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Levels of week 5: stress higher by so much, home by home."""
    levels = START.copy()
    levels[STRESS] += by
    return levels


def _row(given: Any, usual: Any) -> Any:
    return usual if given is None else np.asarray(given, usual.dtype)


def compared(make_run: Callable[..., Run], **of_plan: Any) -> Comparison:
    """Two scenarios with two seeds; the plan raises stress by 0.05, and 0.07 with the second seed."""
    first = tuple(replace(make_run("first", seed), cohort=cohort()) for seed in (1, 2))
    plan = tuple(
        replace(make_run("plan", seed), cohort=cohort(raised(by), **of_plan))
        for seed, by in ((1, 0.05), (2, 0.07))
    )
    return Comparison({"first": first, "plan": plan})
