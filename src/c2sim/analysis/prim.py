# pyright: standard, reportArgumentType=false, reportReturnType=false
"""Under which conditions a plan fails: the patient rule induction method (PRIM), by EMA Workbench.

PRIM peels a box of conditions, a little at a time, so that what is left holds more and more of the
failures. Each box says how many of all failures lie in it (coverage) and how many of the runs in it fail
(density). Of the boxes on the way, the one is chosen that holds most failures beyond those that as many
runs would have by chance (weighted relative accuracy: mass x (density - share of all runs that fail));
then the next box is looked for among the rest.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from c2sim.analysis.extra import library, quiet
from c2sim.errors import C2simError, nearest, plain
from c2sim.model.arrays import Flags

_MOST_BOXES = 3
_LEAST_MASS = 0.05  # share of the runs that a box has to hold
_FORM = re.compile(
    r"\s*(?P<name>[a-z0-9_]+)\s*(?:(?P<sign><=|>=|<|>)\s*(?P<value>[-+.\de]+)|(?P<null>is null))\s*"
)
_SIGNS = {"<": np.less, ">": np.greater, "<=": np.less_equal, ">=": np.greater_equal}


class Limit(NamedTuple):
    """Between which values a parameter lies in a box, and how likely that is by chance alone."""

    parameter: str
    low: float
    high: float
    chance: float


class Box(NamedTuple):
    """Conditions under which a plan fails more often than usual."""

    coverage: float
    density: float
    mass: float
    limits: tuple[Limit, ...]


def failures(table: pd.DataFrame, condition: str) -> pd.Series:
    """Which runs fail, by a condition on an outcome: `hope_final < 0.45`, or `step_5_week is null`.

    Raises:
        C2simError: when the condition cannot be read, or names no outcome of the table.
    """
    match = _FORM.fullmatch(condition)
    if match is None:
        raise C2simError(
            f'condition: found "{plain(condition)}", expected an outcome and a limit (hope_final < 0.45) or '
            '"is null" (step_5_week is null)'
        )
    name = match["name"]
    if name not in table.columns:
        raise C2simError(
            f'condition: found "{name}", expected an outcome of the table; nearest valid name: '
            f"{nearest(name, map(str, table.columns))}"
        )
    values = table[name].astype("float64")
    if match["null"]:
        return values.isna()
    try:
        limit = float(match["value"])
    except ValueError:
        raise C2simError(f'condition: found "{match["value"]}", expected a number') from None
    failed = pd.Series(_SIGNS[match["sign"]](values.to_numpy(), limit), index=table.index)
    return failed.where(values.notna(), False)


def boxes(factors: pd.DataFrame, failed: Sequence[bool] | pd.Series | Flags) -> list[Box]:
    """Up to three boxes of conditions, the first one found first.

    Raises:
        C2simError: when all runs fail, or none does, or nothing varies.
    """
    varied = factors.loc[:, factors.nunique() > 1].reset_index(drop=True)
    answer = np.asarray(failed, bool)
    if varied.empty:
        raise C2simError("found no factor that varies, expected at least one")
    if answer.all() or not answer.any():
        found = "only failures" if answer.any() else "no failure"
        raise C2simError(f"found {found} in {len(answer)} runs, expected some of both")
    make = library("ema_workbench.analysis.prim").Prim
    with quiet():
        prim = make(varied, answer, peel_alpha=0.05, mass_min=_LEAST_MASS)
        return list(islice(_found(prim, float(answer.mean())), _MOST_BOXES))


def _found(prim: Any, usual: float) -> Iterator[Box]:
    """One box after another, as long as one says something."""
    while (box := prim.find_box()) is not None:
        best = _best(box, usual)
        if best is None:
            return
        yield best


def _best(box: Any, usual: float) -> Box | None:
    """The box on the peeling path that says most; None if none says anything."""
    path = box.peeling_trajectory
    gain = path["mass"] * (path["density"] - usual)
    number = int(gain.idxmax())
    if gain[number] <= 0.0:
        return None
    box.select(number)
    row = path.loc[number]
    widest, narrow, chances = box.box_lims[0], box.box_lims[number], box.p_values[number]
    limits = tuple(
        Limit(
            str(name), float(narrow[name].iloc[0]), float(narrow[name].iloc[1]), _chance(chances, str(name))
        )
        for name in narrow.columns
        if list(narrow[name]) != list(widest[name])
    )
    return Box(float(row["coverage"]), float(row["density"]), float(row["mass"]), limits) if limits else None


def _chance(chances: dict[str, Sequence[float]], name: str) -> float:
    """The larger of the chances that a limit at either end is there by luck (quasi-p)."""
    known = [
        float(one) for one in chances.get(name, ()) if one is not None and one >= 0.0 and np.isfinite(one)
    ]
    return max(known) if known else float("nan")
