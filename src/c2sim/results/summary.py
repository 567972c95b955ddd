"""A run, or the runs of several seeds, in numbers that fit on a page; and their digest."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from c2sim.model.measures.organisers_listening import PUBLISHED
from c2sim.results.by_who import naive_record
from c2sim.results.happenings import in_numbers
from c2sim.results.result import Run
from c2sim.results.seed_band import Band, Plain, band, plain


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
        "interventions": _happenings(runs, bands),
        **_listening(runs, bands),
        "by_who": naive_record(runs),
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


def _happenings(runs: Sequence[Run], bands: bool) -> dict[str, Any]:
    """What came of each intervention of the plan, by its id."""
    each = zip(*(run.happenings for run in runs), strict=True)
    return {one[0].id: in_numbers(one, bands=bands) for one in each}


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
