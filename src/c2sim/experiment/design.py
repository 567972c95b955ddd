"""From factors to points: the combinations of values that are run.

grid: every combination. list: the first values together, the second values together, and so on.
one_at_a_time: first nothing changed, then each value of each factor alone. latin_hypercube: `samples` points
spread evenly over the ranges. sobol: the sample of Saltelli that Sobol indices are computed from, of
`samples` x (factors + 2) points. The last two are SALib's.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from c2sim.errors import RefusalError
from c2sim.experiment.factor import Factor, Value

type DesignName = Literal["grid", "list", "one_at_a_time", "latin_hypercube", "sobol"]
type Column = npt.NDArray[Any]

_UNTOLD = 10**18
SAMPLED = ("latin_hypercube", "sobol")
MOST_POINTS = 10_000_000
MOST_FACTORS = 500
MOST_VALUES = 50_000_000
"""Points times factors; each takes eight bytes."""


@dataclass(frozen=True, eq=False)
class Points:
    """Points, one column a factor; NaN or None where a scenario's own value stays."""

    names: tuple[str, ...]
    columns: tuple[Column, ...]
    count: int

    def __len__(self) -> int:
        return self.count

    def at(self, index: int, names: Sequence[str] | None = None) -> dict[str, Value]:
        """The values of one point, of these factors only if names are given."""
        found = ((name, column[index]) for name, column in zip(self.names, self.columns, strict=True))
        return {
            name: value.item() if isinstance(value, np.generic) else value
            for name, value in found
            if (names is None or name in names) and not is_missing(value)
        }


def is_missing(value: object) -> bool:
    """Whether a scenario's own value stays."""
    return value is None or value != value


def points_of(rows: Sequence[Mapping[str, Value]]) -> Points:
    """Points given one by one.

    Raises:
        RefusalError: when they have very many names, each at few points.
    """
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    if len(names) > MOST_FACTORS:
        raise RefusalError(f"{len(names):,} names", f"at most {MOST_FACTORS:,}", place=("points",))
    return Points(names, tuple(column([row.get(name) for row in rows]) for name in names), len(rows))


def column(values: Sequence[Value | None]) -> Column:
    """Values of a factor at all points; floats where all are numbers."""
    if all(one is None or (isinstance(one, (int, float)) and not isinstance(one, bool)) for one in values):
        return np.array([np.nan if one is None else float(one) for one in values], dtype=np.float64)
    objects = np.empty(len(values), dtype=object)
    objects[:] = values
    return objects


def make_points(design: DesignName, factors: Sequence[Factor], samples: int, seed: int) -> Points:
    """The points of a design; a single point that changes nothing without factors."""
    if not factors:
        return Points((), (), 1)
    _refuse_size(_number(design, factors, samples), len(factors), design)
    return _MAKERS[design](factors, samples, seed)


def _grid(factors: Sequence[Factor], samples: int, seed: int) -> Points:
    """Every combination; the values of the last factor change first."""
    values = [column(one.listed()) for one in factors]
    total = before = math.prod(map(len, values))
    columns: list[Column] = []
    for own in values:
        before //= len(own)  # so many points until a value of this factor changes
        columns.append(np.tile(np.repeat(own, before), total // (before * len(own))))
    return Points(_names(factors), tuple(columns), total)


def _number(design: DesignName, factors: Sequence[Factor], samples: int) -> int:
    """How many points a design has."""
    sizes = [len(one.values) if one.values is not None else one.steps or 2 for one in factors]
    return {
        "grid": math.prod(sizes),
        "list": max(sizes),
        "one_at_a_time": sum(sizes) + 1,
        "latin_hypercube": samples,
        "sobol": samples * (len(factors) + 2),
    }[design]


def _refuse_size(points: int, factors: int, design: DesignName) -> None:
    """Refuse more points, or values of all of them, than there is memory for; before they are made."""
    for number, most, what in ((points, MOST_POINTS, "points"), (points * factors, MOST_VALUES, "values")):
        if number > most:
            found = f"{number:,}" if number < _UNTOLD else "very many"
            what_of = f"a {design} of {found} {what}"
            raise RefusalError(what_of, f"at most {most:,}", place=("factors",))


def _list(factors: Sequence[Factor], samples: int, seed: int) -> Points:
    values = [one.listed() for one in factors]
    for factor, own in zip(factors, values, strict=True):
        if len(own) != len(values[0]):
            raise RefusalError(
                f"{len(own)} values",
                f"{len(values[0])}, as many as {factors[0].name} has",
                place=(factor.name,),
            )
    return Points(_names(factors), tuple(column(own) for own in values), len(values[0]))


def _one_at_a_time(factors: Sequence[Factor], samples: int, seed: int) -> Points:
    changes = [(index, value) for index, factor in enumerate(factors) for value in factor.listed()]
    columns = [
        column([None, *(value if index == own else None for index, value in changes)])
        for own in range(len(factors))
    ]
    return Points(_names(factors), tuple(columns), len(changes) + 1)


def _latin_hypercube(factors: Sequence[Factor], samples: int, seed: int) -> Points:
    from SALib.sample import latin

    return _sampled(factors, latin.sample(_problem(factors), samples, seed=seed))


def _sobol(factors: Sequence[Factor], samples: int, seed: int) -> Points:
    if samples & (samples - 1):
        raise RefusalError(f"{samples}", "a power of two for sobol", place=("samples",))
    from SALib.sample import sobol

    return _sampled(factors, sobol.sample(_problem(factors), samples, calc_second_order=False, seed=seed))


def _sampled(factors: Sequence[Factor], values: npt.NDArray[np.float64]) -> Points:
    return Points(_names(factors), tuple(np.ascontiguousarray(one) for one in values.T), len(values))


def _problem(factors: Sequence[Factor]) -> dict[str, Any]:
    return {
        "num_vars": len(factors),
        "names": [one.name for one in factors],
        "bounds": [list(_bounds(one)) for one in factors],
    }


def _bounds(factor: Factor) -> tuple[float, float]:
    if factor.bounds is None:
        raise RefusalError("values", "low and high, since the design takes samples", place=(factor.name,))
    return factor.bounds


def _names(factors: Sequence[Factor]) -> tuple[str, ...]:
    return tuple(one.name for one in factors)


_MAKERS: dict[str, Callable[[Sequence[Factor], int, int], Points]] = {
    "grid": _grid,
    "list": _list,
    "one_at_a_time": _one_at_a_time,
    "latin_hypercube": _latin_hypercube,
    "sobol": _sobol,
}
