# pyright: standard, reportArgumentType=false, reportReturnType=false
"""Which parameters matter: Morris screening and Sobol indices, by SALib.

A method has two halves that know nothing of the model: `sample` gives points, `indices` makes indices of
what was found at them. Both methods sample in blocks (a trajectory, or a base point with all its
variations); a block with a point at which nothing was found is left out whole, and the number of blocks
left is reported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from c2sim.analysis.extra import library
from c2sim.errors import C2simError
from c2sim.model.arrays import Floats

if TYPE_CHECKING:
    import pandas as pd

type Method = Literal["morris", "sobol"]

_LEVELS = 4  # of the grid of Morris
_FEWEST = 2  # blocks that an index needs


@dataclass(frozen=True)
class Problem:
    """What varies, and within which bounds."""

    names: tuple[str, ...]
    bounds: tuple[tuple[float, float], ...]

    @property
    def salib(self) -> dict[str, Any]:
        """The same as a SALib problem."""
        return {
            "num_vars": len(self.names),
            "names": list(self.names),
            "bounds": [list(ends) for ends in self.bounds],
        }

    def block(self, method: Method) -> int:
        """Points that belong together."""
        return len(self.names) + (1 if method == "morris" else 2)


def sample(problem: Problem, method: Method, samples: int, seed: int = 1) -> Floats:
    """Points of a method, one a row: `samples` trajectories, or base points (a power of two).

    Raises:
        C2simError: when the number of samples is none for the method.
    """
    if seed < 1:
        raise C2simError(f"seed: found {seed}, expected at least 1 (SALib takes 0 for none)")
    if method == "morris":
        if samples < _FEWEST:
            raise C2simError(f"samples: found {samples}, expected at least {_FEWEST}")
        return library("SALib.sample.morris").sample(problem.salib, samples, num_levels=_LEVELS, seed=seed)
    if samples < _FEWEST or samples & (samples - 1):
        raise C2simError(f"samples: found {samples}, expected a power of two for sobol")
    return library("SALib.sample.sobol").sample(problem.salib, samples, calc_second_order=False, seed=seed)


def indices(
    problem: Problem, method: Method, points: Floats, values: Sequence[float] | Floats
) -> "pd.DataFrame":
    """Indices of each parameter, the largest first; `attrs["blocks"]` says how many blocks they rest on.

    Morris: `mu_star` (mean size of an effect over the range), `mu` (with its sign), `sigma` (how much it
    depends on the rest). Sobol: `first` (share of variance by itself), `total` (with all it takes part
    in). Each main index has the half-width of its 95 % interval beside it.

    Raises:
        C2simError: when fewer than two blocks are whole.
    """
    found = np.asarray(values, np.float64)
    block = problem.block(method)
    whole = np.isfinite(found.reshape(-1, block)).all(axis=1)
    if whole.sum() < _FEWEST:
        raise C2simError(f"found {whole.sum()} whole blocks of {block} points, expected at least {_FEWEST}")
    kept = np.repeat(whole, block)
    table = _MADE[method](problem, points[kept], found[kept])
    table.insert(0, "parameter", list(problem.names))
    table.attrs["blocks"] = int(whole.sum())
    return table.sort_values(table.columns[1], ascending=False, ignore_index=True)


def _morris(problem: Problem, points: Floats, values: Floats) -> "pd.DataFrame":
    import pandas as pd  # not at the top: a refusal needs none

    made = library("SALib.analyze.morris").analyze(problem.salib, points, values, num_levels=_LEVELS, seed=1)
    return pd.DataFrame(
        {
            "mu_star": np.asarray(made["mu_star"]),
            "mu_star_half": np.asarray(made["mu_star_conf"]),
            "mu": np.asarray(made["mu"]),
            "sigma": np.asarray(made["sigma"]),
        }
    )


def _sobol(problem: Problem, points: Floats, values: Floats) -> "pd.DataFrame":
    import pandas as pd  # not at the top: a refusal needs none

    if values.std() == 0.0:
        zero = np.zeros(len(problem.names))
        return pd.DataFrame({"total": zero, "total_half": zero, "first": zero, "first_half": zero})
    made = library("SALib.analyze.sobol").analyze(problem.salib, values, calc_second_order=False, seed=1)
    return pd.DataFrame(
        {
            "total": made["ST"],
            "total_half": made["ST_conf"],
            "first": made["S1"],
            "first_half": made["S1_conf"],
        }
    )


_MADE = {"morris": _morris, "sobol": _sobol}
