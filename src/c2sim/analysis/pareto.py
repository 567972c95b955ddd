"""Plans that no other plan beats in everything, and how much of what is possible they cover.

Objectives are laid so that less is better and everything lies between 0 and 1: one minus each dimension,
and person-hours as a share of the budget. The hypervolume is the share that a set of plans beats of a cube a
little larger, from 0 to 1.1, so that a plan that is worst in one objective still counts for the others.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from c2sim.analysis.extra import library
from c2sim.model.arrays import Floats
from c2sim.model.measures.definitions import DIMENSIONS

if TYPE_CHECKING:
    import pandas as pd

HOURS = "person_hours"
OBJECTIVES = (*DIMENSIONS, HOURS)
_WORST = 1.1
type Rows = npt.NDArray[np.int64]


def costs(objectives: "pd.DataFrame", budget: float) -> Floats:
    """Objectives as costs from 0 to 1, one plan a row; above 1 in the last column is over the budget."""
    dimensions = 1.0 - objectives[list(DIMENSIONS)].to_numpy(np.float64)
    return np.column_stack([dimensions, objectives[HOURS].to_numpy(np.float64) / budget])


def front(cost: Floats) -> Rows:
    """Rows of the plans within the budget that no other one beats, each plan once."""
    within = np.flatnonzero(np.isfinite(cost).all(axis=1) & (cost[:, -1] <= 1.0))
    if not len(within):
        return within
    best = library("moocore").is_nondominated(cost[within])
    return within[np.asarray(best)]


def hypervolume(cost: Floats) -> float:
    """Share of the cube from 0 to 1.1 that is beaten by one of the plans within the budget."""
    rows = front(cost)
    if not len(rows):
        return 0.0
    axes = cost.shape[1]
    return float(library("moocore").hypervolume(cost[rows], ref=[_WORST] * axes)) / _WORST**axes


def spread(cost: Floats, rows: Sequence[int] | Rows, most: int) -> Rows:
    """At most so many rows: the best in each objective, then whatever is farthest from those chosen."""
    left = list(rows)
    if len(left) <= most:
        return np.array(left, np.int64)
    chosen = list(dict.fromkeys(min(left, key=lambda row: cost[row, k]) for k in range(cost.shape[1])))[:most]
    while len(chosen) < most:
        gaps = np.linalg.norm(cost[left][:, None] - cost[chosen][None], axis=2).min(axis=1)
        chosen.append(left[int(np.argmax(gaps))])
    return np.array(sorted(chosen), np.int64)
