"""A run, or the runs of several seeds, in numbers that fit on a page; and their digest."""

import hashlib
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from c2sim.measures.organising import PUBLISHED
from c2sim.result import Run

type Plain = float | None
type Band = dict[str, Plain]

BAND = (5, 95)
"""Percentiles between which nine of ten seeds lie."""


def plain(value: float) -> Plain:
    """The number, or None for what JSON has no word for."""
    return float(value) if math.isfinite(value) else None


def band(values: Iterable[float]) -> Band:
    """Median, 5th and 95th percentile (linear) of those that are not null; None if all are."""
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return {"median": None, "low": None, "high": None}
    low, median, high = np.percentile(known, (BAND[0], 50, BAND[1]))
    return {"median": float(median), "low": float(low), "high": float(high)}


def measures(run: Run) -> dict[str, dict[str, float]]:
    """First week, last week and mean over all weeks of each measure; NaN is null."""
    names = map(str, run.weekly.columns)
    ends = zip(*run.weekly.iloc[[0, -1]].to_numpy().tolist(), run.weekly.mean().to_list(), strict=True)
    return {
        name: {"first": first, "last": last, "mean": mean}
        for name, (first, last, mean) in zip(names, ends, strict=True)
    }


def digest(runs: Sequence[Run]) -> str:
    """SHA-256 of the names of the measures and of all weekly values of all runs, in order.

    Values are little-endian 64-bit floats, week after week, and every null has the same bits.
    """
    total = hashlib.sha256("\n".join(map(str, runs[0].weekly.columns)).encode())
    for run in runs:
        total.update(_canonical(run.weekly.to_numpy(np.float64)).tobytes())
    return total.hexdigest()


def summarise(runs: Sequence[Run], *, bands: bool) -> dict[str, Any]:
    """The object that `--json` prints: of one run, or with medians and bands over several seeds."""
    one = runs[0]
    return {
        "scenario": one.scenario.name,
        "seeds": [run.seed for run in runs],
        "weeks": one.scenario.weeks,
        "residents": one.scenario.neighbourhood.residents,
        "measures": _banded_measures(runs) if bands else _plain_measures(one),
        "pathway": _banded_pathway(runs)
        if bands
        else {str(step): week for step, week in one.pathway.items()},
        "person_hours": _banded_cost(runs) if bands else one.cost,
        **_listening(runs, bands),
        "digest": digest(runs),
    }


def _canonical(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.ascontiguousarray(np.where(np.isnan(values), np.nan, values), dtype="<f8")


def _plain_measures(run: Run) -> dict[str, dict[str, Plain]]:
    return {
        name: {which: plain(value) for which, value in values.items()}
        for name, values in measures(run).items()
    }


def _banded_measures(runs: Sequence[Run]) -> dict[str, dict[str, Band]]:
    each = [measures(run) for run in runs]
    return {
        name: {which: band(one[name][which] for one in each) for which in values}
        for name, values in each[0].items()
    }


def _banded_cost(runs: Sequence[Run]) -> dict[str, Band]:
    return {role: band(run.cost[role] for run in runs) for role in runs[0].cost}


def _listening(runs: Sequence[Run], bands: bool) -> dict[str, Any]:
    """What organisers' listening came to, with what was published; nothing for a plan without organisers."""
    each = [run.listening for run in runs]
    if not each[0]:
        return {}
    found = {name: band(one[name] for one in each) if bands else plain(each[0][name]) for name in PUBLISHED}
    return {"listening": {name: {"found": found[name], "published": PUBLISHED[name]} for name in found}}


def _banded_pathway(runs: Sequence[Run]) -> dict[str, dict[str, Plain]]:
    return {str(step): _reached([run.pathway[step] for run in runs]) for step in runs[0].pathway}


def _reached(weeks: Sequence[int | None]) -> dict[str, Plain]:
    reached = [week for week in weeks if week is not None]
    return {"reached": len(reached) / len(weeks), **band(reached)}
