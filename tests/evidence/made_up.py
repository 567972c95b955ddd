"""Made-up traces of runs, with known answers."""

from typing import Any

import numpy as np

from c2sim.evidence.targets.trace import Trace
from c2sim.model.codes import COUNTS
from c2sim.model.measures.definitions import NAMES
from c2sim.model.parameters import Parameters
from c2sim.results.cohort import FELT, Cohort


def made_up(weeks: int, homes: int, **differs: Any) -> Trace:
    """A run in which nothing happens and all levels are 0.5, but for what is said to differ.

    `levels` is (weeks + 1, levels, homes), `came` and `seated` are by home, from week 1 on.
    """
    shape = (weeks + 1, homes)
    began = (np.arange(weeks + 1) > 0)[:, None]
    cohort = Cohort(
        tuple(range(weeks + 1)),
        differs.pop("levels", np.full((weeks + 1, len(FELT), homes), 0.5, np.float32)),
        differs.pop("there", np.ones(shape, np.bool_)),
        (began * np.array(differs.pop("came", np.zeros(homes)), np.int64)).astype(np.int32),
        began & np.array(differs.pop("seated", np.zeros(homes)), np.bool_),
    )
    usual: dict[str, Any] = {
        "parameters": Parameters(),
        "measures": np.zeros((weeks + 1, len(NAMES))),
        "counts": np.zeros((weeks + 1, len(COUNTS))),
        **{name: np.zeros(shape, np.bool_) for name in ("arrives", "attends", "listened", "active", "helps")},
        "raised": np.full(shape, -1),
        "wins": np.zeros(shape, np.int64),
        "street": np.arange(homes) // 5,
        "answered": [],
        "groups": [],
        "marks": {},
    }
    return Trace(cohort=cohort, **{**usual, **differs})


def levels_of(weeks: int, homes: int, **values: Any) -> np.ndarray:
    """Levels of each resident, 0.5 but for those that are given, by home or by week and home."""
    levels = np.full((weeks + 1, len(FELT), homes), 0.5, np.float32)
    for name, value in values.items():
        levels[:, FELT.index(name)] = value
    return levels
