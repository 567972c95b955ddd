"""Sums and means inside a kernel, first to last: numba's own take longer to compile than the loop."""

from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Floats


@compiled
def total(values: Floats) -> float:
    """Sum of the values."""
    found = 0.0
    for value in values:
        found += value
    return found


@compiled
def mean(values: Floats) -> float:
    """Mean of the values."""
    return total(values) / len(values)
